import type { LimitUse } from '../../model/decision.ts';
import type { LimitStore } from './limit-store.ts';
import type { AppliedLimit } from './tool-limits.ts';

export interface LimitsOutcome {
  readonly uses: readonly LimitUse[];
  /** Whole seconds until all limits have room; undefined where they had it. */
  readonly retryAfter: number | undefined;
}

/** Step 6: takes all limits, or none. */
export function applyLimits(
  store: LimitStore,
  tenantId: string,
  limits: readonly AppliedLimit[],
  now: number,
): LimitsOutcome {
  const { taken, standings } = store.take(tenantId, limits.map(({ request }) => request), now);
  const uses = limits.map(({ scope, name, text }, at): LimitUse => {
    const standing = standings[at] ?? { used: 0, waitMs: 0 };
    const retryAfter = taken || standing.waitMs === 0 ? {} : { retryAfter: Math.ceil(standing.waitMs / 1000) };
    return { scope, name, limit: text, used: standing.used, ...retryAfter };
  });
  if (taken) return { uses, retryAfter: undefined };
  return { uses, retryAfter: Math.max(1, ...uses.map((use) => use.retryAfter ?? 0)) };
}
