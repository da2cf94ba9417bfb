import type { Finding, HiddenFinding } from '../model/finding.ts';
import { type PlacedSuppression, type SuppressionUse, suppressionKey } from '../model/suppression.ts';
import type { SourceText } from '../text/source-text.ts';
import { isDay } from './apply-ignores.ts';
import { suppressedFinding } from './suppressed-finding.ts';

export interface SuppressedFindings {
  readonly findings: readonly Finding[];
  readonly hidden: readonly HiddenFinding[];
  readonly uses: readonly SuppressionUse[];
}

/**
 * Takes out the findings that were there already. Of findings that are alike as many are hidden as an entry counts, the
 * first in the order given. An entry past its date (`today`, the day itself included) hides nothing.
 */
export function applySuppressions(
  findings: readonly Finding[],
  suppressions: readonly PlacedSuppression[],
  sources: ReadonlyMap<string, SourceText>,
  today: string,
): SuppressedFindings {
  const left = new Map<PlacedSuppression, number>();
  const byKey = new Map<string, PlacedSuppression[]>();
  for (const entry of suppressions) {
    if (!isInForce(entry, today)) continue;
    left.set(entry, entry.count);
    const key = suppressionKey(entry);
    byKey.set(key, [...(byKey.get(key) ?? []), entry]);
  }
  const hidden: HiddenFinding[] = [];
  const kept = findings.filter((finding) => {
    const known = byKey.size === 0 ? undefined : suppressedFinding(finding, sources);
    const entry = known && byKey.get(suppressionKey(known))?.find((one) => (left.get(one) ?? 0) > 0);
    if (entry === undefined) return true;
    left.set(entry, (left.get(entry) ?? 0) - 1);
    const { reason } = entry;
    hidden.push({ finding, by: 'file', ...(reason === undefined ? {} : { reason }) });
    return false;
  });
  return {
    findings: kept,
    hidden,
    uses: suppressions.map((suppression) => {
      const used = suppression.count - (left.get(suppression) ?? suppression.count);
      return { suppression, hidden: used, expired: !isInForce(suppression, today) };
    }),
  };
}

function isInForce({ until }: PlacedSuppression, today: string): boolean {
  return until === undefined || (isDay(until) && until >= today);
}
