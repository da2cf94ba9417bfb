import type { Finding } from '../model/finding.ts';
import {
  type PlacedSuppression,
  type Suppression,
  type SuppressionUse,
  suppressionKey,
} from '../model/suppression.ts';
import type { SourceText } from '../text/source-text.ts';
import { suppressedFinding } from './suppressed-finding.ts';

/** Entries for all findings that can be suppressed, sorted. Reasons and dates of entries that stand already are kept. */
export function collectSuppressions(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, SourceText>,
  standing: readonly PlacedSuppression[],
): readonly Suppression[] {
  const entries = new Map<string, Suppression>();
  const told = new Map(standing.map((entry) => [suppressionKey(entry), entry]));
  for (const finding of findings) {
    const known = suppressedFinding(finding, sources);
    if (known === undefined) continue;
    const key = suppressionKey(known);
    const { reason, until } = told.get(key) ?? {};
    entries.set(key, {
      ...known,
      count: (entries.get(key)?.count ?? 0) + 1,
      ...(reason === undefined ? {} : { reason }),
      ...(until === undefined ? {} : { until }),
    });
  }
  return sorted([...entries.values()]);
}

/** The entries that still hide something, each with as many findings as it hides. One past its date stays: it is a finding. */
export function pruneSuppressions(uses: readonly SuppressionUse[]): readonly Suppression[] {
  return sorted(
    uses.flatMap(({ suppression: { place: _, ...entry }, hidden, expired }) =>
      expired ? [entry] : hidden === 0 ? [] : [{ ...entry, count: hidden }],
    ),
  );
}

function sorted(entries: readonly Suppression[]): readonly Suppression[] {
  const keyed = entries.map((entry) => [suppressionKey(entry), entry] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, entry]) => entry);
}
