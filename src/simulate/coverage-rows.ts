import type { BoundaryEntry, PlanLimit } from '../model/documents.ts';
import type { Place } from '../model/place.ts';
import type { Condition, PathMatch, Rule } from '../model/rule.ts';
import type { EffectivePolicy, EffectiveRule, EffectiveWorkspace } from '../model/workspace.ts';

/** One part of the policies, at its place: tenants who share a template share its rows. */
export type CoverageRow = {
  readonly kind: 'rule' | 'condition' | 'matcher' | 'limit';
  /** The kind of document that it acts as a part of. */
  readonly of: 'policy' | 'baseline' | 'boundaries' | 'plan';
  readonly file: string;
  readonly line: number;
  /** The rule that it is, or belongs to. */
  readonly rule?: string;
  readonly condition?: string;
  /** Of a matcher. */
  readonly path?: string;
  /** The tool of a boundary, the name of a plan's limit. */
  readonly name?: string;
  /** Tenants whose calls it concerns. */
  readonly tenants: number;
  /** Of these, tenants with calls. */
  readonly tenantsWithCalls: number;
  /** Calls that it was asked of. */
  readonly asked: number;
  /** Calls that it decided: a limit and a boundary, calls that it refused. Of a matcher in a condition, its yes. */
  readonly decided: number;
  /** Of a matcher. */
  readonly answers?: Answers;
  /** Of a limit, as written: `50/hour`. */
  readonly limit?: string;
  /** The highest use of a limit, as far as it was seen. */
  readonly highest?: number;
};

type Answers = { readonly yes: number; readonly no: number; readonly unclear: number };

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A row that is being counted, and where it starts in its file. */
export type CountedRow = Writable<Omit<CoverageRow, 'answers'>> & {
  readonly start: number;
  readonly answers?: Writable<Answers>;
};

/** A rule's rows, by the names that a trace has for its parts. */
export interface RuleRows {
  readonly row: CountedRow;
  readonly conditions: ReadonlyMap<
    string,
    { readonly row: CountedRow; readonly paths: ReadonlyMap<string, CountedRow> }
  >;
  /** Of its own rate limit. */
  readonly limit: CountedRow | undefined;
}

/** All rows of a workspace, each once, and how to find them. */
export interface CoverageRows {
  readonly all: readonly CountedRow[];
  readonly ofRule: (rule: Rule) => RuleRows | undefined;
  readonly ofLimit: (limit: PlanLimit) => CountedRow | undefined;
  readonly ofBoundary: (entry: BoundaryEntry) => CountedRow | undefined;
}

/** Rows with nothing counted but tenants, by file and place. Boundaries that are not enforced, and results', have none. */
export function coverageRows(workspace: EffectiveWorkspace): CoverageRows {
  const rules = new Map<Rule, RuleRows>();
  const limits = new Map<PlanLimit, CountedRow>();
  const boundaries = new Map<BoundaryEntry, CountedRow>();
  const { size } = workspace.tenants;
  for (const rule of workspace.baseline) rules.set(rule.rule, ruleRows(rule, 'baseline', size));
  for (const { tools } of workspace.boundaries.filter(({ enforce }) => enforce)) {
    for (const { tool, entries } of tools)
      for (const entry of entries)
        if (isAsked(entry)) boundaries.set(entry, boundaryRow(tool.value, entry, size));
  }
  for (const plan of workspace.plans?.values() ?? [])
    for (const limit of plan.limits) limits.set(limit, limitRow(limit));
  for (const policy of workspace.tenants.values()) {
    for (const rule of policy.rules) addTenant(rules, rule);
    for (const limit of planOf(workspace, policy)?.limits ?? []) {
      const row = limits.get(limit);
      if (row !== undefined) row.tenants += 1;
    }
  }
  const all = [...[...rules.values()].flatMap(rowsOfRule), ...boundaries.values(), ...limits.values()];
  return {
    all: all.sort(byPlace),
    ofRule: (rule) => rules.get(rule),
    ofLimit: (limit) => limits.get(limit),
    ofBoundary: (entry) => boundaries.get(entry),
  };
}

/** The rows of a rule and of all its parts. */
export function rowsOfRule({ row, conditions, limit }: RuleRows): readonly CountedRow[] {
  const parts = [...conditions.values()].flatMap((condition) => [condition.row, ...condition.paths.values()]);
  return [row, ...(limit === undefined ? [] : [limit]), ...parts];
}

/** The plan of a tenant, where there is one. */
export function planOf(
  { plans }: EffectiveWorkspace,
  { plan }: EffectivePolicy,
): { readonly limits: readonly PlanLimit[] } | undefined {
  return plan === undefined ? undefined : plans?.get(plan);
}

function addTenant(rules: Map<Rule, RuleRows>, rule: EffectiveRule): void {
  const known = rules.get(rule.rule);
  if (known === undefined) rules.set(rule.rule, ruleRows(rule, 'policy', 1));
  else for (const row of rowsOfRule(known)) row.tenants += 1;
}

function ruleRows({ name, rule }: EffectiveRule, of: 'policy' | 'baseline', tenants: number): RuleRows {
  const common = { of, rule: name, tenants } as const;
  const { rateLimit } = rule;
  return {
    row: newRow({ ...common, kind: 'rule' }, rule.place),
    conditions: new Map(
      rule.conditions.map((condition, index) => {
        const within = { ...common, condition: condition.id ?? String(index) };
        return [within.condition, conditionRows(condition, within)] as const;
      }),
    ),
    limit:
      rateLimit === undefined
        ? undefined
        : newRow({ ...common, kind: 'limit', limit: rateLimit.value.text }, rateLimit.place),
  };
}

type Within = Pick<CoverageRow, 'of' | 'rule' | 'condition' | 'name' | 'tenants'>;

function conditionRows(
  condition: Condition,
  within: Within,
): { readonly row: CountedRow; readonly paths: ReadonlyMap<string, CountedRow> } {
  return {
    row: newRow({ ...within, kind: 'condition' }, condition.place),
    paths: new Map(condition.match.map((match) => [match.path.text, matcherRow(match, within)] as const)),
  };
}

function matcherRow({ path, place }: Pick<PathMatch, 'path' | 'place'>, within: Within): CountedRow {
  const answers = { yes: 0, no: 0, unclear: 0 };
  return { ...newRow({ ...within, kind: 'matcher', path: path.text }, place), answers };
}

function boundaryRow(tool: string, { path, place }: BoundaryEntry, tenants: number): CountedRow {
  return matcherRow({ path, place }, { of: 'boundaries', name: tool, tenants });
}

function limitRow({ name, rate }: PlanLimit): CountedRow {
  const limit = rate.value.text;
  return newRow({ kind: 'limit', of: 'plan', name: name.value, limit, tenants: 0 }, name.place);
}

type Named = Pick<CoverageRow, 'kind' | 'of' | 'tenants'> & Partial<CoverageRow>;

function newRow(named: Named, { file, line, start }: Place): CountedRow {
  const { kind, of, tenants, rule, condition, path, name, limit } = named;
  return {
    kind,
    of,
    file,
    line,
    ...(rule === undefined ? {} : { rule }),
    ...(condition === undefined ? {} : { condition }),
    ...(path === undefined ? {} : { path }),
    ...(name === undefined ? {} : { name }),
    tenants,
    tenantsWithCalls: 0,
    asked: 0,
    decided: 0,
    start,
    ...(limit === undefined ? {} : { limit, highest: 0 }),
  };
}

function isAsked({ kind, path }: BoundaryEntry): boolean {
  return kind === 'matcher' && path.root !== 'result';
}

const kinds = ['rule', 'limit', 'condition', 'matcher'] as const;

function byPlace(a: CountedRow, b: CountedRow): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.start - b.start || kinds.indexOf(a.kind) - kinds.indexOf(b.kind);
}
