import type { DecisionJson } from '../engine/decision-json.ts';
import type { Action } from '../model/rule.ts';
import type { ReplaySummary } from '../simulate/replay-summary.ts';
import type { ChangesResult } from '../simulate/sections/changes.ts';
import { visibleText } from '../text/visible-text.ts';
import { actions, actionWords } from './action-words.ts';
import { amountText, countText } from './number-text.ts';
import type { Paint, Palette } from './palette.ts';
import { argumentWords } from './simulate-stopped.ts';
import { type TableCell, tableLines } from './text-table.ts';

const mostGroups = 8;

/** What another version decides of the same calls: the matrix, what changed most and why, and what people have to approve. */
export function changeLines(
  { sections: { changes }, argumentsShown }: ReplaySummary,
  palette: Palette,
): readonly string[] {
  if (changes === undefined) return [];
  const changed = changes.groups.reduce((sum, { count }) => sum + count, 0);
  const found =
    changed === 0 ? palette.good('all calls decided alike') : `${amountText(changed, 'call')} changed`;
  const ordered = changes.groups.toSorted((a, b) => b.count - a.count);
  const left = ordered.slice(mostGroups);
  const leftCalls = left.reduce((sum, { count }) => sum + count, 0);
  return [
    `${palette.strong('Against the other version')}  ${found}`,
    ...(changed === 0 ? [] : matrixLines(changes, palette)),
    ...ordered.slice(0, mostGroups).flatMap((group) => groupLines(group, palette, argumentsShown)),
    ...(left.length === 0
      ? []
      : [
          `  ${palette.dim(`and ${amountText(leftCalls, 'call')} changed in ${countText(left.length)} other ways`)}`,
        ]),
    ...approvalLines(changes, palette),
  ];
}

function matrixLines({ matrix }: ChangesResult, palette: Palette): readonly string[] {
  const head: readonly TableCell[] = [
    { text: 'before ↓  now →', paint: palette.dim },
    ...actions.map((to): TableCell => ({ text: actionWords[to], align: 'right', paint: palette.dim })),
  ];
  const rows = actions.map((from): TableCell[] => [
    { text: actionWords[from] },
    ...actions.map((to): TableCell => {
      const count = matrix[`${from}>${to}`] ?? 0;
      const paint = from === to || count === 0 ? palette.dim : paintOf(from, to, palette);
      return { text: countText(count), align: 'right', paint };
    }),
  ]);
  return tableLines([head, ...rows], '  ');
}

/** What is allowed that was not is what a person must see first. */
function paintOf(from: Action, to: Action, palette: Palette): Paint {
  if (to === 'allow' || from === 'deny') return palette.bad;
  return palette.caution;
}

function groupLines(
  { count, from, to, tenants, before, example }: ChangesResult['groups'][number],
  palette: Palette,
  argumentsShown: boolean,
): readonly string[] {
  const { source, tool, tenant } = example;
  const at = `${visibleText(source.file)}${source.line === undefined ? '' : `:${source.line}`}`;
  const args = argumentWords(example.arguments, argumentsShown);
  const whose = tenants > 1 ? `${amountText(tenants, 'tenant')}, e.g. ` : '';
  const change = paintOf(from, to, palette)(`${actionWords[from]} → ${actionWords[to]}`);
  const detail = (label: string, text: string): string => `    ${palette.dim(label.padEnd(6))} ${text}`;
  return [
    `  ${change} ${countText(count)} ×  ${palette.strong(visibleText(tool))}  ${whose}${visibleText(tenant ?? '(none)')}`,
    detail('was', decidedByText(before, palette)),
    detail('now', decidedByText(example.decision, palette)),
    detail('first', `${palette.place(at)} call ${source.index + 1}${args === '' ? '' : `  ${args}`}`),
  ];
}

/** Why a call was decided so, and by which part of which policy. */
export function decidedByText(
  { reason, code, policy: { rule, condition, file, line } }: DecisionJson,
  palette: Palette,
): string {
  const by = [
    ...(rule === null ? [] : [`rule ${visibleText(rule)}`]),
    ...(condition === null ? [] : [`condition ${visibleText(condition)}`]),
    ...(file === null ? [] : [palette.place(`${visibleText(file)}:${line ?? 1}`)]),
  ];
  return [`${visibleText(reason)} ${palette.dim(`(${code})`)}`, ...by].join(', ');
}

const dayMs = 86_400_000;

function approvalLines({ approvals }: ChangesResult, palette: Palette): readonly string[] {
  const { before, after, first, last } = approvals;
  if (before === 0 && after === 0) return [];
  const label = palette.dim('to approve');
  if (first === null || last === null)
    return [`  ${label}  ${countText(before)} before, ${countText(after)} now (the recording has no times)`];
  const days = Math.max(1, (last - first) / dayMs);
  const perDay = (count: number): string => (count / days).toFixed(1);
  return [`  ${label}  ${perDay(before)} a day before, ${perDay(after)} a day now`];
}
