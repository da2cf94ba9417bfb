import type { PolicyDocument } from '../model/documents.ts';
import type { Matcher } from '../model/matcher.ts';
import { writtenRules } from './written-rules.ts';

/** A regular expression where it is written. A boundary has no rule. */
export interface WrittenPattern {
  readonly matcher: Extract<Matcher, { readonly kind: 'regex' }>;
  readonly rule?: string;
  readonly tool?: string;
}

/** Every regular expression of every rule and boundary, in their order. */
export function* writtenPatterns(documents: readonly PolicyDocument[]): Generator<WrittenPattern> {
  for (const { rule, name, tool } of writtenRules(documents)) {
    for (const { match } of rule.conditions) {
      for (const { matcher } of match)
        for (const regex of regexesOf(matcher)) yield { matcher: regex, rule: name, tool };
    }
  }
  for (const document of documents) {
    if (document.kind !== 'boundaries') continue;
    for (const { tool, entries } of document.tools) {
      for (const entry of entries) {
        if (entry.kind !== 'matcher') continue;
        for (const regex of regexesOf(entry.matcher)) yield { matcher: regex, tool: tool.value };
      }
    }
  }
}

/** The regular expressions in a matcher. */
export function* regexesOf(matcher: Matcher): Generator<WrittenPattern['matcher']> {
  switch (matcher.kind) {
    case 'regex':
      yield matcher;
      break;
    case 'not':
    case 'shared':
      yield* regexesOf(matcher.matcher);
      break;
    case 'any_of':
    case 'all_of':
      for (const part of matcher.matchers) yield* regexesOf(part);
      break;
    default:
  }
}
