import { bindMatcher } from '../../engine/compile/bind-matcher.ts';
import { bindTexts } from '../../engine/compile/bind-text.ts';
import { PolicyError } from '../../engine/compile/policy-error.ts';
import { createTextLanguages } from '../../engine/compile/text-languages.ts';
import { textUses } from '../../engine/resolve/text-uses.ts';
import type { Matcher } from '../../model/matcher.ts';
import { remembered } from '../../model/memory.ts';
import type { Bindings } from '../../model/workspace.ts';
import { defaultBudget, type Overrun } from '../../pattern/budget.ts';
import { compileDfa } from '../../pattern/compile-dfa.ts';
import { compileScanner } from '../../pattern/compile-scanner.ts';
import { parsePattern } from '../../pattern/parse-pattern.ts';
import { control } from '../control.ts';
import { boundPatterns } from '../patterns/bound-patterns.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { isSurelySmall } from '../surely-small.ts';
import { tenantsWithPattern } from '../tenants-with-pattern.ts';
import {
  invariantMatchers,
  patternsAmong,
  type WrittenMatcher,
  writtenMatchers,
} from '../written-patterns.ts';

type Command = Extract<Matcher, { readonly kind: 'command' }>;

export const patternTooLarge: LintRule = {
  code: 'pattern/too-large',
  level: 'error',
  kind: 'A',
  edition: 1,
  finds: 'a regex, or a list of folders in a `command`, whose automaton passes the budget',
  help: 'bound the repeats more tightly, anchor the pattern with `^`, or write a typed matcher',
  controls: [
    control('nist-800-53', 'SC-5'),
    control('owasp-llm', 'LLM10:2025'),
    control('csa-aicm', 'AIS-08'),
  ],
  check: function* (context) {
    yield* automataStayInBudget(context);
    yield* commandsStayInBudget(context);
  },
};

function* allMatchers(documents: LintContext['documents']): Generator<WrittenMatcher> {
  yield* writtenMatchers(documents);
  yield* invariantMatchers(documents);
}

const messages: Readonly<Record<Overrun, string>> = {
  states: `the automaton of this pattern passes the budget of ${defaultBudget.patternStates} states`,
  steps: `the automaton of this pattern takes more than the budget of ${defaultBudget.steps} steps to build`,
};

/** Every regular expression has, with any tenant's values in it, an automaton within the budget. */
function* automataStayInBudget({ documents, workspace, memory }: LintContext): Iterable<Report> {
  const known = new Map<string, string>();
  const askOnce = (pattern: string, ignoreCase: boolean, isBound: boolean): string => {
    const key = `${ignoreCase ? 'i' : '-'}${pattern}`;
    const answer =
      known.get(key) ??
      remembered(memory, `pattern/too-large ${isBound} ${key}`, () =>
        problemOf(pattern, ignoreCase, isBound),
      );
    known.set(key, answer);
    return answer;
  };
  const tenantsOf = tenantsWithPattern(workspace, documents);
  for (const { matcher, rule, tool } of patternsAmong(allMatchers(documents))) {
    for (const { source, bindings } of boundPatterns(matcher, tenantsOf)) {
      const tenant = bindings?.tenantId;
      const message = source === undefined ? '' : askOnce(source, matcher.ignoreCase, tenant !== undefined);
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

/** Every `command` has, with any tenant's folders in it, an automaton within the budget. */
function* commandsStayInBudget({ documents, workspace }: LintContext): Iterable<Report> {
  const tenantsOf = tenantsWithPattern(workspace, documents);
  for (const { matcher, rule, tool } of allMatchers(documents)) {
    if (matcher.kind !== 'command' || matcher.pathsWithin === undefined) continue;
    for (const bindings of tenantsOf(matcher)) {
      const overrun = commandOverrun(matcher, bindings);
      if (overrun === undefined) continue;
      yield {
        message: messages[overrun],
        label: 'grows too large',
        help: 'list fewer folders, or shorter ones',
        place: matcher.place,
        tenant: bindings.tenantId,
        ...(rule === undefined ? {} : { rule }),
        ...(tool === undefined ? {} : { tool }),
      };
      if (textUses(matcher).length === 0) break;
    }
  }
}

/** Characters of folders whose automaton is surely within the budget: it has about two states for each. */
const fewCharacters = 600;

function commandOverrun(matcher: Command, bindings: Bindings): Overrun | undefined {
  try {
    const folders = bindTexts(matcher.pathsWithin ?? [], bindings);
    if (folders.join('').length <= fewCharacters) return undefined;
    const languages = createTextLanguages();
    bindMatcher(matcher, bindings, languages);
    const compiled = compileScanner(languages.nodes);
    return compiled.ok ? undefined : compiled.budget;
  } catch (error) {
    // A value that is missing or has not the form of a folder is another rule's finding.
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
