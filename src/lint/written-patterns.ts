import type { PolicyDocument } from '../model/documents.ts';
import type { Matcher } from '../model/matcher.ts';
import { writtenRules } from './written-rules.ts';

/** A matcher that is made of no others, where it is written. A boundary has no rule. */
export interface WrittenMatcher {
  readonly matcher: Matcher;
  readonly rule?: string;
  readonly tool?: string;
}

/** A regular expression where it is written. */
export interface WrittenPattern extends WrittenMatcher {
  readonly matcher: Extract<Matcher, { readonly kind: 'regex' }>;
}

/** Every regular expression of every rule and boundary, in their order. */
export function* writtenPatterns(documents: readonly PolicyDocument[]): Generator<WrittenPattern> {
  yield* patternsAmong(writtenMatchers(documents));
}

/** The regular expressions among matchers. */
export function* patternsAmong(matchers: Iterable<WrittenMatcher>): Generator<WrittenPattern> {
  for (const { matcher, ...where } of matchers) {
    if (matcher.kind === 'regex') yield { matcher, ...where };
  }
}

/** Every matcher of every invariant that is made of no others, in their order. */
export function* invariantMatchers(documents: readonly PolicyDocument[]): Generator<WrittenMatcher> {
  for (const document of documents) {
    if (document.kind !== 'invariants') continue;
    for (const { match, tools } of document.never) {
      const [tool] = tools;
      const where = tool === undefined ? {} : { tool: tool.value };
      for (const { matcher } of match)
        for (const leaf of leavesOf(matcher)) yield { matcher: leaf, ...where };
    }
  }
}

/** Every matcher of every rule and boundary that is made of no others, in their order. */
export function* writtenMatchers(documents: readonly PolicyDocument[]): Generator<WrittenMatcher> {
  for (const { rule, name, tool } of writtenRules(documents)) {
    for (const { match } of rule.conditions) {
      for (const { matcher } of match)
        for (const leaf of leavesOf(matcher)) yield { matcher: leaf, rule: name, tool };
    }
  }
  for (const document of documents) {
    if (document.kind !== 'boundaries') continue;
    for (const { tool, entries } of document.tools) {
      for (const entry of entries) {
        if (entry.kind !== 'matcher') continue;
        for (const leaf of leavesOf(entry.matcher)) yield { matcher: leaf, tool: tool.value };
      }
    }
  }
}

/** The matchers in a matcher that are made of no others. */
export function* leavesOf(matcher: Matcher): Generator<Matcher> {
  switch (matcher.kind) {
    case 'not':
    case 'shared':
      yield* leavesOf(matcher.matcher);
      break;
    case 'any_of':
    case 'all_of':
      for (const part of matcher.matchers) yield* leavesOf(part);
      break;
    default:
      yield matcher;
  }
}

/** A matcher, and all that it is made of. */
export function* partsOf(matcher: Matcher): Generator<Matcher> {
  yield matcher;
  if (matcher.kind === 'not' || matcher.kind === 'shared') yield* partsOf(matcher.matcher);
  if (matcher.kind === 'any_of' || matcher.kind === 'all_of')
    for (const inner of matcher.matchers) yield* partsOf(inner);
}
