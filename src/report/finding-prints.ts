import type { Finding } from '../model/finding.ts';
import type { SourceText } from '../text/source-text.ts';

/** A short digest of a text, in letters and digits. */
export type Digest = (text: string) => string;

/**
 * For each finding a text by which it is known again in a later run: that of its code, file, tenant, tool and marked text,
 * never of a line or of where it stands among others. Findings that are alike are numbered.
 */
export function findingPrints(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, SourceText>,
  digest: Digest,
): ReadonlyMap<Finding, string> {
  const counts = new Map<string, number>();
  const prints = new Map<Finding, string>();
  for (const finding of findings) {
    const print = digest(JSON.stringify(identity(finding, sources)));
    const count = (counts.get(print) ?? 0) + 1;
    counts.set(print, count);
    prints.set(finding, `${print}:${count}`);
  }
  return prints;
}

function identity(
  { code, file, range, tenant, tenants, tool, secret }: Finding,
  sources: ReadonlyMap<string, SourceText>,
): readonly (string | null)[] {
  const marked = sources.get(file)?.text.slice(range.start.offset, range.end.offset);
  return [
    code,
    file,
    // The example of many tenants changes with the tenants.
    tenants === undefined ? (tenant ?? null) : null,
    tool ?? null,
    // A digest of a short secret gives it away.
    secret === true ? null : (marked?.replace(/\s+/g, ' ').trim() ?? null),
  ];
}
