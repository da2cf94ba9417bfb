import type { Finding } from '../model/finding.ts';
import type { SuppressedFinding } from '../model/suppression.ts';
import type { SourceText } from '../text/source-text.ts';
import { isLockedCode } from './rule.ts';

/** What a finding is known by when lines have moved; undefined for one that nothing can suppress. */
export function suppressedFinding(
  { code, file, range, tenant, tenants, rule, tool, secret }: Finding,
  sources: ReadonlyMap<string, SourceText>,
): SuppressedFinding | undefined {
  if (isLockedCode(code) || code === 'structure/ignore') return undefined;
  const text = sources.get(file)?.text.slice(range.start.offset, range.end.offset);
  return {
    code,
    // The example of many tenants changes with the tenants.
    ...(tenant === undefined || tenants !== undefined ? { file } : { tenant }),
    ...(rule === undefined ? {} : { rule }),
    ...(tool === undefined ? {} : { tool }),
    ...(text === undefined || secret === true ? {} : { matcher: text.replace(/\s+/g, ' ').trim() }),
  };
}
