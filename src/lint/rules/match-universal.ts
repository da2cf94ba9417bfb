import type { LanguageAlgebra } from '../../analysis/language/language-algebra.ts';
import { judgeTexts } from '../../analysis/text-judgement.ts';
import { control } from '../control.ts';
import { type AskedMatcher, askedMatchers } from '../patterns/asked-matchers.ts';
import { patternQuestions, withinBudget } from '../patterns/asked-patterns.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const matchUniversal: LintRule = {
  code: 'match/universal',
  level: 'warning',
  kind: 'A',
  edition: 1,
  finds:
    'a matcher that everything satisfies, in an allow, a boundary, or a deny or require_approval that is not last',
  help: 'say which values are meant',
  controls: [
    control('owasp-llm', 'LLM06:2025'),
    control('owasp-asi', 'ASI02'),
    control('nist-800-53', 'AC-6'),
    control('csa-aicm', 'AIS-08'),
  ],
  check: matchersSaySomething,
};

/**
 * A pattern that every text satisfies stands neither in an allow or boundary, nor alone in a deny or require_approval
 * with conditions after it, which no text then comes to.
 */
function* matchersSaySomething(context: LintContext): Iterable<Report> {
  const { algebra } = patternQuestions(context);
  for (const asked of askedMatchers(context)) {
    const wrong = whatIsWrong(asked);
    if (wrong === undefined || !takesEveryText(asked, algebra)) continue;
    const { matcher, tool, written, isOwn, owners } = asked;
    const report: Report = {
      ...wrong,
      label: 'every text satisfies this',
      place: matcher.place,
      tool,
      ...(written === undefined ? {} : { rule: written.name }),
    };
    if (isOwn) for (const { tenantId } of owners) yield { ...report, tenant: tenantId };
    else yield report;
  }
}

function takesEveryText({ matcher, owners }: AskedMatcher, algebra: LanguageAlgebra): boolean {
  const [first] = owners;
  if (first === undefined) return false;
  return withinBudget(algebra, () => judgeTexts(matcher, first, algebra)?.yes) === algebra.all;
}

/** What a matcher that takes everything does where it stands; undefined where that is a usual thing to write. */
function whatIsWrong({
  path,
  condition,
  written,
  index = 0,
}: AskedMatcher): Pick<Report, 'message' | 'help'> | undefined {
  if (condition === undefined || written === undefined) {
    return {
      message: `the boundary on ${path.text} takes every text`,
      help: 'write `open` where it leaves the tenant on purpose, else what the tenant may reach',
    };
  }
  const { rule, document } = written;
  const isAlone = condition.match.length === 1;
  switch (condition.action.value) {
    case 'allow':
      // Where arguments are closed, naming one beside others is how it is let through.
      if (rule.closedArguments && !isAlone) return undefined;
      return {
        message: `the allow on ${path.text} takes every text`,
        help: 'say which values are meant, or write `{ exists: true }` where any will do',
      };
    case 'require_approval':
    case 'deny': {
      const isFloor = document.kind === 'baseline' && condition.action.value === 'require_approval';
      if (!isAlone || isFloor || index === rule.conditions.length - 1) return undefined;
      const what = condition.action.value === 'deny' ? 'deny' : 'require_approval';
      return {
        message: `the ${what} on ${path.text} takes every text, so that no text comes to the conditions after it`,
        help: 'move the condition to the end of the rule, or say which values are meant',
      };
    }
  }
}
