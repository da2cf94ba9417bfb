import { boundaryEntriesFor } from '../engine/compile/boundary-entries.ts';
import { planLimits } from '../engine/limits/tool-limits.ts';
import { matchesToolName } from '../engine/tool-name.ts';
import type {
  BoundaryEntry,
  BoundaryTool,
  LoggingLevel,
  Plan,
  PolicyDocument,
  VariableValue,
} from '../model/documents.ts';
import type { JsonValue } from '../model/json.ts';
import type { Sourced } from '../model/place.ts';
import type { Action } from '../model/rule.ts';
import type { Bindings, EffectiveRule, EffectiveWorkspace } from '../model/workspace.ts';
import { type Origin, originOf, type RuleView, ruleView } from './rule-view.ts';
import { type ChainedBody, type TenantBodies, tenantBodies } from './tenant-bodies.ts';
import { writtenMatcher } from './written-matcher.ts';

/** A value with where it was written; without origin it is what holds where nobody wrote anything. */
interface ViewValue<T> {
  readonly value: T;
  readonly origin?: Origin;
}

interface NamedValue<T> extends ViewValue<T> {
  readonly name: string;
}

export interface BoundaryView {
  readonly tool: string;
  readonly enforced: boolean;
  /** Empty for a tool that touches no tenant's resource. */
  readonly arguments: readonly BoundaryArgumentView[];
  readonly origin: Origin;
}

export interface BoundaryArgumentView {
  readonly path: string;
  readonly kind: 'matcher' | 'open' | 'delegated';
  readonly matcher?: JsonValue;
  readonly to?: string;
  readonly origin: Origin;
}

/** A tenant's policy as it holds, step by step (`schemas/show-output.schema.json`). Lists without an order are sorted. */
export interface EffectiveView {
  readonly schemaVersion: 1;
  /** The tool that the view is limited to. */
  readonly tool?: string;
  readonly tenant: ViewValue<string>;
  readonly name?: ViewValue<string>;
  readonly status: ViewValue<'active' | 'suspended'>;
  readonly plan?: ViewValue<string>;
  readonly extends: readonly ViewValue<string>[];
  readonly labels: readonly NamedValue<string>[];
  readonly variables: readonly NamedValue<VariableValue>[];
  readonly required: readonly string[];
  readonly maxArgumentBytes: number;
  /** Absent where the plan entitles to every tool, or there are no plans. */
  readonly entitledTools?: readonly ViewValue<string>[];
  readonly boundaries: readonly BoundaryView[];
  readonly baseline: readonly RuleView[];
  readonly rules: readonly RuleView[];
  readonly defaultAction: ViewValue<Action>;
  readonly approvalsRequired?: ViewValue<true>;
  readonly limits: readonly NamedValue<string>[];
  readonly logging: { readonly level?: ViewValue<LoggingLevel>; readonly retention?: ViewValue<string> };
  readonly isolation: readonly NamedValue<JsonValue>[];
}

/**
 * What holds for a tenant after templates, variables, plan, baseline and boundaries; with `tool`, only what concerns
 * that tool. Undefined for a tenant without policy. The workspace must have no error.
 */
export function effectiveView(
  workspace: EffectiveWorkspace,
  documents: readonly PolicyDocument[],
  tenantId: string,
  tool?: string,
): EffectiveView | undefined {
  const policy = workspace.tenants.get(tenantId);
  const made = tenantBodies(documents, tenantId);
  if (policy === undefined || made === undefined) return undefined;
  const { tenant, bodies } = made;
  const { bindings } = policy;
  const plan = policy.plan === undefined ? undefined : workspace.plans?.get(policy.plan);
  return {
    schemaVersion: 1,
    ...(tool === undefined ? {} : { tool }),
    tenant: sourced(tenant.tenantId),
    ...(tenant.name === undefined ? {} : { name: sourced(tenant.name) }),
    status: { value: policy.status, origin: originOf(tenant.place) },
    ...(tenant.plan === undefined ? {} : { plan: sourced(tenant.plan) }),
    extends: tenant.extends.map(sourced),
    labels: byKey(bodies, ({ labels }) => labels),
    variables: variables(made),
    required: workspace.envelope.required,
    maxArgumentBytes: workspace.limits.maxArgumentBytes,
    ...(plan?.tools === undefined ? {} : { entitledTools: plan.tools.map(sourced).sort(byValue) }),
    boundaries: boundaryViews(workspace, bindings, tool),
    baseline: ruleViews(workspace.baseline, bindings, tool),
    rules: ruleViews(policy.rules, bindings, tool),
    defaultAction: firstSourced(bodies, ({ defaultAction }) => defaultAction) ?? {
      value: policy.defaultAction,
    },
    ...(plan?.approvalsRequired === true
      ? { approvalsRequired: { value: true as const, origin: originOf(plan.place) } }
      : {}),
    limits: limitViews(plan, tool),
    logging: loggingView(bodies, plan),
    isolation: tool === undefined ? byKey(bodies, ({ isolation }) => isolation) : [],
  };
}

function ruleViews(
  rules: readonly EffectiveRule[],
  bindings: Bindings,
  tool: string | undefined,
): readonly RuleView[] {
  const concerning =
    tool === undefined
      ? rules
      : rules.filter(({ rule }) => rule.tools.some(({ value }) => matchesToolName(value, tool)));
  return concerning.map((rule) => ruleView(rule, bindings));
}

function boundaryViews(
  { boundaries }: EffectiveWorkspace,
  bindings: Bindings,
  tool: string | undefined,
): readonly BoundaryView[] {
  const enforced = boundaries.filter(({ enforce }) => enforce);
  const views = boundaries.flatMap(({ enforce, tools }) =>
    tools
      .filter((entry) => tool === undefined || counts(entry, enforce ? enforced : boundaries, tool))
      .map((entry) => ({
        tool: entry.tool.value,
        enforced: enforce,
        arguments: entry.entries.map((each) => boundaryArgument(each, bindings)).sort(byPath),
        origin: originOf(entry.tool.place),
      })),
  );
  return views.sort((a, b) => compare(a.tool, b.tool));
}

/** Whether an entry is among those that hold for a tool; one without arguments (`none`) counts by its name. */
function counts(entry: BoundaryTool, boundaries: EffectiveWorkspace['boundaries'], tool: string): boolean {
  const holding = new Set(boundaryEntriesFor(boundaries, tool));
  return entry.entries.length === 0
    ? matchesToolName(entry.tool.value, tool)
    : entry.entries.some((each) => holding.has(each));
}

function boundaryArgument(entry: BoundaryEntry, bindings: Bindings): BoundaryArgumentView {
  const base = { path: entry.path.text, kind: entry.kind, origin: originOf(entry.place) };
  if (entry.kind === 'matcher') return { ...base, matcher: writtenMatcher(entry.matcher, bindings) };
  return entry.kind === 'delegated' ? { ...base, to: entry.to } : base;
}

function limitViews(plan: Plan | undefined, tool: string | undefined): readonly NamedValue<string>[] {
  if (plan === undefined) return [];
  const counting = tool === undefined ? undefined : new Set(planLimits(plan, tool).map(({ name }) => name));
  return plan.limits
    .filter(({ name }) => counting === undefined || counting.has(name.value))
    .map(({ name, rate }) => ({ name: name.value, value: rate.value.text, origin: originOf(rate.place) }))
    .sort(byName);
}

/** The tenant's own variables, then what templates declare with a default and nobody gave; the nearest counts. */
function variables({ tenant, templates }: TenantBodies): readonly NamedValue<VariableValue>[] {
  const found = new Map<string, NamedValue<VariableValue>>();
  for (const [name, { value, place }] of tenant.vars)
    found.set(name, { name, value, origin: originOf(place) });
  const declared = new Set<string>();
  for (const { template, chain } of templates) {
    for (const { name, fallback, place } of template.declares) {
      const hidden = declared.has(name) || found.has(name);
      declared.add(name);
      if (!hidden && fallback !== undefined)
        found.set(name, { name, value: fallback, origin: originOf(place, chain) });
    }
  }
  return [...found.values()].sort(byName);
}

function loggingView(bodies: readonly ChainedBody[], plan: Plan | undefined): EffectiveView['logging'] {
  const sources = [
    ...bodies.map(({ body, chain }) => ({ logging: body.logging, origin: originOf(body.place, chain) })),
    ...(plan === undefined ? [] : [{ logging: plan.logging, origin: originOf(plan.place) }]),
  ];
  const level = sources.find(({ logging }) => logging?.level !== undefined);
  const kept = sources.find(({ logging }) => logging?.retentionText !== undefined);
  return {
    ...(level?.logging?.level === undefined
      ? {}
      : { level: { value: level.logging.level, origin: level.origin } }),
    ...(kept?.logging?.retentionText === undefined
      ? {}
      : { retention: { value: kept.logging.retentionText, origin: kept.origin } }),
  };
}

/** A mapping that merges by key, the nearest document first, sorted by key. */
function byKey<T>(
  bodies: readonly ChainedBody[],
  pick: (body: ChainedBody['body']) => { readonly [key: string]: T } | undefined,
): readonly NamedValue<T>[] {
  const found = new Map<string, NamedValue<T>>();
  for (const { body, chain } of bodies) {
    for (const [name, value] of Object.entries(pick(body) ?? {})) {
      if (!found.has(name)) found.set(name, { name, value, origin: originOf(body.place, chain) });
    }
  }
  return [...found.values()].sort(byName);
}

function firstSourced<T>(
  bodies: readonly ChainedBody[],
  pick: (body: ChainedBody['body']) => Sourced<T> | undefined,
): ViewValue<T> | undefined {
  for (const { body, chain } of bodies) {
    const found = pick(body);
    if (found !== undefined) return { value: found.value, origin: originOf(found.place, chain) };
  }
  return undefined;
}

function sourced<T>({ value, place }: Sourced<T>): ViewValue<T> {
  return { value, origin: originOf(place) };
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  compare(a.name, b.name);
const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  compare(a.path, b.path);
const byValue = (a: ViewValue<string>, b: ViewValue<string>): number => compare(a.value, b.value);

/** By code units, so that every machine sorts alike. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
