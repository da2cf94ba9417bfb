import type { Action } from '../../model/rule.ts';
import type { LinkedCondition, LinkedPath } from '../compile/linked-tool.ts';
import type { AnswerCode } from './answer.ts';
import { both, either, NO, UNCLEAR, YES } from './answer.ts';
import { askMatcher } from './ask-matcher.ts';
import type { CallData } from './slot.ts';
import { elementAt, holdsTooLong, isEmptyElement, isOddElement, readSlot } from './slot.ts';

/** How the elements of a path combine: `all` for allow and boundaries, `some` for deny. */
export type Quantifier = 'all' | 'some';

/** What came of asking a condition. `too_large`: a text that a matcher must read is longer than it reads. */
export type ConditionOutcome = 'decides' | 'floor' | 'unclear' | 'next' | 'too_large';

/** The answer of one path of a `match`, over all elements. The path has been read. */
export function askPath(path: LinkedPath, quantifier: Quantifier, call: CallData): AnswerCode {
  const { slot, matcher } = path;
  readSlot(slot, call);
  // Nearly every argument is one value, which no quantifier changes.
  if (slot.isOneValue) return askMatcher(matcher, slot, 0, slot.whole, call);
  if (slot.state === 'absent') return matcher.ifAbsent;
  if (slot.state === 'unclear') return UNCLEAR;
  if (path.wholeOnly && !slot.perItem) {
    return slot.state === 'empty' || slot.isList
      ? askMatcher(matcher, slot, 0, slot.whole, call)
      : askElement(path, 0, call);
  }
  if (slot.state === 'empty') return NO;
  const combine = quantifier === 'all' ? both : either;
  const settled = quantifier === 'all' ? NO : YES;
  let answer = askElement(path, 0, call);
  for (let index = 1; index < slot.count && answer !== settled; index++) {
    answer = combine(answer, askElement(path, index, call));
  }
  return answer;
}

function askElement(path: LinkedPath, index: number, call: CallData): AnswerCode {
  const { slot } = path;
  const element = elementAt(slot, index);
  if (isEmptyElement(element)) return NO;
  if (isOddElement(slot, element)) return UNCLEAR;
  return askMatcher(path.matcher, slot, index, slot.perItem ? element : slot.whole, call);
}

/** Whether a matcher of the path must read a text that is longer than matchers read. */
export function isPathTooLarge(path: LinkedPath, call: CallData): boolean {
  if (!path.readsElements && !path.readsWhole) return false;
  const { slot } = path;
  readSlot(slot, call);
  if (slot.isOneValue) return holdsTooLong(slot);
  if (slot.state !== 'present') return false;
  if (slot.isList && !path.readsElements) return false;
  return holdsTooLong(slot);
}

/** Whether the whole matcher of any path of the condition is unclear for any element. */
export function isConditionUnclear(condition: LinkedCondition, call: CallData): boolean {
  return condition.paths.some((path) => isPathUnclear(path, call));
}

function isPathUnclear(path: LinkedPath, call: CallData): boolean {
  const { slot } = path;
  readSlot(slot, call);
  if (slot.state === 'unclear') return true;
  if (slot.state !== 'present' || (path.wholeOnly && !slot.perItem))
    return askPath(path, 'all', call) === UNCLEAR;
  for (let index = 0; index < slot.count; index++) if (askElement(path, index, call) === UNCLEAR) return true;
  return false;
}

/** Asks a condition of a rule or of the baseline. */
export function askCondition(condition: LinkedCondition, call: CallData): ConditionOutcome {
  for (const path of condition.paths) if (isPathTooLarge(path, call)) return 'too_large';
  switch (condition.action) {
    case 'allow':
      return askPaths(condition, 'all', call) === YES ? 'decides' : 'next';
    case 'deny': {
      const answer = askPaths(condition, 'some', call);
      if (answer === YES) return 'decides';
      return answer === UNCLEAR ? 'unclear' : 'next';
    }
    case 'require_approval': {
      if (askPaths(condition, 'all', call) === YES) return 'decides';
      return askPaths(condition, 'some', call) === NO ? 'next' : 'floor';
    }
  }
}

function askPaths(condition: LinkedCondition, quantifier: Quantifier, call: CallData): AnswerCode {
  let answer: AnswerCode = YES;
  for (const path of condition.paths) {
    answer = both(answer, askPath(path, quantifier, call));
    if (answer === NO) return NO;
  }
  return answer;
}

/** How a condition with that action asks lists. */
export function quantifierOf(action: Action): Quantifier {
  return action === 'deny' ? 'some' : 'all';
}
