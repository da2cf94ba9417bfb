import { bindMatcher } from '../engine/compile/bind-matcher.ts';
import { PolicyError } from '../engine/compile/policy-error.ts';
import { createTextLanguages } from '../engine/compile/text-languages.ts';
import type { Matcher } from '../model/matcher.ts';
import type { Bindings } from '../model/workspace.ts';
import { literal, noneOf, repeat, sequence, wholeText } from '../pattern/pattern-node.ts';
import { haveCommonText } from './common-text.ts';
import type { LanguageAlgebra } from './language/language-algebra.ts';
import { OverBudget } from './language/over-budget.ts';
import { boundQueries } from './query/bound-queries.ts';
import { holdsOf, sqlCondition } from './query/sql-names.ts';
import { judgeTexts } from './text-judgement.ts';

/**
 * Whether a regex over queries asks for nothing beside the conditions that an `sql` asks for, so that the `sql` says all
 * that it was meant to say. A `filter` is an object: no regex stands beside it. What is not sure is false.
 */
export function asksOnlyCondition(
  regex: Matcher,
  query: Matcher,
  tenants: readonly Bindings[],
  algebra: LanguageAlgebra,
): boolean {
  algebra.begin();
  try {
    return tenants.every((bindings) => {
      const conditions = conditionsOf(query, bindings);
      if (conditions.length === 0) return true;
      const taken = judgeTexts(regex, bindings, algebra)?.yes;
      if (taken === undefined) return false;
      const line = repeat(noneOf('\n'), 0);
      return conditions.every((condition) => {
        const node = wholeText(sequence(line, literal(condition), line));
        const asked = algebra.of(`line with ${condition}`, () => node);
        return !haveCommonText([asked, algebra.not(taken)]);
      });
    });
  } catch (error) {
    if (error instanceof OverBudget) return false;
    throw error;
  }
}

/** The conditions that a tenant's query is held to, as people write them. */
function conditionsOf(query: Matcher, bindings: Bindings): readonly string[] {
  try {
    const { sql } = boundQueries([bindMatcher(query, bindings, createTextLanguages())]);
    return sql.map(({ policy }) => sqlCondition(holdsOf(policy, bindings.tenantId)));
  } catch (error) {
    if (error instanceof PolicyError) return [];
    throw error;
  }
}
