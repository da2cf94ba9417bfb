import type { BoundaryEntry } from '../../model/documents.ts';
import type { Place } from '../../model/place.ts';
import type { Rule } from '../../model/rule.ts';
import type { EffectivePolicy, EffectiveRule } from '../../model/workspace.ts';
import type { Effect } from '../compare-rates.ts';
import type { TenantSide, ToolDiffer } from '../decision-change.ts';
import { decisionEffect } from './decision-effect.ts';

/** What a part of a policy lets pass now and did not, taken by itself: undefined where that is the same. */
export interface PartEffect {
  readonly effect: Effect | undefined;
  /** Why it could not be settled; then `effect` is `changed`. */
  readonly undecided: readonly string[];
}

/** How two versions of a boundary compare: by what calls of a tool they let pass if nothing else denied any. */
export function boundaryEffect(
  before: TenantSide,
  after: TenantSide,
  tool: string,
  entries: { readonly before: readonly BoundaryEntry[]; readonly after: readonly BoundaryEntry[] },
  differ: ToolDiffer,
): PartEffect {
  const side = (of: TenantSide, own: readonly BoundaryEntry[]): TenantSide => {
    const { place } = of.policy;
    const boundary = { tool: { value: tool, place }, entries: own };
    return alone(of, tool, { boundaries: [{ file: place.file, enforce: true, tools: [boundary] }] });
  };
  return effectOf(differ(side(before, entries.before), side(after, entries.after), tool));
}

/** How two versions of the baseline's rules compare: by what calls of a tool they let pass if nothing else denied any. */
export function baselineEffect(
  before: TenantSide,
  after: TenantSide,
  tool: string,
  rules: { readonly before: readonly EffectiveRule[]; readonly after: readonly EffectiveRule[] },
  differ: ToolDiffer,
): PartEffect {
  return effectOf(
    differ(
      alone(before, tool, { baseline: rules.before }),
      alone(after, tool, { baseline: rules.after }),
      tool,
    ),
  );
}

/** A tenant that may call the tool as it likes, but for the part. */
function alone(
  { workspace, policy }: TenantSide,
  tool: string,
  part: Partial<Pick<TenantSide['workspace'], 'boundaries' | 'baseline'>>,
): TenantSide {
  const { envelope, limits } = workspace;
  const open: EffectivePolicy = {
    ...policy,
    status: 'active',
    rules: [{ name: tool, rule: allowAll(tool, policy.place), chain: [] }],
    defaultAction: 'deny',
  };
  return {
    policy: open,
    workspace: {
      envelope,
      limits,
      baseline: [],
      boundaries: [],
      ...part,
      tenants: new Map([[policy.tenantId, open]]),
    },
  };
}

function allowAll(tool: string, place: Place): Rule {
  return {
    tools: [{ value: tool, place }],
    closedArguments: false,
    conditions: [],
    action: { value: 'allow', place },
    place,
  };
}

function effectOf({ changes, undecided }: ReturnType<ToolDiffer>): PartEffect {
  if (undecided.length > 0) return { effect: 'changed', undecided };
  const [effect, ...others] = new Set(changes.map(({ from, to }) => decisionEffect(from.action, to.action)));
  return { effect: others.length > 0 ? 'changed' : effect, undecided };
}
