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
  const whole = sources.get(file)?.text;
  const text = whole?.slice(range.start.offset, range.end.offset);
  const isSecret =
    secret === true || (whole !== undefined && holdsSecret(whole, range.start.offset, range.end.offset));
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
function holdsSecret(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - 200);
  return [...findSecrets(text.slice(from, end + 200))].some(
    (found) => found.start + from < end && found.end + from > start,
  );
}
