import type { Fix as SarifFix, PropertyBag, Result, Suppression } from 'sarif';
import type { Finding, HiddenFinding } from '../model/finding.ts';
import type { SourceText } from '../text/source-text.ts';
import { visibleText } from '../text/visible-text.ts';
import { tenantsNote, witnessDetail } from './finding-text.ts';
import { jsonLine } from './json-text.ts';
import { artifact, sarifLocation, sarifRegion, sarifRelated } from './sarif-location.ts';

/** What it takes to make results of findings. */
export interface ResultFrame {
  readonly sources: ReadonlyMap<string, SourceText>;
  readonly prints: ReadonlyMap<Finding, string>;
  /** The place of a rule among the rules. */
  readonly ruleIndex: ReadonlyMap<string, number>;
  readonly prefix: string;
}

const mostRelated = 10;
const longestCall = 2000;
const longestFix = 2000;

/** A finding as a result; `hidden` says what hides it, where something does. */
export function sarifResult(finding: Finding, frame: ResultFrame, hidden?: HiddenFinding): Result {
  const { code, severity, file, causes = [], fix } = finding;
  const index = frame.ruleIndex.get(code);
  const print = frame.prints.get(finding);
  const related = causes.slice(0, mostRelated);
  return {
    ruleId: code,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: severity,
    message: { text: messageText(finding, related) },
    locations: [sarifLocation(finding, frame.sources.get(file), frame.prefix)],
    ...(related.length === 0
      ? {}
      : { relatedLocations: related.map((cause, at) => sarifRelated(cause, at + 1, frame.prefix)) }),
    ...(print === undefined
      ? {}
      : { partialFingerprints: { primaryLocationLineHash: print, 'policyFinding/v1': print } }),
    ...sarifFixes(fix, frame.prefix),
    ...(hidden === undefined ? {} : { suppressions: [suppression(hidden)] }),
    properties: properties(finding),
  };
}

/** What is wrong as the first sentence, which is all that is shown where there is little room. */
function messageText(finding: Finding, related: readonly string[]): string {
  const witness = witnessDetail(finding);
  const causes = finding.causes?.length ?? 0;
  const links = related.map((file, at) => `[${escaped(file).replace(/[[\]]/g, '\\$&')}](${at + 1})`);
  const more = causes > related.length ? ` and ${causes - related.length} more` : '';
  return [
    `${escaped(`${finding.message}${tenantsNote(finding)}`)}.`,
    ...(witness === undefined || witness.text.length > longestCall
      ? []
      : [`${capital(witness.label)}: ${escaped(witness.text)}.`]),
    `To do: ${finding.help.split('\n').map(escaped).join('\n')}`,
    ...(links.length === 0 ? [] : [`See also ${links.join(', ')}${more}.`]),
  ].join('\n');
}

/** Text that is shown as it stands: no placeholder, no link, nothing hidden. */
function escaped(text: string): string {
  return visibleText(text.replaceAll('\n', ' '))
    .replace(/\{(\d+)\}/g, '{{$1}}')
    .replaceAll('](', '\\](');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** What programs may want to know; a call only where it is short enough to be read. */
function properties({ tenant, tenants, rule, tool, witness, help }: Finding): PropertyBag {
  const isShort = witness !== undefined && jsonLine(witness).length <= longestCall;
  return {
    ...(tenant === undefined ? {} : { tenant: visibleText(tenant) }),
    ...(tenants === undefined ? {} : { tenants }),
    ...(rule === undefined ? {} : { rule: visibleText(rule) }),
    ...(tool === undefined ? {} : { tool: visibleText(tool) }),
    ...(isShort ? { witness } : {}),
    help: help.split('\n').map(visibleText).join('\n'),
  };
}

/** A fix that keeps the meaning, where a person can see all that it writes. */
function sarifFixes(fix: Finding['fix'], prefix: string): Pick<Result, 'fixes'> {
  if (fix?.safe !== true) return {};
  const texts = fix.edits.map(({ text }) => text);
  const isShown = texts.every((text) => text.split(/[\t\r\n]/).every((part) => visibleText(part) === part));
  if (!isShown || texts.join('').length > longestFix) return {};
  const changes: SarifFix['artifactChanges'] = fix.edits.map(({ file, range, text }) => ({
    ...artifact(file, prefix),
    replacements: [{ deletedRegion: sarifRegion(range), insertedContent: { text } }],
  }));
  return { fixes: [{ description: { text: `${visibleText(fix.title)}.` }, artifactChanges: changes }] };
}

function suppression({ by, reason }: HiddenFinding): Suppression {
  return {
    kind: by === 'comment' ? 'inSource' : 'external',
    status: 'accepted',
    ...(reason === undefined ? {} : { justification: visibleText(reason) }),
  };
}
