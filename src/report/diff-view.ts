import type { Effect } from '../analysis/compare-rates.ts';
import type { DiffVerdict, TenantChange, TenantDiff } from '../analysis/tenant-change.ts';
import type { PlanDiff, WorkspaceDiff } from '../analysis/workspace-diff.ts';
import type { TextPatch } from './text-patches.ts';

/** Two versions compared: by meaning, and their texts beside it. */
export interface WorkspaceComparison extends WorkspaceDiff {
  /** What was compared, as a person would call it. */
  readonly from: string;
  readonly to: string;
  readonly text: readonly TextPatch[];
}

/** A change as people see it: once, with the tenants that it reaches. */
export interface SharedChange {
  readonly change: TenantChange;
  /** At least one; the change is told as it is for the first. */
  readonly tenants: readonly string[];
}

const order: readonly Effect[] = ['wider', 'changed', 'narrower'];

/** The changes of all tenants, each once: what is wider first, else in the order of tenants. */
export function sharedChanges({
  tenants,
  groups,
}: Pick<WorkspaceDiff, 'tenants' | 'groups'>): readonly SharedChange[] {
  const reached = new Map(groups.map((group) => [group.id, group.tenants]));
  const seen = new Set<string>();
  const shared: SharedChange[] = [];
  for (const { tenant, changes } of tenants) {
    for (const change of changes) {
      if (seen.has(change.id)) continue;
      seen.add(change.id);
      shared.push({ change, tenants: reached.get(change.id) ?? [tenant] });
    }
  }
  return shared.sort((a, b) => order.indexOf(a.change.effect) - order.indexOf(b.change.effect));
}

const verdicts: readonly DiffVerdict[] = ['wider', 'incomparable', 'undecided', 'narrower', 'equivalent'];

/** The tenants by verdict, the worst first; verdicts that no tenant has are left out. */
export function tenantsByVerdict(
  tenants: readonly TenantDiff[],
): readonly { readonly verdict: DiffVerdict; readonly tenants: readonly TenantDiff[] }[] {
  return verdicts.flatMap((verdict) => {
    const those = tenants.filter((tenant) => tenant.verdict === verdict);
    return those.length === 0 ? [] : [{ verdict, tenants: those }];
  });
}

/** Why tenants stay undecided, each reason with the tenants that it holds for. */
export function undecidedReasons(
  tenants: readonly TenantDiff[],
): readonly { readonly reason: string; readonly tenants: readonly string[] }[] {
  const reasons = new Map<string, string[]>();
  for (const { tenant, undecided = [] } of tenants) {
    for (const reason of new Set(undecided)) {
      const known = reasons.get(reason);
      if (known === undefined) reasons.set(reason, [tenant]);
      else known.push(tenant);
    }
  }
  return [...reasons].map(([reason, those]) => ({ reason, tenants: those }));
}

/** `tenant_acme`, or `12 tenants, e.g. tenant_acme`. Not made safe to print. */
export function reachText(tenants: readonly string[]): string {
  const [first = '', ...others] = tenants;
  return others.length === 0 ? first : `${tenants.length} tenants, e.g. ${first}`;
}

/** What changed, in words: `decision access_file`, `limit of all calls`. Not made safe to print. */
export function changeTitle({ kind, tool }: TenantChange): string {
  if (tool === '**') return `${kind} of tools that nothing names`;
  if (tool !== undefined) return `${kind} ${tool}`;
  if (kind === 'limit') return 'limit of all calls';
  return kind === 'decision' ? 'tenant' : kind;
}

/** A side of a change; nothing says what then holds. */
export function sideWords({ kind, from, to }: TenantChange, side: 'from' | 'to'): string {
  const words = side === 'from' ? from : to;
  if (words !== null) return words;
  return kind === 'limit' ? 'no limit' : kind === 'logging' ? 'left open' : 'nothing';
}

/** What a plan is called: two where two are compared. */
export function planTitle({ plan, to }: Pick<PlanDiff, 'plan' | 'to'>): string {
  return to === undefined ? `plan ${plan}` : `plan ${plan} → plan ${to}`;
}

/** All of it in one sentence without full stop: `3 changes: 1 wider, 2 narrower`. */
export function summaryText(diff: Pick<WorkspaceDiff, 'tenants' | 'groups' | 'workspace'>): string {
  const effects = [...sharedChanges(diff).map(({ change }) => change), ...diff.workspace].map(
    ({ effect }) => effect,
  );
  const open = diff.tenants.some(({ undecided }) => undecided !== undefined);
  if (effects.length === 0) return open ? 'no change found, and not all was decided' : 'no change of meaning';
  return `${effectCounts(effects)}${open ? '; not all was decided' : ''}`;
}

/** `3 changes: 1 wider, 2 narrower`. */
export function effectCounts(effects: readonly Effect[]): string {
  const parts = order.flatMap((effect) => {
    const count = effects.filter((each) => each === effect).length;
    return count === 0 ? [] : [`${count} ${effect}`];
  });
  return `${effects.length} change${effects.length === 1 ? '' : 's'}: ${parts.join(', ')}`;
}
