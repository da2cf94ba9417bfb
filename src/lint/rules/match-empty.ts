import type { LanguageAlgebra } from '../../analysis/language/language-algebra.ts';
import { judgedForEmptiness, neverSaysYes } from '../../analysis/never-yes.ts';
import type { Matcher } from '../../model/matcher.ts';
import type { Bindings } from '../../model/workspace.ts';
import { control } from '../control.ts';
import { type AskedMatcher, askedMatchers } from '../patterns/asked-matchers.ts';
import { patternQuestions, withinBudget } from '../patterns/asked-patterns.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const matchEmpty: LintRule = {
  code: 'match/empty',
  level: 'error',
  kind: 'A',
  edition: 1,
  finds: 'a matcher that nothing satisfies',
  help: 'remove the condition, or write what was meant',
  controls: [control('owasp-asi', 'ASI02'), control('nist-800-53', 'SI-10'), control('nist-800-53', 'CM-6')],
  check: matchersCanBeMet,
};

/** Every matcher says yes to some value: one that does not never allows, and never denies either. */
function* matchersCanBeMet(context: LintContext): Iterable<Report> {
  const { algebra } = patternQuestions(context);
  for (const asked of askedMatchers(context, judgedForEmptiness)) {
    const [first, ...others] = asked.owners;
    if (first === undefined) continue;
    for (const part of emptyParts(asked.matcher, first, algebra)) {
      yield report(asked, part, first);
      // What holds for one need not hold for others: their values may be those that the rest of the matcher asks for.
      for (const owner of others) {
        const isEmpty = withinBudget(algebra, () => neverSaysYes(part, owner, algebra));
        if (isEmpty === true) yield report(asked, part, owner);
      }
    }
  }
}

/** The smallest parts that nothing satisfies. */
function emptyParts(matcher: Matcher, bindings: Bindings, algebra: LanguageAlgebra): readonly Matcher[] {
  const inner = partsOf(matcher).flatMap((part) => emptyParts(part, bindings, algebra));
  if (inner.length > 0 || (matcher.kind !== 'regex' && matcher.kind !== 'not' && matcher.kind !== 'all_of'))
    return inner;
  const isEmpty = withinBudget(algebra, () => neverSaysYes(matcher, bindings, algebra));
  return isEmpty === true ? [matcher] : [];
}

function partsOf(matcher: Matcher): readonly Matcher[] {
  switch (matcher.kind) {
    case 'not':
    case 'shared':
      return [matcher.matcher];
    case 'any_of':
    case 'all_of':
      return matcher.matchers;
    default:
      return [];
  }
}

function report({ path, tool, written, isOwn }: AskedMatcher, part: Matcher, owner: Bindings): Report {
  const what = {
    regex: 'this pattern',
    not: '`not` of what matches everything',
    all_of: 'all of this together',
  };
  const name =
    part.kind === 'regex' || part.kind === 'not' || part.kind === 'all_of' ? what[part.kind] : 'this';
  return {
    message: `no value of ${path.text} is ever matched by ${name}`,
    label: 'nothing satisfies this',
    place: part.place,
    tool,
    ...(isOwn ? { tenant: owner.tenantId } : {}),
    ...(written === undefined ? {} : { rule: written.name }),
  };
}
