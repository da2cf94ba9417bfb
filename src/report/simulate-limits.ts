import type { ReplaySummary } from '../simulate/replay-summary.ts';
import type { LimitsResult } from '../simulate/sections/limits.ts';
import { visibleText } from '../text/visible-text.ts';
import { amountText, countText, percentText } from './number-text.ts';
import type { Palette } from './palette.ts';
import { type TableCell, tableLines } from './text-table.ts';
import { minuteText, spanOf, type TimeSpan, timeBar } from './time-bar.ts';

const mostRows = 10;
const barColumns = 24;

/** When limits refused calls: those that refused most, with a small bar of when. Calls without a time are told elsewhere. */
export function limitLines({ sections: { limits } }: ReplaySummary, palette: Palette): readonly string[] {
  if (limits === undefined || limits.asked === 0) return [];
  const title = palette.strong('Limits in recorded time');
  const found =
    limits.refused === 0
      ? palette.good(`none of ${amountText(limits.asked, 'call')} refused`)
      : `${palette.caution(`${countText(limits.refused)} of ${amountText(limits.asked, 'call')} refused`)} ${palette.dim(`(${percentText(limits.refused, limits.asked)})`)}`;
  const ordered = limits.bites.toSorted((a, b) => b.refused - a.refused);
  const shown = ordered.slice(0, mostRows);
  const left = ordered.slice(mostRows).reduce((sum, { refused }) => sum + refused, 0) + limits.elsewhere;
  return [
    `${title}  ${found}`,
    ...biteLines(shown, palette),
    ...(left > 0
      ? [`  ${palette.dim(`and ${amountText(left, 'refusal')} by other limits; --format json has more`)}`]
      : []),
    ...assumedLines(limits, palette),
  ];
}

function biteLines(bites: LimitsResult['bites'], palette: Palette): readonly string[] {
  const rows = bites.map((bite) => ({ ...bite, counts: bite.buckets.map(countOf) }));
  const span = spanOf(rows);
  if (span === undefined) return [];
  const head = ['tenant', 'tool', 'limit', 'refused', 'first at', 'longest wait', spanText(span)].map(
    (text, at): TableCell => ({ text, align: at === 3 || at === 5 ? 'right' : 'left', paint: palette.dim }),
  );
  const lines = rows.map((row): TableCell[] => [
    { text: visibleText(row.tenant), paint: palette.strong },
    { text: visibleText(row.tool) },
    { text: `${row.scope === 'rule' ? 'rule ' : ''}${visibleText(row.name)} ${visibleText(row.limit)}` },
    { text: countText(row.refused), align: 'right', paint: palette.bad },
    { text: minuteText(row.first) },
    { text: waitText(row.longestWait), align: 'right' },
    { text: timeBar(row.counts, row.widthMs, span, barColumns), paint: palette.bad },
  ]);
  return tableLines([head, ...lines], '  ');
}

function countOf({ start, refused }: LimitsResult['bites'][number]['buckets'][number]): {
  readonly start: number;
  readonly count: number;
} {
  return { start, count: refused };
}

/** The time that a row of bars shows. */
export function spanText({ from, to }: TimeSpan): string {
  return `${minuteText(from)} to ${minuteText(to)}`;
}

function assumedLines({ assumed, withoutTime }: LimitsResult, palette: Palette): readonly string[] {
  return [
    ...(assumed === 0
      ? []
      : [`  ${palette.caution(`the time of ${amountText(assumed, 'call')} is assumed, from 1970-01-01`)}`]),
    ...(withoutTime === 0
      ? []
      : [`  ${palette.caution(`not evaluable of ${amountText(withoutTime, 'call')} without a time`)}`]),
  ];
}

const units = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
] as const;

/** `90 s`, `12 min`, `3 h`: rounded up. */
function waitText(seconds: number): string {
  for (const [unit, length] of units)
    if (seconds >= 2 * length) return `${countText(Math.ceil(seconds / length))} ${unit}`;
  return `${countText(seconds)} s`;
}
