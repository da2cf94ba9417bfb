import type { CoverageRow } from '../simulate/coverage-rows.ts';
import { coverageState, coverageSummary } from '../simulate/coverage-summary.ts';
import type { ReplaySummary } from '../simulate/replay-summary.ts';
import { visibleText } from '../text/visible-text.ts';
import { amountText, countText } from './number-text.ts';
import type { Palette } from './palette.ts';
import { type TableCell, tableLines } from './text-table.ts';

const mostRows = 8;

/** What of the policies decided nothing: the parts in sum, then the worst of them at their places. */
export function coverageLines(
  { sections: { coverage } }: ReplaySummary,
  palette: Palette,
): readonly string[] {
  if (coverage === undefined) return [];
  const worst = worstRows(coverage.rows);
  const unasked = worst.filter(({ asked }) => asked === 0);
  const idle = worst.filter(({ asked }) => asked > 0);
  const shown = [...unasked.slice(0, mostRows), ...idle.slice(0, mostRows)];
  const more = worst.length - shown.length;
  const elsewhere = coverage.rows.filter(({ tenantsWithCalls }) => tenantsWithCalls === 0).length;
  return [
    palette.strong('Coverage: what of the policies decided nothing'),
    ...summaryLines(coverage.rows, palette),
    ...tableLines(
      shown.map((row) => rowCells(row, palette)),
      '  ',
    ),
    ...(more > 0 ? [`  ${palette.dim(`and ${countText(more)} more; --format json has all`)}`] : []),
    ...(elsewhere > 0
      ? [`  ${palette.dim(`${amountText(elsewhere, 'part')} of tenants without calls not listed`)}`]
      : []),
    ...(coverage.limitsNotAsked > 0
      ? [
          `  ${palette.caution(`limits were not asked of ${amountText(coverage.limitsNotAsked, 'call')} without a time`)}`,
        ]
      : []),
  ];
}

function summaryLines(rows: readonly CoverageRow[], palette: Palette): readonly string[] {
  const head = [
    'of tenants with calls',
    'parts',
    'never asked',
    'never decided',
    'of all: parts',
    'never asked',
  ];
  const lines = coverageSummary(rows).map(({ title, all, withCalls }): TableCell[] => [
    { text: title },
    ...[withCalls.parts, withCalls.neverAsked, withCalls.idle, all.parts, all.neverAsked].map(
      (count, at): TableCell => ({
        text: countText(count),
        align: 'right',
        ...(count === 0 || at > 2 ? { paint: palette.dim } : {}),
      }),
    ),
  ]);
  const headCells = head.map(
    (text, at): TableCell => ({ text, align: at === 0 ? 'left' : 'right', paint: palette.dim }),
  );
  return tableLines([headCells, ...lines], '  ');
}

/**
 * Policies first, then baseline, boundaries and limits; of each, what was asked most and never decided anything first. What belongs to something that is listed is not listed again, and a matcher is told with its condition.
 */
function worstRows(rows: readonly CoverageRow[]): readonly CoverageRow[] {
  let [rule, condition] = ['', ''];
  const listed = rows.filter((row, at) => {
    if (row.tenantsWithCalls === 0) return false;
    const isUnasked = row.asked === 0;
    const ruleKey = JSON.stringify([row.file, row.of, row.rule]);
    const conditionKey = JSON.stringify([ruleKey, row.condition]);
    if (row.kind === 'rule') rule = isUnasked ? ruleKey : '';
    if (row.kind === 'condition') condition = coverageState(row) === 'used' ? '' : conditionKey;
    if (row.kind !== 'rule' && row.rule !== undefined && ruleKey === rule) return false;
    if (row.kind === 'matcher' && conditionKey === condition) return false;
    if (row.kind === 'rule' && !isUnasked && hasConditions(rows, at)) return false;
    return coverageState(row) !== 'used';
  });
  return listed.sort((a, b) => ranks.indexOf(a.of) - ranks.indexOf(b.of) || b.asked - a.asked);
}

/** A rule that decided nothing is told by its conditions, where it has some. */
function hasConditions(rows: readonly CoverageRow[], at: number): boolean {
  const rule = rows[at];
  const next = rows.slice(at + 1, at + 3);
  return next.some((row) => row.kind === 'condition' && row.rule === rule?.rule && row.file === rule?.file);
}

const ranks: readonly CoverageRow['of'][] = ['policy', 'baseline', 'boundaries', 'plan'];

function rowCells(row: CoverageRow, palette: Palette): readonly TableCell[] {
  const { file, line, asked, tenants } = row;
  const isUnasked = asked === 0;
  const state = isUnasked ? 'never asked' : `asked ${countText(asked)} ×, ${idleText(row)}`;
  return [
    { text: `${visibleText(file)}:${line}`, paint: palette.place },
    { text: nameText(row) },
    { text: state, paint: row.kind === 'limit' && !isUnasked ? palette.dim : palette.caution },
    { text: tenants > 1 ? amountText(tenants, 'tenant') : '', paint: palette.dim },
  ];
}

function idleText({ kind, answers, limit, highest }: CoverageRow): string {
  if (kind === 'limit') return `at most ${countText(highest ?? 0)} of ${visibleText(limit ?? '')} used`;
  if (answers === undefined) return 'never decided';
  return `never yes (${countText(answers.no)} no, ${countText(answers.unclear)} unclear)`;
}

function nameText({ kind, of, rule, condition, path, name }: CoverageRow): string {
  const words = [
    ...(of === 'baseline' ? ['baseline'] : []),
    ...(of === 'boundaries' ? [`boundary of ${visibleText(name ?? '')}`] : []),
    ...(of === 'plan' ? [`limit ${visibleText(name ?? '')}`] : []),
    ...(rule === undefined ? [] : [`rule ${visibleText(rule)}`]),
    ...(condition === undefined ? [] : [`condition ${visibleText(condition)}`]),
    ...(path === undefined ? [] : [visibleText(path)]),
    ...(kind === 'limit' && of !== 'plan' ? ['its limit'] : []),
  ];
  return words.join(', ');
}
