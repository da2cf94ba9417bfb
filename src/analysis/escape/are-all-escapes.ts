import { boundaryEntriesFor } from '../../engine/compile/boundary-entries.ts';
import { matchesToolName } from '../../engine/tool-name.ts';
import type { BoundaryEntry } from '../../model/documents.ts';
import type { EffectivePolicy, EffectiveRule, EffectiveWorkspace } from '../../model/workspace.ts';
import type { Escape } from '../prove-tool.ts';
import { keepsWithin } from '../proved-by-form.ts';

/**
 * Whether a proof would find no further escapes of a tenant and tool than these, their witnesses aside: each part of the
 * policy that may let calls pass has one, for each bounded argument and each way through, or keeps within by form.
 * False says nothing.
 */
export function areAllEscapes(
  workspace: EffectiveWorkspace,
  policy: EffectivePolicy,
  tool: string,
  escapes: readonly Escape[],
): boolean {
  if (!isEnforcedAlike(workspace, tool)) return false;
  const found = new Map<unknown, Set<string>>();
  for (const { by, path, through } of escapes) {
    const ways = found.get(partOf(by)) ?? new Set();
    found.set(partOf(by), ways.add(`${path} ${through}`));
  }
  const entries = boundaryEntriesFor(workspace.boundaries, tool).filter(isBounded);
  return passingParts(workspace, policy, tool).every(({ part, match, through }) => {
    const ways = found.get(part);
    return entries.every(
      (entry) =>
        (match !== undefined && keepsWithin(match, entry)) ||
        through.every((way) => ways?.has(`${entry.path.text} ${way}`) === true),
    );
  });
}

/** Whether a call is stopped, if at all, whichever of the bounded arguments it leaves. */
function isEnforcedAlike({ boundaries }: EffectiveWorkspace, tool: string): boolean {
  const enforced = boundaryEntriesFor(
    boundaries.filter(({ enforce }) => enforce),
    tool,
  );
  const held = new Set(enforced);
  return held.size === 0 || boundaryEntriesFor(boundaries, tool).every((entry) => held.has(entry));
}

function isBounded(entry: BoundaryEntry): entry is Extract<BoundaryEntry, { readonly kind: 'matcher' }> {
  return entry.kind === 'matcher' && entry.path.root !== 'result';
}

/** A condition, the rule whose action it is, or `default`. */
function partOf(by: Escape['by']): unknown {
  if (by.kind === 'condition') return by.condition;
  return by.kind === 'action' ? by.rule.rule : by.kind;
}

interface PassingPart {
  readonly part: unknown;
  /** What holds of each call that a condition lets pass. */
  readonly match?: EffectiveRule['rule']['conditions'][number]['match'];
  readonly through: readonly Escape['through'][];
}

/** The parts that may let calls of the tool pass, and how, as far as their form tells. */
function passingParts(
  workspace: EffectiveWorkspace,
  policy: EffectivePolicy,
  tool: string,
): readonly PassingPart[] {
  const concerns = ({ rule }: EffectiveRule): boolean =>
    rule.tools.some(({ value }) => matchesToolName(value, tool));
  const baseline = workspace.baseline.filter(concerns);
  const plan = policy.plan === undefined ? undefined : workspace.plans?.get(policy.plan);
  const isHeld =
    plan?.approvalsRequired === true ||
    baseline.some(({ rule }) => rule.action?.value === 'require_approval');
  let mayBeHeld = baseline.some(({ rule }) => rule.conditions.some(asksApproval));
  const waysOf = (action: string): readonly Escape['through'][] => {
    if (isHeld || action === 'require_approval') return ['approval'];
    return mayBeHeld ? ['allow', 'approval'] : ['allow'];
  };
  const parts: PassingPart[] = [];
  for (const { rule } of policy.rules.filter(concerns)) {
    for (const condition of rule.conditions) {
      const action = condition.action.value;
      if (action === 'deny') continue;
      parts.push({ part: condition, match: condition.match, through: waysOf(action) });
      mayBeHeld ||= asksApproval(condition);
    }
    if (rule.action === undefined) continue;
    // Nothing comes to the parts behind it.
    if (rule.action.value !== 'deny') parts.push({ part: rule, through: waysOf(rule.action.value) });
    return parts;
  }
  if (policy.defaultAction !== 'deny') parts.push({ part: 'default', through: waysOf(policy.defaultAction) });
  return parts;
}

function asksApproval({ action }: { readonly action: { readonly value: string } }): boolean {
  return action.value === 'require_approval';
}
