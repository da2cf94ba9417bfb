import type { Diagnostic } from '../model/diagnostic.ts';
import type {
  BoundariesDocument,
  BoundaryTool,
  Invariant,
  Plan,
  PlansDocument,
  PolicyDocument,
  TemplateDocument,
  TenantDocument,
} from '../model/documents.ts';
import type { Posture } from '../model/posture.ts';
import type { EffectivePolicy, EffectiveRule, EffectiveWorkspace } from '../model/workspace.ts';
import type { WorkspaceConfig } from '../model/workspace-config.ts';
import { checkBindings } from './resolve/check-bindings.ts';
import { toolGlobsOverlap } from './resolve/glob-overlap.ts';
import { invariantConcerns } from './resolve/invariant-concerns.ts';
import { mergePostures, postureUses } from './resolve/merge-postures.ts';
import { nameRules } from './resolve/name-rules.ts';
import { resolveExtends } from './resolve/resolve-extends.ts';
import { checkVariableTypes, effectiveRules, resolvePolicy } from './resolve/resolve-policy.ts';
import { suggestName } from './resolve/suggest-name.ts';
import type { TextUse } from './resolve/text-uses.ts';
import { textUses, textUsesOfRule } from './resolve/text-uses.ts';
import { isToolGlob } from './tool-name.ts';

/** What the documents of a workspace come to. With an error among the diagnostics nothing should be decided by it. */
export interface ResolvedWorkspace {
  readonly workspace: EffectiveWorkspace;
  readonly diagnostics: readonly Diagnostic[];
}

/** Puts documents together: templates, variables, plans, baseline, boundaries. Never throws. */
export function resolveWorkspace(
  documents: readonly PolicyDocument[],
  config: WorkspaceConfig,
): ResolvedWorkspace {
  const templates = new Map<string, TemplateDocument>();
  const tenants: TenantDocument[] = [];
  const plans: PlansDocument[] = [];
  const boundaries: BoundariesDocument[] = [];
  const invariants: Invariant[] = [];
  const baseline: Parameters<typeof nameRules>[0][number][] = [];
  for (const document of documents) {
    if (document.kind === 'template') templates.set(document.name.value, document);
    else if (document.kind === 'tenant') tenants.push(document);
    else if (document.kind === 'tenants') tenants.push(...document.tenants);
    else if (document.kind === 'plans') plans.push(document);
    else if (document.kind === 'boundaries') boundaries.push(document);
    else if (document.kind === 'invariants') invariants.push(...document.never);
    else if (document.kind === 'baseline')
      for (const rule of document.rules) baseline.push({ rule, chain: [] });
  }
  const planMap = plans.length === 0 ? undefined : plansByName(plans);
  const shared = nameRules(baseline);
  const everywhere = [
    ...shared.flatMap(({ rule }) => textUsesOfRule(rule)),
    ...boundaries.flatMap(boundaryUses),
  ];
  const resolver = createTenantResolver(templates, planMap, {
    everywhere,
    invariants: invariants.map(invariantUses),
  });
  const policies = tenants.map(resolver);
  return {
    workspace: {
      envelope: config.envelope,
      limits: config.limits,
      ...(planMap === undefined ? {} : { plans: planMap }),
      baseline: shared,
      boundaries: boundaries.map(({ file, enforce, tools }) => ({ file, enforce, tools })),
      tenants: new Map(policies.map(({ policy }) => [policy.tenantId, policy])),
    },
    diagnostics: [
      ...[...templates.values()].flatMap((template) => resolveExtends(template, templates).diagnostics),
      ...policies.flatMap(({ diagnostics }) => diagnostics),
      ...overlappingBoundaries(boundaries),
    ],
  };
}

interface ResolvedTenant {
  readonly policy: EffectivePolicy;
  readonly diagnostics: readonly Diagnostic[];
}

function createTenantResolver(
  templates: ReadonlyMap<string, TemplateDocument>,
  plans: ReadonlyMap<string, Plan> | undefined,
  shared: SharedUses,
): (tenant: TenantDocument) => ResolvedTenant {
  // Tenants that only fill in a template share its rules, and their texts are gathered once.
  const rulesByTemplates = new Map<string, readonly EffectiveRule[]>();
  const usesByRules = new Map<readonly EffectiveRule[], readonly TextUse[]>();
  const postureByTemplates = new Map<string, Posture | undefined>();
  return (tenant) => {
    const { templates: extended, diagnostics } = resolveExtends(tenant, templates);
    const key = JSON.stringify(extended.map(({ chain }) => chain));
    const known = tenant.rules.length === 0 ? rulesByTemplates.get(key) : undefined;
    const rules = known ?? effectiveRules(tenant.rules, extended);
    if (tenant.rules.length === 0) rulesByTemplates.set(key, rules);
    const uses = usesByRules.get(rules) ?? rules.flatMap(({ rule }) => textUsesOfRule(rule));
    if (tenant.rules.length === 0) usesByRules.set(rules, uses);
    if (!postureByTemplates.has(key))
      postureByTemplates.set(key, mergePostures(extended.map(({ template }) => template.posture)));
    const posture = mergePostures([tenant.posture, postureByTemplates.get(key)]);
    const policy = resolvePolicy(tenant, extended, rules, posture);
    return {
      policy,
      diagnostics: [
        ...diagnostics.map((diagnostic) => ofTenant(diagnostic, tenant)),
        ...checkPlan(tenant, plans),
        ...checkVariableTypes(tenant, extended),
        ...checkBindings(policy, [
          ...uses,
          ...postureUses(posture),
          ...shared.everywhere,
          ...invariantUsesFor(policy, shared),
        ]),
      ],
    };
  };
}

/** What is wrong with the tenant's own document is its alone; a template's is everybody's. */
function ofTenant(diagnostic: Diagnostic, { file, tenantId }: TenantDocument): Diagnostic {
  return diagnostic.place.file === file ? { ...diagnostic, tenant: tenantId.value } : diagnostic;
}

/** Texts that do not belong to one tenant's policy. */
interface SharedUses {
  readonly everywhere: readonly TextUse[];
  readonly invariants: readonly InvariantUses[];
}

interface InvariantUses {
  readonly invariant: Invariant;
  readonly uses: readonly TextUse[];
}

function invariantUses(invariant: Invariant): InvariantUses {
  return { invariant, uses: invariant.match.flatMap(({ matcher }) => textUses(matcher)) };
}

function invariantUsesFor(policy: EffectivePolicy, { invariants }: SharedUses): readonly TextUse[] {
  return invariants.flatMap(({ invariant, uses }) => (invariantConcerns(invariant, policy) ? uses : []));
}

function boundaryUses(document: BoundariesDocument): readonly TextUse[] {
  return document.tools.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.kind === 'matcher' ? textUses(entry.matcher) : [])),
  );
}

function plansByName(documents: readonly PlansDocument[]): ReadonlyMap<string, Plan> {
  return new Map(documents.flatMap(({ plans }) => plans.map((plan) => [plan.name.value, plan] as const)));
}

function checkPlan(
  { plan, tenantId }: TenantDocument,
  plans: ReadonlyMap<string, Plan> | undefined,
): Diagnostic[] {
  if (plan === undefined || plans === undefined || plans.has(plan.value)) return [];
  const near = suggestName(plan.value, plans);
  return [
    {
      code: 'schema/reference',
      severity: 'error',
      message: `there is no plan ${JSON.stringify(plan.value)}`,
      help:
        near === undefined
          ? `plans are ${[...plans.keys()].slice(0, 10).join(', ')}`
          : `did you mean ${near}?`,
      place: plan.place,
      tenant: tenantId.value,
    },
  ];
}

/** Each glob is held against all others. */
const mostGlobs = 1000;

function tooManyGlobs({ value, place }: BoundaryTool['tool']): Diagnostic {
  return {
    code: 'schema/invalid',
    severity: 'error',
    message: `the boundaries have more than ${mostGlobs} globs`,
    help: 'name the tools, or write fewer and wider globs',
    place,
    tool: value,
  };
}

/** Two globs that match one tool are an error: nobody could say which of them holds. */
function overlappingBoundaries(documents: readonly BoundariesDocument[]): readonly Diagnostic[] {
  const globs = documents
    .flatMap(({ tools }) => tools.map(({ tool }) => tool))
    .filter(({ value }) => isToolGlob(value));
  const past = globs[mostGlobs];
  if (past !== undefined) return [tooManyGlobs(past)];
  return globs.flatMap((glob, at): Diagnostic[] => {
    const other = globs.slice(0, at).find((earlier) => toolGlobsOverlap(earlier.value, glob.value));
    if (other === undefined) return [];
    return [
      {
        code: 'schema/duplicate-id',
        severity: 'error',
        message: `the globs ${other.value} and ${glob.value} match the same tools`,
        help: `make one of them narrower, or name the tools; the other is at ${other.place.file}:${other.place.line}`,
        place: glob.place,
        tool: glob.value,
      },
    ];
  });
}
