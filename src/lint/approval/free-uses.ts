import { boundaryEntriesFor } from '../../engine/compile/boundary-entries.ts';
import { areToolNamesWithin } from '../../analysis/tool-names-within.ts';
import type { Place } from '../../model/place.ts';
import type { Rule } from '../../model/rule.ts';
import type { EffectiveRule, EffectiveWorkspace } from '../../model/workspace.ts';
import type { LintContext } from '../rule.ts';
import { type TenantGroup, tenantGroups } from '../tenant-groups.ts';
import { type UsedTool, usedTools } from '../used-tools.ts';
import type { Asked } from './held-matchers.ts';

/** A tool that a rule allows, with nobody asked, where it does so. */
export interface FreeUse {
  readonly tool: UsedTool;
  readonly allows: readonly Allow[];
}

/** An allow, and what it asks of the call. */
export interface Allow {
  readonly place: Place;
  readonly asked: Asked;
}

/** What the rules of a group of tenants allow with nobody asked; groups whose plan asks for everything are left out. */
export interface FreeGroup extends TenantGroup {
  readonly uses: readonly FreeUse[];
}

const known = new WeakMap<EffectiveWorkspace, readonly FreeGroup[]>();

/** Every group of tenants with the tools that its rules allow and neither plan nor baseline holds. */
export function freeUses(context: LintContext): readonly FreeGroup[] {
  const found = known.get(context.workspace) ?? collect(context);
  known.set(context.workspace, found);
  return found;
}

function collect(context: LintContext): readonly FreeGroup[] {
  const { workspace } = context;
  const used = usedTools(context);
  const stopping = workspace.baseline.filter(({ rule }) => rule.action !== undefined);
  return tenantGroups(workspace).flatMap((group): FreeGroup[] => {
    if (group.plan?.approvalsRequired === true) return [];
    const uses = used(group.policy, group.plan)
      .filter((tool) => !isStopped(tool.tool, stopping))
      .map((tool) => ({ tool, allows: [...allowsOf(tool, workspace)] }))
      .filter(({ allows }) => allows.length > 0);
    return [{ ...group, uses }];
  });
}

/** Whether the baseline denies or holds every call of the tool: an action of its own is asked of each. */
function isStopped(tool: string, stopping: readonly EffectiveRule[]): boolean {
  return stopping.some(({ rule }) => rule.tools.some(({ value }) => areToolNamesWithin(tool, value)));
}

function* allowsOf(tool: UsedTool, workspace: EffectiveWorkspace): Iterable<Allow> {
  const { rule }: { readonly rule: Rule } = tool.rule;
  const boundaries = boundaryEntriesFor(
    workspace.boundaries.filter(({ enforce }) => enforce),
    tool.tool,
  );
  for (const { action, match } of rule.conditions)
    if (action.value === 'allow') yield { place: action.place, asked: { match, boundaries } };
  if (rule.action?.value === 'allow') yield { place: rule.action.place, asked: { match: [], boundaries } };
}
