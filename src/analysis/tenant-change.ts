import type { Witness } from '../model/finding.ts';
import type { Effect } from './compare-rates.ts';
import type { FileLine } from './diff/workspace-change.ts';

/** What a change of one tenant's policy comes to. `incomparable`: wider here, narrower there. */
export type DiffVerdict = 'equivalent' | 'narrower' | 'wider' | 'incomparable' | 'undecided';

type ChangeKind = 'decision' | 'limit' | 'approval' | 'boundary' | 'baseline' | 'logging';

/** Where each version says it; null where a version has nothing of the kind. */
interface ChangePlaces {
  readonly from: FileLine | null;
  readonly to: FileLine | null;
}

/** One thing that would be decided, limited, approved or logged differently for a tenant. */
export interface TenantChange {
  /** Names the change; the same for every tenant that a shared document gives it to. */
  readonly id: string;
  readonly kind: ChangeKind;
  /** A tool's name or glob, or several with commas; absent where every tool is meant. */
  readonly tool?: string;
  /** What was and what is, in words; null for nothing. Not made safe to print. */
  readonly from: string | null;
  readonly to: string | null;
  readonly effect: Effect;
  /** The shortest call that shows it; the two versions decide it as `from` and `to` say. */
  readonly witness?: Witness;
  /** `bounded`: found by what is written, not by all that may be called. */
  readonly proof: 'exact' | 'bounded';
  readonly where: ChangePlaces;
}

export interface TenantDiff {
  readonly tenant: string;
  readonly verdict: DiffVerdict;
  readonly changes: readonly TenantChange[];
  /** Why it could not be settled whether there are more changes; absent where it was. */
  readonly undecided?: readonly string[];
}

/** What changes come to together. Whatever stays undecided, wider here and narrower there is `incomparable`. */
export function verdictOf(
  changes: readonly Pick<TenantChange, 'effect'>[],
  undecided: readonly string[] = [],
): DiffVerdict {
  const [effect, ...others] = new Set(changes.map((change) => change.effect));
  if (others.length > 0 || effect === 'changed') return 'incomparable';
  if (undecided.length > 0) return 'undecided';
  return effect ?? 'equivalent';
}
