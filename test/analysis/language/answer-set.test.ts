import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  combineAnswers,
  noAnswer,
  onlyAnswer,
  oppositeAnswers,
  readAnswers,
  unclearAnswer,
  yesAnswer,
} from '../../../src/analysis/language/answer-set.ts';
import { type AnswerCode, both, either, NO, opposite, UNCLEAR, YES } from '../../../src/engine/ask/answer.ts';

const codes: readonly AnswerCode[] = [NO, UNCLEAR, YES];
const answerSet = fc.integer({ min: 1, max: readAnswers });

function codesIn(set: number): readonly AnswerCode[] {
  return codes.filter((code) => (onlyAnswer(code) & set) !== 0);
}

test('the opposite of a set is the set of opposites', () => {
  fc.assert(
    fc.property(answerSet, (set) => {
      expect(oppositeAnswers(oppositeAnswers(set))).toBe(set);
      expect(new Set(codesIn(oppositeAnswers(set)))).toEqual(new Set(codesIn(set).map(opposite)));
    }),
  );
});

test('what parts may answer together is what some choice of their answers comes to', () => {
  fc.assert(
    fc.property(fc.array(answerSet, { minLength: 1, maxLength: 3 }), fc.boolean(), (parts, any) => {
      const [combine, start] = any ? ([either, NO] as const) : ([both, YES] as const);
      const choices = parts.reduce<readonly AnswerCode[]>(
        (before, part) => before.flatMap((code) => codesIn(part).map((other) => combine(code, other))),
        [start],
      );
      expect(new Set(codesIn(combineAnswers(parts, combine, start)))).toEqual(new Set(choices));
    }),
  );
});

test('Kleene: what is unclear beside a yes or no is settled only where that settles it', () => {
  expect(combineAnswers([unclearAnswer, yesAnswer], either, NO)).toBe(yesAnswer);
  expect(combineAnswers([unclearAnswer, noAnswer], either, NO)).toBe(unclearAnswer);
  expect(combineAnswers([unclearAnswer, noAnswer], both, YES)).toBe(noAnswer);
  expect(combineAnswers([unclearAnswer, yesAnswer], both, YES)).toBe(unclearAnswer);
});
