import type { LintContext, Report } from '../rule.ts';
import { askedPatterns, patternQuestions, withinBudget } from './asked-patterns.ts';
import { checkCase } from './check-case.ts';
import { checkKnownAttack } from './check-known-attack.ts';
import { checkPrefixEdge } from './check-prefix-edge.ts';
import { checkRegexOnStructure } from './check-regex-on-structure.ts';
import { checkUnanchored } from './check-unanchored.ts';
import { checkUnescapedDot } from './check-unescaped-dot.ts';
import type { PatternCheck } from './pattern-check.ts';
import { reportsOf } from './pattern-report.ts';

interface Question {
  readonly code: string;
  readonly check: PatternCheck;
  /** What is said of the text is said once, however many aliases repeat it. */
  readonly ofText?: boolean;
}

const all: readonly Question[] = [
  { code: 'match/unanchored', check: checkUnanchored },
  { code: 'match/unescaped-dot', check: checkUnescapedDot, ofText: true },
  { code: 'match/prefix-edge', check: checkPrefixEdge },
  { code: 'match/regex-on-structure', check: checkRegexOnStructure, ofText: true },
  { code: 'match/known-attack', check: checkKnownAttack },
  { code: 'match/case', check: checkCase },
];

const known = new WeakMap<LintContext, ReadonlyMap<string, readonly Report[]>>();

/**
 * For rules that ask each pattern by itself: what is found under this code. A pattern is prepared once, asked all
 * questions, and forgotten, so that memory does not grow with the fleet.
 */
export function patternReports(code: string): (context: LintContext) => readonly Report[] {
  return (context) => {
    const reports = known.get(context) ?? askAll(context);
    known.set(context, reports);
    return reports.get(code) ?? [];
  };
}

function askAll(context: LintContext): ReadonlyMap<string, readonly Report[]> {
  const questions = patternQuestions(context);
  const reports = new Map<string, Report[]>(all.map(({ code }) => [code, []]));
  const told = new Set<string>();
  for (const asked of askedPatterns(context)) {
    for (const { code, check, ofText } of all) {
      const said = withinBudget(questions.algebra, () => check(asked, context, questions));
      if (said === undefined) continue;
      const { place } = asked.regex;
      const text = JSON.stringify([code, place.file, place.start, asked.source, asked.kind]);
      if (ofText === true && told.has(text)) continue;
      if (ofText === true) told.add(text);
      reports.get(code)?.push(...reportsOf(asked, said));
    }
  }
  return reports;
}
