import type { LintContext, Report } from '../rule.ts';
import type { AskedPattern, PatternQuestions } from './asked-patterns.ts';

/** What a rule says about a pattern; where it stands and whom it is about is added. */
export type PatternSaid = Omit<Report, 'place' | 'tenant' | 'rule' | 'tool'>;

/** Asks one pattern whether a sentence holds; undefined where it does. Throws `OverBudget`. */
export type PatternCheck = (
  asked: AskedPattern,
  context: LintContext,
  questions: PatternQuestions,
) => PatternSaid | undefined;
