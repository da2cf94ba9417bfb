import { type PlacedSuppression, suppressionKey } from '../../model/suppression.ts';
import { type Pair, pairItems } from './pair-items.ts';
import type { DraftWorkspaceChange } from './workspace-change.ts';

/** What `policy.suppressions.json` hides more or less of, a row for each rule. */
export function suppressionChanges(
  before: readonly PlacedSuppression[],
  after: readonly PlacedSuppression[],
): readonly DraftWorkspaceChange[] {
  const rows = new Map<string, Pair<PlacedSuppression>[]>();
  for (const pair of pairItems(before, after, [suppressionKey])) {
    const code = (pair.after ?? pair.before)?.code;
    if (code === undefined || hidesMore(pair) === undefined) continue;
    rows.set(code, [...(rows.get(code) ?? []), pair]);
  }
  return [...rows].map(([code, changed]) => {
    // What is hidden newly outweighs whatever is hidden no more.
    const wider = changed.find((pair) => hidesMore(pair) === true);
    const shown = wider ?? changed[0];
    return {
      kind: 'gate',
      name: `suppressions of ${code}`,
      from: amountOf(before, code),
      to: amountOf(after, code),
      effect: wider === undefined ? 'narrower' : 'wider',
      where: { from: shown?.before?.place ?? null, to: shown?.after?.place ?? null },
    };
  });
}

/** Undefined where it hides the same. */
function hidesMore({ before, after }: Pair<PlacedSuppression>): boolean | undefined {
  if (after === undefined) return false;
  if (before === undefined || after.count > before.count) return true;
  if (after.until !== before.until) {
    if (after.until === undefined) return true;
    if (before.until !== undefined && after.until > before.until) return true;
    return false;
  }
  return after.count < before.count ? false : undefined;
}

function amountOf(suppressions: readonly PlacedSuppression[], code: string): string | null {
  const found = suppressions.filter((entry) => entry.code === code);
  const count = found.reduce((sum, entry) => sum + entry.count, 0);
  return count === 0 ? null : `${count} suppressed`;
}
