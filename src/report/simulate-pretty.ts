import type { Action } from '../model/rule.ts';
import type { ReplaySummary, SourceSummary } from '../simulate/replay-summary.ts';
import { visibleText } from '../text/visible-text.ts';
import { barSigns } from './count-bar.ts';
import { amountText, countText, percentText } from './number-text.ts';
import type { Palette } from './palette.ts';
import { approvalLines } from './simulate-approvals.ts';
import { attackLines } from './simulate-attacks.ts';
import { changeLines } from './simulate-changes.ts';
import { coverageLines } from './simulate-coverage.ts';
import { expectationLines } from './simulate-expectations.ts';
import { limitLines } from './simulate-limits.ts';
import { resultLines } from './simulate-results.ts';
import { stoppedLines } from './simulate-stopped.ts';
import { swapLines } from './simulate-swap.ts';
import { tenantLines } from './simulate-tenants.ts';
import { type TableCell, tableLines } from './text-table.ts';

export interface SimulatePrettyOptions {
  readonly palette: Palette;
}

const mostSources = 10;
const mostMalformed = 10;
const barColumns = 24;

/** The result of a replay as a person reads it. Bounded whatever was replayed; it says what it leaves out. */
export function simulatePretty(summary: ReplaySummary, options: SimulatePrettyOptions): string {
  const { palette } = options;
  const parts = [
    headLines(summary, palette),
    totalLines(summary, palette),
    tenantLines(summary, palette),
    stoppedLines(summary, palette),
    attackLines(summary, palette),
    changeLines(summary, palette),
    limitLines(summary, palette),
    approvalLines(summary, palette),
    coverageLines(summary, palette),
    expectationLines(summary, palette),
    resultLines(summary, palette),
    swapLines(summary, palette),
    missedLines(summary, palette),
    malformedLines(summary.sources, palette),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headLines({ sources, totals, partial }: ReplaySummary, palette: Palette): readonly string[] {
  const sessions = sources.reduce((sum, source) => sum + source.sessions, 0);
  const inSessions = sessions === 0 ? '' : ` of ${amountText(sessions, 'session')}`;
  const found = `${amountText(totals.calls, 'call')}${inSessions} in ${amountText(sources.length, 'recording')}`;
  const listed = sources
    .slice(0, mostSources)
    .map((source): TableCell[] => [
      { text: visibleText(source.path), paint: palette.place },
      { text: source.format },
      { text: amountText(source.calls, 'call'), align: 'right' },
    ]);
  const more = sources.length - listed.length;
  return [
    ...(partial ? [palette.caution('interrupted: what follows covers the calls up to then'), ''] : []),
    palette.strong(found),
    ...tableLines(listed, '  '),
    ...(more > 0 ? [`  ${palette.dim(`and ${amountText(more, 'recording')} more`)}`] : []),
  ];
}

function totalLines({ totals, codes }: ReplaySummary, palette: Palette): readonly string[] {
  if (totals.calls === 0) return [];
  const rows: readonly (readonly [string, Action, (text: string) => string])[] = [
    ['allowed', 'allow', palette.good],
    ['held for approval', 'require_approval', palette.caution],
    ['denied', 'deny', palette.bad],
  ];
  const cells = rows.map(([word, action, paint]): TableCell[] => [
    { text: word, ...(totals[action] === 0 ? {} : { paint }) },
    { text: countText(totals[action]), align: 'right' },
    { text: percentText(totals[action], totals.calls), align: 'right', paint: palette.dim },
    { text: paint(barSigns[action].repeat(barLength(totals[action], totals.calls))) },
  ]);
  const why = [...codes].sort(([, a], [, b]) => b - a).map(([code, count]) => `${code} ${countText(count)}`);
  return [...tableLines(cells, '  '), `  ${palette.dim(`by code: ${why.join(', ')}`)}`];
}

/** In columns; what occurs at all has one. */
function barLength(part: number, whole: number): number {
  return part === 0 ? 0 : Math.max(1, Math.round((part / whole) * barColumns));
}

const missedWords: ReadonlyMap<string, string> = new Map([
  [
    'limits_without_time',
    'decided without limits, for the recording has no times; --assume-interval 2s gives it a clock',
  ],
  ['tenant_unmapped', 'denied, for nothing told their tenant; see --tenant, --tenant-map, --tenant-from'],
]);

function missedLines({ notEvaluable, sources }: ReplaySummary, palette: Palette): readonly string[] {
  const held = sources.reduce((sum, source) => sum + source.clockHeld, 0);
  const rows = [...notEvaluable].map(([reason, count]): TableCell[] => [
    { text: countText(count), align: 'right' },
    { text: visibleText(reason) },
    { text: missedWords.get(reason) ?? 'not judged, and none of the calls above', paint: palette.dim },
  ]);
  if (held > 0) {
    const words = "decided at their tenant's clock, which they were recorded before";
    rows.push([
      { text: countText(held), align: 'right' },
      { text: 'clock_held' },
      { text: words, paint: palette.dim },
    ]);
  }
  return rows.length === 0
    ? []
    : [palette.strong('What could not be judged, or not wholly'), ...tableLines(rows, '  ')];
}

function malformedLines(sources: readonly SourceSummary[], palette: Palette): readonly string[] {
  const total = sources.reduce((sum, source) => sum + source.malformedTotal, 0);
  if (total === 0) return [];
  const known = sources.flatMap(({ path, malformed }) => malformed.map((record) => ({ path, ...record })));
  const listed = known
    .slice(0, mostMalformed)
    .map(({ path, line, why }): TableCell[] => [
      { text: `${visibleText(path)}${line === undefined ? '' : `:${line}`}`, paint: palette.place },
      { text: visibleText(why) },
    ]);
  const more = total - listed.length;
  return [
    palette.bad(`${amountText(total, 'malformed record')} (--skip-malformed accepts them)`),
    ...tableLines(listed, '  '),
    ...(more > 0 ? [`  ${palette.dim(`and ${countText(more)} more`)}`] : []),
  ];
}
