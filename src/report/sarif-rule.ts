import type { ReportingDescriptor, ReportingDescriptorRelationship } from 'sarif';
import type { Severity } from '../model/diagnostic.ts';
import type { ControlReference, RuleKind } from '../model/finding.ts';

/** What SARIF tells of a rule. */
export interface SarifRule {
  readonly code: string;
  readonly level: Severity;
  readonly kind: RuleKind;
  readonly finds: string;
  readonly help: string;
  readonly controls: readonly ControlReference[];
  /** Its page, as Markdown; links lead nowhere there and are taken out. */
  readonly page?: string;
}

// GitHub shows ten tags of a rule.
const mostTags = 10;

/** A rule as GitHub shows it beside its alerts. `relationOf` leads to a control's place among the taxonomies. */
export function sarifRule(
  rule: SarifRule,
  relationOf: (control: ControlReference) => ReportingDescriptorRelationship | undefined,
): ReportingDescriptor {
  const { code, level, kind, finds, help, controls, page } = rule;
  const relationships = controls.flatMap((control) => relationOf(control) ?? []);
  const described = sentence(finds);
  const tags = [...controls].map(({ catalogue, id }) => `${catalogue}/${id}`);
  return {
    id: code,
    name: nameOf(code),
    shortDescription: { text: described },
    fullDescription: { text: described },
    help: {
      text: `${described} ${sentence(help)} policy rules ${code} says why, and what to write.`,
      ...(page === undefined ? {} : { markdown: withoutLinks(page) }),
    },
    defaultConfiguration: { level },
    ...(relationships.length === 0 ? {} : { relationships }),
    properties: {
      ...weight(code, level),
      // What automata or the whole fleet show comes with a call; what a document says may be meant.
      precision: kind === 'S' ? 'high' : 'very-high',
      tags: [...groupTags(code), ...tags].slice(0, mostTags),
    },
  };
}

/** Groups that are about whether a document is understood, not about who gets what. */
const plainGroups: ReadonlySet<string> = new Set(['yaml', 'schema', 'pattern']);

const scores: Readonly<Record<Severity, string>> = { error: '8.0', warning: '5.5', note: '2.0' };
const words: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  note: 'recommendation',
};

/** An escape that nothing stops is critical; what holds tenants apart has a score, the rest a word. */
function weight(code: string, level: Severity): Readonly<Record<string, string>> {
  if (plainGroups.has(groupOf(code))) return { 'problem.severity': words[level] };
  return { 'security-severity': code === 'isolation/escape' ? '9.5' : scores[level] };
}

function groupTags(code: string): readonly string[] {
  const group = groupOf(code);
  return plainGroups.has(group) ? [group] : ['security', group];
}

function groupOf(code: string): string {
  return code.slice(0, Math.max(code.indexOf('/'), 0)) || code;
}

/** `isolation/rules-escape` as `IsolationRulesEscape`, which viewers expect of a name. */
function nameOf(code: string): string {
  return code
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function sentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}${/[.!?]$/.test(line) ? '' : '.'}`;
}

function withoutLinks(page: string): string {
  return page.replace(/\[([^\]\n]*)\]\([^)\n]*\)/g, '$1');
}
