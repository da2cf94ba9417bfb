import type { Action } from '../model/rule.ts';
import type { ReplaySummary } from '../simulate/replay-summary.ts';
import type { ComparedDecisions } from '../simulate/sections/compared-decisions.ts';
import type { ExpectationsResult } from '../simulate/sections/expectations.ts';
import { visibleText } from '../text/visible-text.ts';
import { actions, actionWords, wantedText } from './action-words.ts';
import { amountText, countText } from './number-text.ts';
import type { Paint, Palette } from './palette.ts';
import { decidedByText } from './simulate-changes.ts';
import { argumentWords } from './simulate-stopped.ts';
import { type TableCell, tableLines } from './text-table.ts';

const mostGroups = 8;
const mostUnmatched = 5;

/** What was expected of calls, by labels and by the recording: a matrix each, and why what differs was decided so. */
export function expectationLines(
  { sections: { expectations }, argumentsShown }: ReplaySummary,
  palette: Palette,
): readonly string[] {
  if (expectations === undefined) return [];
  const { labels, recorded } = expectations;
  return [
    ...(labels === undefined
      ? []
      : [
          ...comparedLines('What labels expect', labels, palette, argumentsShown),
          ...unmatchedLines(labels, palette),
        ]),
    ...(labels === undefined || recorded === undefined ? [] : ['']),
    ...(recorded === undefined
      ? []
      : comparedLines('What was decided when it was recorded', recorded, palette, argumentsShown)),
  ];
}

function comparedLines(
  title: string,
  compared: ComparedDecisions,
  palette: Palette,
  argumentsShown: boolean,
): readonly string[] {
  const { differing, optional } = compared;
  const found =
    differing === 0
      ? palette.good('none decided otherwise')
      : palette.caution(`${amountText(differing, 'call')} decided otherwise`);
  const may = optional === 0 ? '' : `, ${countText(optional)} more that may be`;
  const ordered = compared.groups.toSorted((a, b) => b.count - a.count);
  const left = ordered.slice(mostGroups);
  const calls = left.reduce((sum, { count }) => sum + count, 0);
  return [
    `${palette.strong(title)}  ${amountText(compared.compared, 'call')} compared, ${found}${may}`,
    ...(compared.compared === 0 ? [] : matrixLines(compared, palette)),
    ...ordered.slice(0, mostGroups).flatMap((group) => groupLines(group, palette, argumentsShown)),
    ...(left.length === 0
      ? []
      : [`  ${palette.dim(`and ${amountText(calls, 'call')} in ${countText(left.length)} other ways`)}`]),
  ];
}

function matrixLines({ matrix }: ComparedDecisions, palette: Palette): readonly string[] {
  const expected = [...new Set(Object.keys(matrix).map((key) => key.split('>')[0] ?? ''))].sort(byStrictness);
  const head: readonly TableCell[] = [
    { text: 'expected ↓  now →', paint: palette.dim },
    ...actions.map((now): TableCell => ({ text: actionWords[now], align: 'right', paint: palette.dim })),
  ];
  const rows = expected.map((wanted): TableCell[] => [
    { text: wantedText(wanted.split('|')) },
    ...actions.map((now): TableCell => {
      const count = matrix[`${wanted}>${now}`] ?? 0;
      const isDim = count === 0 || wanted.split('|').includes(now);
      return { text: countText(count), align: 'right', paint: isDim ? palette.dim : paintOf(now, palette) };
    }),
  ]);
  return tableLines([head, ...rows], '  ');
}

function byStrictness(a: string, b: string): number {
  return rankOf(a) - rankOf(b) || (a < b ? -1 : 1);
}

function rankOf(wanted: string): number {
  return actions.findIndex((action) => wanted.startsWith(action));
}

/** What is allowed that should not be is what a person must see first. */
function paintOf(now: Action, palette: Palette): Paint {
  return now === 'allow' ? palette.bad : palette.caution;
}

function groupLines(
  { count, expected, decided, example }: ComparedDecisions['groups'][number],
  palette: Palette,
  argumentsShown: boolean,
): readonly string[] {
  const { source, tool, tenant, decision } = example;
  const at = `${visibleText(source.file)}${source.line === undefined ? '' : `:${source.line}`}`;
  const args = argumentWords(example.arguments, argumentsShown);
  const head = paintOf(decided, palette)(`${actionWords[decided]}, expected ${wantedText(expected)}`);
  const detail = (label: string, text: string): string => `    ${palette.dim(label.padEnd(6))} ${text}`;
  return [
    `  ${head} ${countText(count)} ×  ${palette.strong(visibleText(tool))}  ${visibleText(tenant ?? '(none)')}`,
    detail('why', decidedByText(decision, palette)),
    detail('first', `${palette.place(at)} call ${source.index + 1}${args === '' ? '' : `  ${args}`}`),
  ];
}

function unmatchedLines(
  { file, unmatchedTotal, unmatched }: NonNullable<ExpectationsResult['labels']>,
  palette: Palette,
): readonly string[] {
  if (unmatchedTotal === 0) return [];
  const places = unmatched.slice(0, mostUnmatched).map((line) => `${visibleText(file)}:${line}`);
  const more = unmatchedTotal > places.length ? ` and ${countText(unmatchedTotal - places.length)} more` : '';
  const what = `${amountText(unmatchedTotal, 'label')} that no call meets:`;
  return [`  ${palette.bad(what)} ${palette.place(places.join(', '))}${more}`];
}
