import { matchesToolName } from '../engine/tool-name.ts';
import type { Plan } from '../model/documents.ts';
import type { Matcher } from '../model/matcher.ts';
import type { Bindings, EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';
import type { TenantSide, ToolDiffer } from './decision-change.ts';
import { createChangeNames } from './diff/change-names.ts';
import { comparedTools, namedTools } from './diff/compared-tools.ts';
import { createContents } from './diff/contents.ts';
import type { DiffTools, Found } from './diff/draft-change.ts';
import { envelopeChanges } from './diff/envelope-changes.ts';
import { gateChanges } from './diff/gate-changes.ts';
import { presenceChange, type ToolSelection, tenantChanges } from './diff/tenant-diff.ts';
import { tenantKeys } from './diff/tenant-keys.ts';
import type { DiffSide, LevelOf, WorkspaceChange } from './diff/workspace-change.ts';
import { diffPlans, type PlanChange } from './plan-diff.ts';
import { type TenantDiff, verdictOf } from './tenant-change.ts';

export interface DiffOptions {
  readonly differ: ToolDiffer;
  /** A digest of a text in hexadecimal digits, such as SHA-256: names changes so that no two can be given one name. */
  readonly digest: (text: string) => string;
  /** A matcher in words, with a tenant's values put in. */
  readonly describe: (matcher: Matcher, bindings: Bindings) => string;
  /** The level that a lint rule has of itself; undefined for one that is not known. */
  readonly levelOf?: LevelOf;
  /** Only these tenants; then neither plans nor the workspace are compared. */
  readonly tenants?: ReadonlySet<string>;
  /** Only what concerns these tools. */
  readonly tools?: readonly string[];
}

/** Two plans, or two versions of one. */
export interface PlanDiff {
  readonly plan: string;
  readonly to?: string;
  readonly changes: readonly PlanChange[];
}

/** Which tenants a change reaches, in their order. */
export interface ChangeGroup {
  readonly id: string;
  readonly tenants: readonly string[];
}

export interface WorkspaceDiff {
  /** Every tenant that either version has, by id. */
  readonly tenants: readonly TenantDiff[];
  readonly groups: readonly ChangeGroup[];
  readonly workspace: readonly WorkspaceChange[];
  /** Plans that changed. */
  readonly plans: readonly PlanDiff[];
}

/**
 * What two versions of a workspace decide, limit, approve, log and check differently, by meaning. Tenants whose content is
 * the same are not looked into. Both workspaces must be without error.
 */
export function diffWorkspaces(from: DiffSide, to: DiffSide, options: DiffOptions): WorkspaceDiff {
  const { digest, differ, describe } = options;
  const shared: DiffTools = { differ, describe, contents: createContents() };
  const names = createChangeNames(digest);
  const tenants = diffTenants(from.workspace, to.workspace, shared, options).map(
    ({ tenant, found: { changes, undecided } }): TenantDiff => ({
      tenant,
      verdict: verdictOf(changes, undecided),
      changes: names.named(changes),
      ...(undecided.length > 0 && { undecided }),
    }),
  );
  const whole = options.tenants === undefined && options.tools === undefined;
  return {
    tenants,
    groups: groupsOf(tenants),
    workspace: whole
      ? names.ofWorkspace([
          ...envelopeChanges(from, to),
          ...(from.gate === undefined || to.gate === undefined
            ? []
            : gateChanges(from.gate, to.gate, shared.contents, options.levelOf)),
        ])
      : [],
    plans: whole ? planDiffs(from.workspace.plans, to.workspace.plans) : [],
  };
}

interface TenantFound {
  readonly tenant: string;
  readonly found: Found;
}

function diffTenants(
  from: EffectiveWorkspace,
  to: EffectiveWorkspace,
  shared: DiffTools,
  { tenants, tools }: DiffOptions,
): readonly TenantFound[] {
  const [before, after] = underOneEnvelope(from, to);
  const [keyBefore, keyAfter] = [before, after].map((side) => tenantKeys(side, shared.contents));
  const select = toolSelector(tools);
  const ids = [...new Set([...before.tenants.keys(), ...after.tenants.keys()])]
    .filter((id) => tenants === undefined || tenants.has(id))
    .sort();
  return ids.map((tenant): TenantFound => {
    const [was, is] = [before.tenants.get(tenant), after.tenants.get(tenant)];
    if (was === undefined && is !== undefined)
      return { tenant, found: presenceChange({ workspace: after, policy: is }, 'added') };
    if (was === undefined || is === undefined) {
      const gone =
        was === undefined ? nothing : presenceChange({ workspace: before, policy: was }, 'removed');
      return { tenant, found: gone };
    }
    if (keyBefore?.(was) === keyAfter?.(is)) return { tenant, found: nothing };
    const sides = [
      { workspace: before, policy: was },
      { workspace: after, policy: is },
    ] as const;
    return { tenant, found: concerning(tools, tenantChanges(...sides, select(...sides), shared)) };
  });
}

const nothing: Found = { changes: [], undecided: [] };

/**
 * Both with the context that both ask for and the smaller size limit: what changes there is told once, for the
 * workspace, and a call that shows another change is decided so under either.
 */
function underOneEnvelope(
  from: EffectiveWorkspace,
  to: EffectiveWorkspace,
): readonly [EffectiveWorkspace, EffectiveWorkspace] {
  const required = [...new Set([...from.envelope.required, ...to.envelope.required])];
  const maxArgumentBytes = Math.min(from.limits.maxArgumentBytes, to.limits.maxArgumentBytes);
  const settled = (workspace: EffectiveWorkspace): EffectiveWorkspace =>
    workspace.envelope.required.length === required.length &&
    workspace.limits.maxArgumentBytes === maxArgumentBytes
      ? workspace
      : { ...workspace, envelope: { required }, limits: { maxArgumentBytes } };
  return [settled(from), settled(to)];
}

/** Finds the tools to compare; tenants that name the same ones share the work. */
function toolSelector(
  only: readonly string[] | undefined,
): (before: TenantSide, after: TenantSide) => ToolSelection {
  const known = new Map<string, ToolSelection>();
  return (before, after) => {
    const named = [...new Set([...namedTools([before, after]), ...(only ?? [])])].sort();
    const key = JSON.stringify(named);
    const found = known.get(key) ?? selectionOf(named, only);
    known.set(key, found);
    return found;
  };
}

function selectionOf(named: readonly string[], only: readonly string[] | undefined): ToolSelection {
  const { tools, complete } = comparedTools(named);
  const wanted = tools.filter((tool) => only?.some((entry) => matchesToolName(entry, tool)) ?? true);
  return { tools: wanted, named, complete };
}

/** What is about one of the tools, or about all. */
function concerning(tools: readonly string[] | undefined, found: Found): Found {
  if (tools === undefined) return found;
  const isAsked = (label: string): boolean =>
    label
      .split(', ')
      .some((entry) => tools.some((tool) => matchesToolName(entry, tool) || matchesToolName(tool, entry)));
  return { ...found, changes: found.changes.filter(({ tool }) => tool === undefined || isAsked(tool)) };
}

function groupsOf(tenants: readonly TenantDiff[]): readonly ChangeGroup[] {
  const groups = new Map<string, string[]>();
  for (const { tenant, changes } of tenants) {
    for (const { id } of changes) {
      const known = groups.get(id);
      if (known === undefined) groups.set(id, [tenant]);
      else known.push(tenant);
    }
  }
  return [...groups].map(([id, reached]) => ({ id, tenants: reached }));
}

type Plans = EffectiveWorkspace['plans'];

function planDiffs(from: Plans, to: Plans): readonly PlanDiff[] {
  // Without plans everybody may use every tool: that plans come or go is told tenant by tenant.
  if (from === undefined || to === undefined) return [];
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((plan): readonly PlanDiff[] => {
    const [before, after] = [from.get(plan), to.get(plan)];
    const shown = before ?? after;
    if (shown === undefined) return [];
    const changes = diffPlans(before ?? noPlan(shown), after ?? noPlan(shown));
    return changes.length === 0 ? [] : [{ plan, changes }];
  });
}

/** A plan that is not there entitles to nothing. */
function noPlan({ name, place }: Plan): Plan {
  return { name, place, rank: 0, limits: [], tools: [], approvalsRequired: false };
}

/** A workspace of one tenant, under another id: for two files that are about one tenant each. */
export function withSoleTenantId(workspace: EffectiveWorkspace, id: string): EffectiveWorkspace {
  const renamed = [...workspace.tenants.values()].map((policy): EffectivePolicy => {
    return { ...policy, tenantId: id, bindings: { ...policy.bindings, tenantId: id } };
  });
  return { ...workspace, tenants: new Map(renamed.map((policy) => [policy.tenantId, policy])) };
}
