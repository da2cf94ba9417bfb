import type { Finding } from '../model/finding.ts';
import type { SuppressedFinding } from '../model/suppression.ts';
import type { SourceText } from '../text/source-text.ts';
import { findSecrets } from './find-secrets.ts';
import { isLockedCode } from './rule.ts';

/** What a finding is known by when lines have moved; undefined for one that nothing can suppress. */
export function suppressedFinding(
  { code, file, range, tenant, tenants, rule, tool, secret }: Finding,
  sources: ReadonlyMap<string, SourceText>,
): SuppressedFinding | undefined {
  if (isLockedCode(code) || code === 'structure/ignore') return undefined;
  const source = sources.get(file);
  const { start, end } = range;
  const text = source?.text.slice(start.offset, end.offset);
  const isSecret = secret === true || (source !== undefined && holdsSecret(source, start.offset, end.offset));
  return {
    code,
    // The example of many tenants changes with the tenants.
    ...(tenant === undefined || tenants !== undefined ? { file } : { tenant }),
    ...(rule === undefined ? {} : { rule }),
    ...(tool === undefined ? {} : { tool }),
    ...(text === undefined || isSecret ? {} : { matcher: text.replace(/\s+/g, ' ').trim() }),
  };
}

/** Whether a stretch holds a part of a secret, which may be one only by the name before it. Any rule may point at one. */
function holdsSecret(source: SourceText, start: number, end: number): boolean {
  const known = secretsOf.get(source) ?? [...findSecrets(source.text)];
  secretsOf.set(source, known);
  return known.some((found) => found.start < end && found.end > start);
}

/** What was found in a text, once for all findings in it. */
const secretsOf = new WeakMap<SourceText, readonly { readonly start: number; readonly end: number }[]>();
