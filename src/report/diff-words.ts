import type { PlanChange } from '../analysis/plan-diff.ts';
import type { DiffVerdict, TenantChange } from '../analysis/tenant-change.ts';

/** What changed, in words. Not made safe to print. */
export function changedThing(change: PlanChange | TenantChange): string {
  if ('name' in change)
    return change.kind === 'limit' || change.kind === 'tool'
      ? `${change.kind} ${change.name}`
      : words(change.kind);
  const kind = change.kind === 'decision' && change.witness === undefined ? 'tool' : change.kind;
  if (change.tool !== undefined) return `${kind} ${change.tool}`;
  return kind === 'limit' ? 'limit of all calls' : words(change.id);
}

/** A side of a change; a plan that says nothing says what then holds. */
export function changeSide(change: PlanChange | TenantChange, side: 'from' | 'to'): string {
  return change[side] ?? (change.kind === 'limit' ? 'no limit' : 'left open');
}

/** What a change comes to. A changed limit has room for calls that the other refuses, and the other way round. */
export function effectText({ effect, kind }: PlanChange | TenantChange): string {
  return effect === 'changed' && kind === 'limit' ? 'changed: wider in one way, narrower in another' : effect;
}

/** The verdict of a tenant, as a sentence without full stop. */
export const verdictWords: { readonly [verdict in DiffVerdict]: string } = {
  equivalent: 'it would notice nothing',
  narrower: 'it would only lose',
  wider: 'it would only gain',
  incomparable: 'it would gain here and lose there',
  undecided: 'undecided: there may be more',
};

function words(kind: string): string {
  if (kind === 'logging') return 'logging level';
  return kind === 'approvals' ? 'approval of every call' : kind;
}
