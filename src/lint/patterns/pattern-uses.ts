import type { ArgumentPath } from '../../model/argument-path.ts';
import type { PolicyDocument } from '../../model/documents.ts';
import type { Matcher } from '../../model/matcher.ts';
import type { Condition } from '../../model/rule.ts';
import { type WrittenRule, writtenRules } from '../written-rules.ts';

/** A path and what is asked of it, with where it stands. A boundary has neither rule nor condition. */
export interface MatcherUse {
  readonly path: ArgumentPath;
  /** All that is asked of the path there. */
  readonly matcher: Matcher;
  /** An exact name or a glob; of several the first. */
  readonly tool: string;
  readonly written?: WrittenRule;
  readonly condition?: Condition;
  /** Of the condition in its rule, from 0. */
  readonly index?: number;
}

/** A regular expression as part of what is asked of a path. */
export interface PatternUse extends MatcherUse {
  readonly regex: Extract<Matcher, { readonly kind: 'regex' }>;
  /** What it accepts is allowed: it stands in an allow or a boundary, and not under `not`. */
  readonly grants: boolean;
}

/** What is asked of every path by every rule and boundary, in their order. */
export function* matcherUses(documents: readonly PolicyDocument[]): Generator<MatcherUse> {
  for (const written of writtenRules(documents)) {
    for (const [index, condition] of written.rule.conditions.entries()) {
      for (const { path, matcher } of condition.match)
        yield { path, matcher, tool: written.tool, written, condition, index };
    }
  }
  for (const document of documents) {
    if (document.kind !== 'boundaries') continue;
    for (const { tool, entries } of document.tools) {
      for (const entry of entries) {
        if (entry.kind === 'matcher') yield { path: entry.path, matcher: entry.matcher, tool: tool.value };
      }
    }
  }
}

/** Every regular expression of every rule and boundary, in their order. */
export function* patternUses(documents: readonly PolicyDocument[]): Generator<PatternUse> {
  for (const use of matcherUses(documents)) {
    const allows = use.condition === undefined || use.condition.action.value === 'allow';
    for (const { regex, negated } of regexesOf(use.matcher, false))
      yield { ...use, regex, grants: allows && !negated };
  }
}

function* regexesOf(
  matcher: Matcher,
  negated: boolean,
): Generator<{ readonly regex: PatternUse['regex']; readonly negated: boolean }> {
  switch (matcher.kind) {
    case 'regex':
      yield { regex: matcher, negated };
      break;
    case 'not':
      yield* regexesOf(matcher.matcher, !negated);
      break;
    case 'shared':
      yield* regexesOf(matcher.matcher, negated);
      break;
    case 'any_of':
    case 'all_of':
      for (const part of matcher.matchers) yield* regexesOf(part, negated);
      break;
    default:
  }
}
