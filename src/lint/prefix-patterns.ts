import { holdsText } from '../analysis/language/language-algebra.ts';
import { bindPattern } from '../engine/compile/bind-text.ts';
import { PolicyError } from '../engine/compile/policy-error.ts';
import type { Matcher } from '../model/matcher.ts';
import type { TemplateText } from '../model/template-text.ts';
import type { Bindings, EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';
import { compileDfa } from '../pattern/compile-dfa.ts';
import type { Dfa } from '../pattern/dfa.ts';
import { parsePattern } from '../pattern/parse-pattern.ts';
import { shortestText } from '../pattern/shortest-match.ts';

type Regex = Extract<Matcher, { readonly kind: 'regex' }>;

/** A pattern for one tenant that also takes what is meant for another whose id goes on. */
export interface PrefixPattern {
  readonly matcher: Regex;
  /** Of the other tenant, and taken all the same. */
  readonly text: string;
}

/**
 * Tells which pattern of a tenant (of its boundaries, or in an allow or require_approval of its rules) ends so soon after
 * its id that it also takes what the same pattern says with `longer`, an id that begins with the tenant's own, in
 * its place. Decided with automata, once for each pattern and character by which an id goes on.
 */
export function prefixPatterns(
  workspace: EffectiveWorkspace,
): (policy: EffectivePolicy, longer: string) => PrefixPattern | undefined {
  const shared = workspace.boundaries.flatMap(({ tools }) =>
    tools.flatMap(({ entries }) =>
      entries.flatMap((entry) => (entry.kind === 'matcher' ? [...patternsOf(entry.matcher)] : [])),
    ),
  );
  const byRules = new Map<EffectivePolicy['rules'], readonly Regex[]>();
  const known = new Map<string, Map<string, TakenText>>();
  return (policy, longer) => {
    const patterns = byRules.get(policy.rules) ?? [...shared, ...patternsOfRules(policy)];
    byRules.set(policy.rules, patterns);
    for (const matcher of patterns) {
      const named = withReference(matcher.pattern, policy.tenantId);
      if (!named.some(isTenantId)) continue;
      const form = JSON.stringify([named, matcher.ignoreCase]);
      const answers = known.get(form) ?? new Map<string, TakenText>();
      known.set(form, answers);
      const next = longer.slice(policy.tenantId.length, policy.tenantId.length + 1);
      const taken = answers.get(next) ?? takenText({ ...matcher, pattern: named }, policy.bindings, longer);
      answers.set(next, taken);
      // Other ids that go on with the same character fare alike.
      if (taken !== 'none') return { matcher, text: taken.pieces.join(longer) };
    }
    return undefined;
  };
}

function patternsOfRules({ rules }: EffectivePolicy): readonly Regex[] {
  return rules.flatMap(({ rule }) =>
    rule.conditions.flatMap(({ action, match }) =>
      action.value === 'deny' ? [] : match.flatMap(({ matcher }) => [...patternsOf(matcher)]),
    ),
  );
}

/** Patterns that say what is let in; one under `not` says what is kept out. */
function* patternsOf(matcher: Matcher): Generator<Regex> {
  if (matcher.kind === 'regex') yield matcher;
  else if (matcher.kind === 'any_of' || matcher.kind === 'all_of') {
    for (const part of matcher.matchers) yield* patternsOf(part);
  } else if (matcher.kind === 'shared') yield* patternsOf(matcher.matcher);
}

/** The pattern with a reference in place of the id where that is written out as a whole word. */
function withReference(pattern: TemplateText, tenantId: string): TemplateText {
  return pattern.flatMap((part) => {
    if (typeof part !== 'string' || !part.includes(tenantId)) return [part];
    const pieces = part.split(tenantId);
    return pieces.flatMap((piece, i): TemplateText => {
      if (i === 0) return [piece];
      const before = pieces[i - 1] ?? '';
      return /[A-Za-z0-9]$/.test(before.slice(-1)) && !before.endsWith('\\b')
        ? [tenantId, piece]
        : [{ ref: 'tenant.id' }, piece];
    });
  });
}

function isTenantId(part: TemplateText[number]): boolean {
  return typeof part !== 'string' && part.ref === 'tenant.id';
}

/** What stands around the longer id in a text that is taken. */
type TakenText = { readonly pieces: readonly string[] } | 'none';

/** A text that the pattern takes for the longer id, shortest, if it takes it for the tenant's own too. */
function takenText(matcher: Regex, bindings: Bindings, longer: string): TakenText {
  const own = automatonOf(matcher, bindings);
  const other = automatonOf(matcher, { ...bindings, tenantId: longer });
  const text = other === undefined ? undefined : shortestText(other);
  const taken = own !== undefined && text !== undefined && holdsText({ id: 0, dfa: own }, text);
  return taken ? { pieces: text.split(longer) } : 'none';
}

/** Undefined where there is none, which is another rule's finding. */
function automatonOf({ pattern, ignoreCase }: Regex, bindings: Bindings): Dfa | undefined {
  try {
    const parsed = parsePattern(bindPattern(pattern, bindings), { ignoreCase });
    const compiled = parsed.ok ? compileDfa(parsed.node) : undefined;
    return compiled?.ok === true ? compiled.dfa : undefined;
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}
