import { boundaryEntriesFor } from '../../engine/compile/boundary-entries.ts';
import type { LimitUse, TraceStep } from '../../model/decision.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../../model/workspace.ts';
import {
  type CountedRow,
  type CoverageRow,
  type CoverageRows,
  coverageRows,
  planOf,
  type RuleRows,
  rowsOfRule,
} from '../coverage-rows.ts';
import type { Section } from '../section.ts';

/** What each part of the policies had to say of the recorded calls. */
export type CoverageResult = {
  /** Every part of every policy, by file and place. */
  readonly rows: readonly CoverageRow[];
  /** Calls of which limits were not asked, for they have no time. */
  readonly limitsNotAsked: number;
};

/** Tools whose boundaries are kept; names come from recordings. */
const mostTools = 1000;

/** Counts by the traces of decisions. */
export function createCoverage(
  workspace: EffectiveWorkspace,
): Section<{ readonly coverage: CoverageResult }> {
  const rows = coverageRows(workspace);
  const boundaryRows = createBoundaryLookUp(workspace, rows);
  const baseline = namedRules(workspace.baseline, rows);
  const tenants = new Map<string, TenantRows>();
  let limitsNotAsked = 0;
  return {
    traced: true,
    see: ({ tenant, call, decision }) => {
      const policy = tenant === undefined ? undefined : workspace.tenants.get(tenant);
      if (policy === undefined) return;
      const known = tenants.get(policy.tenantId);
      const own = known ?? tenantRows(workspace, policy, rows);
      if (known === undefined) tenants.set(policy.tenantId, own);
      const { trace = [], limits = [] } = decision;
      countRules(trace, 'baseline', baseline);
      countRules(trace, 'rules', own.rules);
      countBoundaries(trace, boundaryRows(call.tool));
      if (limits === 'not_evaluable') limitsNotAsked += 1;
      else for (const use of limits) countLimit(use, own);
    },
    result: () => ({
      coverage: {
        rows: rows.all.map(({ start: _, ...row }) =>
          row.of === 'policy' || row.of === 'plan' ? row : { ...row, tenantsWithCalls: tenants.size },
        ),
        limitsNotAsked,
      },
    }),
  };
}

/** The result of two parts of one run. Both have the same rows; their tenants differ. */
export function mergeCoverage(one: CoverageResult, other: CoverageResult): CoverageResult {
  return {
    rows: one.rows.map((row, at) => {
      const more = other.rows[at];
      return more === undefined ? row : mergeRows(row, more);
    }),
    limitsNotAsked: one.limitsNotAsked + other.limitsNotAsked,
  };
}

function mergeRows(one: CoverageRow, other: CoverageRow): CoverageRow {
  const { answers, highest } = one;
  const more = other.answers;
  return {
    ...one,
    tenantsWithCalls: one.tenantsWithCalls + other.tenantsWithCalls,
    asked: one.asked + other.asked,
    decided: one.decided + other.decided,
    ...(answers === undefined || more === undefined
      ? {}
      : {
          answers: {
            yes: answers.yes + more.yes,
            no: answers.no + more.no,
            unclear: answers.unclear + more.unclear,
          },
        }),
    ...(highest === undefined ? {} : { highest: Math.max(highest, other.highest ?? 0) }),
  };
}

interface TenantRows {
  /** By name. */
  readonly rules: ReadonlyMap<string, RuleRows>;
  /** Of its plan, by name. */
  readonly limits: ReadonlyMap<string, CountedRow>;
}

/** The rows that concern a tenant, who now has calls. */
function tenantRows(workspace: EffectiveWorkspace, policy: EffectivePolicy, rows: CoverageRows): TenantRows {
  const rules = namedRules(policy.rules, rows);
  const limits = new Map(
    (planOf(workspace, policy)?.limits ?? []).flatMap((limit) => {
      const row = rows.ofLimit(limit);
      return row === undefined ? [] : [[limit.name.value, row] as const];
    }),
  );
  const own = [...new Set(policy.rules.map(({ rule }) => rule))].flatMap((rule) => rows.ofRule(rule) ?? []);
  for (const row of [...own.flatMap(rowsOfRule), ...limits.values()]) row.tenantsWithCalls += 1;
  return { rules, limits };
}

function namedRules(rules: EffectivePolicy['rules'], rows: CoverageRows): ReadonlyMap<string, RuleRows> {
  return new Map(
    rules.flatMap(({ name, rule }) => {
      const found = rows.ofRule(rule);
      return found === undefined ? [] : [[name, found] as const];
    }),
  );
}

/** Steps of a rule follow each other: where another begins, another was asked. */
function countRules(
  trace: readonly TraceStep[],
  step: 'baseline' | 'rules',
  rules: ReadonlyMap<string, RuleRows>,
): void {
  let current: { readonly name: string; decided: boolean } | undefined;
  for (const note of trace) {
    const found = note.step === step && note.rule !== undefined ? rules.get(note.rule) : undefined;
    if (found === undefined || note.rule === undefined || note.outcome.startsWith('default')) continue;
    if (current?.name !== note.rule) {
      current = { name: note.rule, decided: false };
      found.row.asked += 1;
    }
    const decides = countStep(note, found);
    if (decides && !current.decided) found.row.decided += 1;
    current.decided ||= decides;
  }
}

/** Whether the rule decides in this step: a floor counts, for it changes what is decided. */
function countStep({ condition, path, answer, outcome }: TraceStep, found: RuleRows): boolean {
  const rows = condition === undefined ? undefined : found.conditions.get(condition);
  if (condition === undefined) return true;
  if (rows === undefined) return false;
  if (path !== undefined) {
    const row = rows.paths.get(path);
    if (row !== undefined && answer !== undefined) countAnswer(row, answer, answer === 'yes');
    return false;
  }
  rows.row.asked += 1;
  if (outcome === 'next') return false;
  rows.row.decided += 1;
  return true;
}

function countAnswer(row: CountedRow, answer: 'yes' | 'no' | 'unclear', decided: boolean): void {
  row.asked += 1;
  if (row.answers !== undefined) row.answers[answer] += 1;
  if (decided) row.decided += 1;
}

function countBoundaries(trace: readonly TraceStep[], rows: ReadonlyMap<string, CountedRow>): void {
  for (const { step, outcome, path, answer } of trace) {
    const row = step === 'boundaries' && path !== undefined ? rows.get(path) : undefined;
    if (row === undefined) continue;
    if (answer !== undefined) countAnswer(row, answer, answer !== 'yes');
    // What was too large to read was refused without an answer.
    else if (outcome === 'deny' && !trace.some((other) => other.path === path && other.answer !== undefined))
      countAnswer(row, 'unclear', true);
  }
}

function countLimit({ scope, name, used, retryAfter }: LimitUse, { rules, limits }: TenantRows): void {
  const row = scope === 'rule' ? rules.get(name)?.limit : limits.get(name);
  if (row === undefined) return;
  row.asked += 1;
  if (retryAfter !== undefined) row.decided += 1;
  row.highest = Math.max(row.highest ?? 0, used);
}

function createBoundaryLookUp(
  { boundaries }: EffectiveWorkspace,
  rows: CoverageRows,
): (tool: string) => ReadonlyMap<string, CountedRow> {
  const enforced = boundaries.filter(({ enforce }) => enforce);
  const known = new Map<string, ReadonlyMap<string, CountedRow>>();
  return (tool) => {
    const kept = known.get(tool);
    if (kept !== undefined) return kept;
    const found = new Map(
      boundaryEntriesFor(enforced, tool).flatMap((entry) => {
        const row = rows.ofBoundary(entry);
        return row === undefined ? [] : [[entry.path.text, row] as const];
      }),
    );
    if (known.size < mostTools) known.set(tool, found);
    return found;
  };
}
