import { bindPattern } from '../../engine/compile/bind-text.ts';
import { PolicyError } from '../../engine/compile/policy-error.ts';
import type { Matcher } from '../../model/matcher.ts';
import type { Bindings } from '../../model/workspace.ts';
import { defaultBudget, type Overrun } from '../../pattern/budget.ts';
import { compileDfa } from '../../pattern/compile-dfa.ts';
import { parsePattern } from '../../pattern/parse-pattern.ts';
import { control } from '../control.ts';
import { patternText } from '../pattern-text.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { isSurelySmall } from '../surely-small.ts';
import { tenantsWithPattern } from '../tenants-with-pattern.ts';
import { writtenPatterns } from '../written-patterns.ts';

type Regex = Extract<Matcher, { readonly kind: 'regex' }>;

export const patternTooLarge: LintRule = {
  code: 'pattern/too-large',
  level: 'error',
  kind: 'A',
  edition: 1,
  finds: 'a regex whose automaton passes the budget',
  help: 'bound the repeats more tightly, anchor the pattern with `^`, or write a typed matcher',
  controls: [
    control('nist-800-53', 'SC-5'),
    control('owasp-llm', 'LLM10:2025'),
    control('csa-aicm', 'AIS-08'),
  ],
  check: automataStayInBudget,
};

const messages: Readonly<Record<Overrun, string>> = {
  states: `the automaton of this pattern passes the budget of ${defaultBudget.patternStates} states`,
  steps: `the automaton of this pattern takes more than the budget of ${defaultBudget.steps} steps to build`,
};

/** Every regular expression has, with any tenant's values in it, an automaton within the budget. */
function* automataStayInBudget({ documents, workspace }: LintContext): Iterable<Report> {
  const known = new Map<string, string>();
  const askOnce = (pattern: string, ignoreCase: boolean, isBound: boolean): string => {
    const key = `${ignoreCase ? 'i' : '-'}${pattern}`;
    const answer = known.get(key) ?? problemOf(pattern, ignoreCase, isBound);
    known.set(key, answer);
    return answer;
  };
  const tenantsOf = tenantsWithPattern(workspace);
  for (const { matcher, rule, tool } of writtenPatterns(documents)) {
    for (const [pattern, tenant] of boundPatterns(matcher, tenantsOf)) {
      const message = pattern === undefined ? '' : askOnce(pattern, matcher.ignoreCase, tenant !== undefined);
      if (message === '') continue;
      yield {
        message,
        label: 'grows too large',
        place: matcher.place,
        ...(tenant === undefined ? {} : { tenant }),
        ...(rule === undefined ? {} : { rule }),
        ...(tool === undefined ? {} : { tool }),
      };
    }
  }
}

/** The pattern as it stands or, where it has references, as each tenant that has it sees it. */
function* boundPatterns(
  matcher: Regex,
  tenantsOf: (matcher: Matcher) => Iterable<Bindings>,
): Generator<[pattern: string | undefined, tenant: string | undefined]> {
  const text = matcher.pattern.filter((part) => typeof part === 'string');
  if (text.length === matcher.pattern.length) yield [text.join(''), undefined];
  else if (isPattern(matcher))
    for (const bindings of tenantsOf(matcher)) yield [bound(matcher, bindings), bindings.tenantId];
}

/** Whether it is a pattern as it is written, whatever its references stand for. */
function isPattern({ pattern, ignoreCase }: Regex): boolean {
  const { source, misuses } = patternText(pattern);
  return misuses.length === 0 && parsePattern(source, { ignoreCase }).ok;
}

/** Undefined where a value is missing, which is another rule's finding. */
function bound({ pattern }: Regex, bindings: Bindings): string | undefined {
  try {
    return bindPattern(pattern, bindings);
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

/**
 * What keeps a pattern from being compiled, or `''`. That it is no pattern at all as it is written is another rule's
 * finding, but not that values made it one: too long, or too many.
 */
function problemOf(pattern: string, ignoreCase: boolean, isBound: boolean): string {
  const parsed = parsePattern(pattern, { ignoreCase });
  if (!parsed.ok) return isBound ? `with the tenant's values in it, ${parsed.error.message}` : '';
  if (isSurelySmall(parsed.node)) return '';
  const compiled = compileDfa(parsed.node);
  return compiled.ok ? '' : messages[compiled.budget];
}
