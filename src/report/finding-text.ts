import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding, LintResult, Witness } from '../model/finding.ts';
import type { SourceText } from '../text/source-text.ts';
import { visibleText } from '../text/visible-text.ts';
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

/** The sources with every secret that was found in them starred out, also where that is suppressed; offsets kept. */
export function withoutSecrets(
  { findings, hidden = [] }: Pick<LintResult, 'findings' | 'hidden'>,
  sources: ReadonlyMap<string, SourceText>,
): ReadonlyMap<string, SourceText> {
  const secrets = new Map<string, Finding[]>();
  for (const finding of [...findings, ...hidden.map((each) => each.finding)]) {
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

/** A witness as a call on one line, safe to print: `access_file {"path":"/data/x"}`. */
function witnessCall(witness: Witness): string {
  return `${visibleText(witness.tool)} ${jsonLine(witness.arguments)}`;
}

/** The call of a finding under the word for what comes of it. */
export interface WitnessDetail {
  readonly label: string;
  readonly text: string;
}

/** The call that shows a finding, what comes of it, and what else stands against it; undefined where there is none. */
export function witnessDetail({ code, witness }: Finding): WitnessDetail | undefined {
  if (witness === undefined) return undefined;
  const [label, note = ''] = witnessWords.get(code) ?? [witness.kind === 'decision' ? 'decided' : 'allowed'];
  return { label, text: `${witnessCall(witness)}${note}` };
}

const witnessWords: ReadonlyMap<string, readonly [label: string, note?: string]> = new Map([
  ['isolation/escape', ['allowed', '   (nothing stops it)']],
  ['isolation/rules-escape', ['allowed', '   (only the enforced boundary stops it)']],
  ['isolation/approval-escape', ['held', '   (whoever approves it lets it out)']],
  // What the rules make of it is another matter.
  ['isolation/overlap', ['within', '   (both boundaries take it)']],
]);

function starred(text: string, secrets: readonly Finding[]): string {
  let result = '';
  let at = 0;
  for (const { range } of secrets.toSorted((a, b) => a.range.start.offset - b.range.start.offset)) {
    const { start, end } = range;
    if (start.offset < at) continue;
    result += text.slice(at, start.offset) + text.slice(start.offset, end.offset).replace(/[^\r\n]/g, '*');
    at = end.offset;
  }
  return result + text.slice(at);
}
