import type { PolicyDocument, TenantDocument } from '../../model/documents.ts';
import type { Matcher, ScalarText } from '../../model/matcher.ts';
import type { Place } from '../../model/place.ts';
import type { Rule } from '../../model/rule.ts';
import type { TemplateText } from '../../model/template-text.ts';
import { control } from '../control.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { tenantDocuments } from '../tenant-documents.ts';
import { type MentionFinder, mentionFinder } from '../tenant-names.ts';
import { leavesOf } from '../written-patterns.ts';
import { writtenRules } from '../written-rules.ts';

export const isolationForeignMention: LintRule = {
  code: 'isolation/foreign-mention',
  level: 'error',
  kind: 'F',
  edition: 1,
  finds: 'a policy that names the id, path, domain or key of another tenant',
  help: 'write `${tenant.id}` or a variable; what the tenants share on purpose belongs in a variable or folder of its own',
  controls: [
    control('nist-800-53', 'AC-4'),
    control('nist-800-53', 'SC-4'),
    control('soc2', 'CC6.1'),
    control('owasp-llm', 'LLM02:2025'),
    control('pci-dss', 'A1.1.2'),
  ],
  check: policiesNameNobodyElse,
};

/**
 * What a rule lets in or a boundary holds, and what a tenant gives as a variable, names no other tenant. A deny may: it
 * keeps the other out.
 */
function* policiesNameNobodyElse({ documents }: LintContext): Iterable<Report> {
  const mentions = mentionFinder(documents);
  yield* inRules(documents, mentions);
  yield* inBoundaries(documents, mentions);
  for (const tenant of tenantDocuments(documents)) yield* inVariables(tenant, mentions);
}

function* inRules(documents: readonly PolicyDocument[], mentions: MentionFinder): Iterable<Report> {
  for (const { document, rule, name, tool } of writtenRules(documents)) {
    const own = document.kind === 'tenant' ? document.tenantId.value : undefined;
    for (const matcher of lettingIn(rule)) {
      for (const report of inMatcher(matcher, mentions, own)) {
        yield { ...report, rule: name, tool, ...(own === undefined ? {} : { tenant: own }) };
      }
    }
  }
}

function* inBoundaries(documents: readonly PolicyDocument[], mentions: MentionFinder): Iterable<Report> {
  for (const document of documents) {
    if (document.kind !== 'boundaries') continue;
    for (const { tool, entries } of document.tools) {
      for (const entry of entries) {
        if (entry.kind !== 'matcher') continue;
        for (const leaf of leavesOf(entry.matcher))
          for (const report of inMatcher(leaf, mentions, undefined)) yield { ...report, tool: tool.value };
      }
    }
  }
}

function* inVariables({ tenantId, vars }: TenantDocument, mentions: MentionFinder): Iterable<Report> {
  for (const { value, place } of vars.values()) {
    const texts = typeof value === 'object' ? value : [value];
    for (const text of texts) {
      if (typeof text !== 'string') continue;
      for (const mention of mentions(text)) {
        if (mention.tenant === tenantId.value) continue;
        yield { ...reported(mention, tenantId.value, place), tenant: tenantId.value };
      }
    }
  }
}

/** The matchers, made of no others, of conditions that allow or hold. */
function* lettingIn(rule: Rule): Generator<Matcher> {
  for (const { action, match } of rule.conditions) {
    if (action.value === 'deny') continue;
    for (const { matcher } of match) yield* leavesOf(matcher);
  }
}

function* inMatcher(matcher: Matcher, mentions: MentionFinder, own: string | undefined): Iterable<Report> {
  const seen = new Set<string>();
  for (const text of plainTexts(matcher)) {
    for (const mention of mentions(text)) {
      if (mention.tenant === own || seen.has(mention.tenant)) continue;
      seen.add(mention.tenant);
      yield reported(mention, own, matcher.place);
    }
  }
}

function reported(
  { tenant, text }: { tenant: string; text: string },
  own: string | undefined,
  place: Place,
): Report {
  const what = text === tenant ? `the tenant ${tenant}` : `${text}, which is ${tenant}'s`;
  return {
    message:
      own === undefined
        ? `what holds for several tenants names ${what}`
        : `the policy of ${own} names ${what}`,
    label: text === tenant ? 'another tenant' : `of ${tenant}`,
    place,
  };
}

/** What is written in a matcher, references taken out; of a pattern what it means, as far as it is plain text. */
function plainTexts(matcher: Matcher): readonly string[] {
  switch (matcher.kind) {
    case 'regex':
      return [textOf(matcher.pattern).replace(/\\(.)/gsu, (_, character: string) => unescaped(character))];
    case 'one_of':
    case 'contains':
      return matcher.values.map(scalarOf);
    case 'path_within':
    case 'key_within':
      return matcher.prefixes.map(textOf);
    case 'url':
      return [...matcher.hosts, ...(matcher.pathPrefix === undefined ? [] : [matcher.pathPrefix])].map(
        textOf,
      );
    case 'email':
      return matcher.domains.map(textOf);
    case 'ip_in':
      return matcher.blocks.map(textOf);
    case 'command':
      return (matcher.pathsWithin ?? []).map(textOf);
    case 'sql':
      return [...matcher.scopedBy.map(({ value }) => scalarOf(value)), ...(matcher.tables ?? []).map(textOf)];
    case 'filter':
      return matcher.must.map(({ value }) => scalarOf(value));
    default:
      return [];
  }
}

/** `\.` is a dot, but `\b` is no letter. */
function unescaped(character: string): string {
  return /[A-Za-z0-9]/.test(character) ? ' ' : character;
}

function scalarOf(value: ScalarText): string {
  return value.kind === 'text' ? textOf(value.text) : String(value.value);
}

// A reference is some word: what stands beside it is no word by itself. This one is a label that no name server gives.
function textOf(text: TemplateText): string {
  return text.map((part) => (typeof part === 'string' ? part : 'xx--xx')).join('');
}
