import type { Answer } from '../../model/decision.ts';

/**
 * Three-valued answers as numbers, so that Kleene's logic is arithmetic: *and* is the least, *or* the greatest,
 * *not* the difference to `YES`.
 */
export type AnswerCode = 0 | 1 | 2;

export const NO: AnswerCode = 0;
export const UNCLEAR: AnswerCode = 1;
export const YES: AnswerCode = 2;

export function both(a: AnswerCode, b: AnswerCode): AnswerCode {
  return a < b ? a : b;
}

export function either(a: AnswerCode, b: AnswerCode): AnswerCode {
  return a > b ? a : b;
}

export function opposite(a: AnswerCode): AnswerCode {
  if (a === YES) return NO;
  return a === NO ? YES : UNCLEAR;
}

export function answerName(code: AnswerCode): Answer {
  if (code === YES) return 'yes';
  return code === NO ? 'no' : 'unclear';
}
