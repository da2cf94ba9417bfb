import type { EffectivePolicy, EffectiveWorkspace } from '../../model/workspace.ts';

const sortedIds = new WeakMap<EffectiveWorkspace, readonly string[]>();

/**
 * A few other tenants that a tenant's calls would most tellingly land with: those next to it in the order of ids (an id
 * that goes on where another ends comes right after it), then the first of all.
 */
export function otherTenants(workspace: EffectiveWorkspace, tenantId: string): readonly EffectivePolicy[] {
  const ids = sortedIds.get(workspace) ?? [...workspace.tenants.keys()].sort();
  sortedIds.set(workspace, ids);
  const at = placeOf(ids, tenantId);
  const chosen = new Set([ids[at + 1], ids[at - 1], ids[0], ids[1]]);
  return [...chosen].flatMap((id) => {
    const policy = id === undefined || id === tenantId ? undefined : workspace.tenants.get(id);
    return policy === undefined ? [] : [policy];
  });
}

function placeOf(ids: readonly string[], id: string): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] ?? '') < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
