import type { Suppression } from '../model/suppression.ts';

/** `policy.suppressions.json`: an entry a line, so that a change of one is a line of a diff. */
export function suppressionsJson(suppressions: readonly Suppression[]): string {
  const entries = suppressions.map(({ count, ...entry }) =>
    JSON.stringify(count === 1 ? entry : { ...entry, count }),
  );
  const list = entries.length === 0 ? '[]' : `[\n    ${entries.join(',\n    ')}\n  ]`;
  return `{\n  "schemaVersion": 1,\n  "suppressions": ${list}\n}\n`;
}
