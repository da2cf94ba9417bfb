import type { ReplaySummary } from '../simulate/replay-summary.ts';
import type { ApprovalsResult } from '../simulate/sections/approvals.ts';
import { visibleText } from '../text/visible-text.ts';
import { amountText, countText } from './number-text.ts';
import type { Palette } from './palette.ts';
import { spanText } from './simulate-limits.ts';
import { type TableCell, tableLines } from './text-table.ts';
import { minuteText, spanOf, timeBar } from './time-bar.ts';

type Channel = ApprovalsResult['channels'][number];

const mostRows = 10;
const barColumns = 24;
const day = 86_400_000;

/** What held calls ask of approvers, by channel. */
export function approvalLines(
  { sections: { approvals } }: ReplaySummary,
  palette: Palette,
): readonly string[] {
  if (approvals === undefined || approvals.held === 0) return [];
  const { held, withoutTime, assumed } = approvals;
  const ordered = approvals.channels.toSorted((a, b) => b.held - a.held);
  const shown = ordered.slice(0, mostRows);
  const more = ordered.length - shown.length;
  return [
    `${palette.strong('Approvals in recorded time')}  ${amountText(held, 'call')} held; if nobody answers ${fateText(approvals)}`,
    ...channelLines(shown, approvals, palette),
    ...(approvals.pendingAtEnd > 0
      ? [
          `  ${palette.dim(`${amountText(approvals.pendingAtEnd, 'call')} still pending when the recording ends`)}`,
        ]
      : []),
    ...(more > 0 ? [`  ${palette.dim(`and ${amountText(more, 'channel')} more`)}`] : []),
    ...(assumed > 0
      ? [`  ${palette.caution(`the time of ${amountText(assumed, 'call')} is assumed, from 1970-01-01`)}`]
      : []),
    ...(withoutTime > 0
      ? [`  ${palette.caution(`${amountText(withoutTime, 'call')} without a time: the load cannot be told`)}`]
      : []),
  ];
}

function fateText({ channels }: ApprovalsResult): string {
  const sum = (key: 'allowed' | 'denied' | 'waits'): number =>
    channels.reduce((total, channel) => total + channel[key], 0);
  const [allowed, denied, waits] = [sum('allowed'), sum('denied'), sum('waits')];
  return [
    ...(denied > 0 ? [`${countText(denied)} denied`] : []),
    ...(allowed > 0 ? [`${countText(allowed)} allowed`] : []),
    ...(waits > 0 ? [`${countText(waits)} without a timeout`] : []),
  ].join(', ');
}

function channelLines(
  channels: readonly Channel[],
  { first, last }: ApprovalsResult,
  palette: Palette,
): readonly string[] {
  const timed = channels.filter(({ mostPending }) => mostPending !== null);
  const rows = timed.map((channel) => ({
    ...channel,
    counts: channel.buckets.map(({ start, held }) => ({ start, count: held })),
  }));
  const span = spanOf(rows.map((row) => ({ ...row, counts: row.counts.filter(({ count }) => count > 0) })));
  if (span === undefined) return [];
  const words = [
    'channel',
    'held',
    'a day',
    'busiest hour',
    'busiest day',
    'pending at most',
    spanText(span),
  ];
  const head = words.map(
    (text, at): TableCell => ({ text, align: at === 1 || at === 2 ? 'right' : 'left', paint: palette.dim }),
  );
  const days = Math.max(1, ((last ?? 0) - (first ?? 0)) / day);
  const lines = rows.map((row): TableCell[] => [
    { text: visibleText(row.channel ?? '(none)'), paint: palette.strong },
    { text: countText(row.held), align: 'right', paint: palette.caution },
    { text: (row.held / days).toFixed(1), align: 'right' },
    { text: loadText(row.busiestHour, 16) },
    { text: loadText(row.busiestDay, 10) },
    { text: loadText(row.mostPending, 16) },
    {
      text: timeBar(
        row.counts.filter(({ count }) => count > 0),
        row.widthMs,
        span,
        barColumns,
      ),
      paint: palette.caution,
    },
  ]);
  return tableLines([head, ...lines], '  ');
}

function loadText(load: Channel['mostPending'], characters: number): string {
  if (load === null) return '';
  return `${countText(load.calls)} on ${minuteText(load.start).slice(0, characters)}`;
}
