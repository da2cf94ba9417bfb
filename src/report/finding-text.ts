import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding, Witness } from '../model/finding.ts';
import type { SourceText } from '../text/source-text.ts';
import { jsonLine } from './json-text.ts';
import { countText } from './number-text.ts';

/** A finding as a diagnostic, for what prints those. */
export function findingDiagnostic(finding: Finding): Diagnostic {
  const { code, severity, message, label, help, file, range } = finding;
  const { start, end } = range;
  const place = { file, line: start.line, column: start.column, start: start.offset, end: end.offset };
  return { code, severity, message, ...(label === undefined ? {} : { label }), help, place };
}

/** What follows the place of a finding that reaches several tenants: `, 9,998 tenants, e.g. tenant_acme`. */
export function tenantsNote({ tenant, tenants }: Finding): string {
  if (tenants === undefined || tenant === undefined) return '';
  return tenants === 1 ? `, tenant ${tenant}` : `, ${countText(tenants)} tenants, e.g. ${tenant}`;
}

/** The sources with every secret that was found in them starred out, offsets kept. */
export function withoutSecrets(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, SourceText>,
): ReadonlyMap<string, SourceText> {
  const secrets = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.secret !== true) continue;
    const inFile = secrets.get(finding.file);
    if (inFile === undefined) secrets.set(finding.file, [finding]);
    else inFile.push(finding);
  }
  if (secrets.size === 0) return sources;
  const masked = new Map(sources);
  for (const [file, inFile] of secrets) {
    const source = sources.get(file);
    if (source !== undefined) masked.set(file, { ...source, text: starred(source.text, inFile) });
  }
  return masked;
}

/** A witness as a call: `access_file {"path":"/data/x"}`. */
export function witnessCall(witness: Witness): string {
  return `${witness.tool} ${jsonLine(witness.arguments)}`;
}

function starred(text: string, secrets: readonly Finding[]): string {
  let result = '';
  let at = 0;
  for (const { range } of secrets) {
    const { start, end } = range;
    if (start.offset < at) continue;
    result += text.slice(at, start.offset) + text.slice(start.offset, end.offset).replace(/[^\r\n]/g, '*');
    at = end.offset;
  }
  return result + text.slice(at);
}
