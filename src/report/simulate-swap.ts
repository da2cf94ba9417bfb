import type { ReplaySummary } from '../simulate/replay-summary.ts';
import type { SwapResult } from '../simulate/sections/swap.ts';
import { visibleText } from '../text/visible-text.ts';
import { amountText, countText } from './number-text.ts';
import type { Palette } from './palette.ts';
import { argumentWords } from './simulate-stopped.ts';
import { type TableCell, tableLines } from './text-table.ts';

type Cell = SwapResult['cells'][number];

/** With more tenants than this the matrix folds to the rows with most leaks, one cell a line. */
const mostColumns = 6;
const mostRows = 10;
const longestName = 24;

/** Whose calls others may make: the matrix, and the first leak of each of the worst cells. */
export function swapLines(
  { sections: { swap }, argumentsShown }: ReplaySummary,
  palette: Palette,
): readonly string[] {
  if (swap === undefined) return [];
  const others = swap.cells.filter(({ as, of }) => as !== of);
  const leaking = others.filter(({ leaks }) => leaks > 0).sort((a, b) => b.leaks - a.leaks);
  const leaks = leaking.reduce((sum, cell) => sum + cell.leaks, 0);
  const asked = others.reduce((sum, { calls }) => sum + calls, 0);
  const found =
    leaks === 0
      ? palette.good('no leak')
      : palette.bad(`${amountText(leaks, 'leak')} between ${countText(leaking.length)} pairs of tenants`);
  return [
    `${palette.strong("Every tenant's calls, asked as every other tenant")}  ${countText(asked)} asked, ${found}`,
    ...(swap.tenants.length <= mostColumns ? matrixLines(swap, palette) : foldedLines(leaking, palette)),
    ...leaking.slice(0, mostRows).flatMap((cell) => exampleLines(cell, palette, argumentsShown)),
    ...leftOutLines(swap, palette),
  ];
}

function matrixLines({ tenants, cells }: SwapResult, palette: Palette): readonly string[] {
  if (tenants.length === 0) return [`  ${palette.dim('no tenant has calls')}`];
  const head: TableCell[] = [
    { text: 'calls of, asked as', paint: palette.dim },
    ...tenants.map((as): TableCell => ({ text: nameOf(as), align: 'right', paint: palette.dim })),
  ];
  const rows = tenants
    .map((of) => cells.filter((cell) => cell.of === of))
    .filter((row) => row.length > 0)
    .map((row): TableCell[] => [
      { text: nameOf(row[0]?.of ?? '') },
      ...row.map((cell): TableCell => matrixCell(cell, palette)),
    ]);
  return tableLines([head, ...rows], '  ');
}

function matrixCell({ as, of, calls, allowed, leaks }: Cell, palette: Palette): TableCell {
  const text = `${countText(allowed)} of ${countText(calls)}`;
  if (leaks > 0) return { text: `${amountText(leaks, 'leak')}, ${text}`, align: 'right', paint: palette.bad };
  return { text, align: 'right', ...(as === of ? {} : { paint: palette.dim }) };
}

function foldedLines(leaking: readonly Cell[], palette: Palette): readonly string[] {
  const rows = leaking
    .slice(0, mostRows)
    .map(({ as, of, calls, allowed, leaks }): TableCell[] => [
      { text: amountText(leaks, 'leak'), align: 'right', paint: palette.bad },
      { text: `calls of ${nameOf(of)}` },
      { text: `asked as ${nameOf(as)}` },
      { text: `${countText(allowed)} of ${countText(calls)} allowed`, paint: palette.dim },
    ]);
  const more = leaking.length - rows.length;
  return [
    ...tableLines(rows, '  '),
    ...(more > 0
      ? [`  ${palette.dim(`and ${amountText(more, 'pair')} more with leaks; --format json has all`)}`]
      : []),
  ];
}

function exampleLines(
  { as, of, example }: Cell,
  palette: Palette,
  argumentsShown: boolean,
): readonly string[] {
  if (example === undefined) return [];
  const { tool, source, decision } = example;
  const at = `${visibleText(source.file)}${source.line === undefined ? '' : `:${source.line}`}`;
  const args = argumentWords(example.arguments, argumentsShown);
  const may = decision.action === 'allow' ? 'may' : 'may, with approval,';
  const { rule, file, line } = decision.policy;
  const by = [
    ...(rule === null ? [] : [`rule ${visibleText(rule)}`]),
    ...(file === null ? [] : [palette.place(`${visibleText(file)}:${line ?? 1}`)]),
  ];
  return [
    `  ${palette.bad('leak')}  ${nameOf(as)} ${may} do what ${nameOf(of)} did: ${palette.strong(visibleText(tool))}`,
    `    ${palette.dim('first ')} ${palette.place(at)} call ${source.index + 1}${args === '' ? '' : `  ${args}`}`,
    ...(by.length === 0 ? [] : [`    ${palette.dim('by    ')} ${by.join(', ')}`]),
  ];
}

function leftOutLines({ leftOut: { calls, tenants } }: SwapResult, palette: Palette): readonly string[] {
  const left = [
    ...(calls === 0 ? [] : [`${amountText(calls, 'call')} past the sample (--swap-sample)`]),
    ...(tenants === 0 ? [] : [`${amountText(tenants, 'tenant')} past the first 200`]),
  ];
  return left.length === 0 ? [] : [`  ${palette.caution(`not asked: ${left.join(', ')}`)}`];
}

function nameOf(tenant: string): string {
  const text = visibleText(tenant);
  return text.length <= longestName ? text : `${text.slice(0, longestName - 1)}…`;
}
