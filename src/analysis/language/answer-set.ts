import type { AnswerCode } from '../../engine/ask/answer.ts';
import { NO, UNCLEAR, YES } from '../../engine/ask/answer.ts';

/**
 * A set of answers that a matcher may give, as bits. `large` stands beside Kleene's three: a text is longer than the
 * matcher reads, which denies whatever else was answered.
 */
export type AnswerSet = number;

export const noAnswer: AnswerSet = 1;
export const unclearAnswer: AnswerSet = 2;
export const yesAnswer: AnswerSet = 4;
export const largeAnswer: AnswerSet = 8;

/** Whatever is answered of a text that can be read. */
export const readAnswers: AnswerSet = noAnswer | unclearAnswer | yesAnswer;
export const notYes: AnswerSet = noAnswer | unclearAnswer;
export const notNo: AnswerSet = unclearAnswer | yesAnswer;

/** The set of one answer. */
export function onlyAnswer(answer: AnswerCode): AnswerSet {
  if (answer === YES) return yesAnswer;
  return answer === NO ? noAnswer : unclearAnswer;
}

/** What a matcher must answer so that its `not` answers one of the set. */
export function oppositeAnswers(answers: AnswerSet): AnswerSet {
  return (
    (answers & (unclearAnswer | largeAnswer)) |
    (answers & noAnswer ? yesAnswer : 0) |
    (answers & yesAnswer ? noAnswer : 0)
  );
}

/** The answers of `all_of` (`any_of` with `greatest`) where its parts may give these. */
export function combineAnswers(
  parts: readonly AnswerSet[],
  combine: (a: AnswerCode, b: AnswerCode) => AnswerCode,
  start: AnswerCode,
): AnswerSet {
  let reached: ReadonlySet<AnswerCode> = new Set([start]);
  for (const part of parts) {
    const next = new Set<AnswerCode>();
    for (const before of reached) for (const answer of answersIn(part)) next.add(combine(before, answer));
    reached = next;
  }
  return [...reached].reduce<AnswerSet>((set, answer) => set | onlyAnswer(answer), 0);
}

const allAnswers: readonly AnswerCode[] = [NO, UNCLEAR, YES];

function answersIn(answers: AnswerSet): readonly AnswerCode[] {
  return allAnswers.filter((answer) => (answers & onlyAnswer(answer)) !== 0);
}
