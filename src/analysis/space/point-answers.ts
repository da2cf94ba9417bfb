import { both, either, NO, YES } from '../../engine/ask/answer.ts';
import type { BoundMatcher } from '../../engine/compile/bound-matcher.ts';
import {
  type AnswerSet,
  combineAnswers,
  largeAnswer,
  noAnswer,
  oppositeAnswers,
  readAnswers,
  unclearAnswer,
  yesAnswer,
} from '../language/answer-set.ts';
import { holdsText } from '../language/language-algebra.ts';
import type { AnswerFrame } from './answer-frame.ts';
import { freeKeys, isInRange, optionsOf } from './answer-frame.ts';
import type { Atom } from './atom.ts';
import type { Point } from './point.ts';
import type { View } from './view.ts';

/** The answers that an atom may give of a value that is neither text nor a safe integer. */
export function pointAnswers(atom: Atom, point: Point, view: View, frame: AnswerFrame): AnswerSet {
  if (point.kind === 'too_long' && readsText(atom, view)) return largeAnswer;
  return answersOf(atom.matcher, point, { frame, atom, view });
}

/** Whether the atom reads an element's text, so that it may be too long for it. */
export function readsText({ readsElements, readsWhole }: Atom, view: View): boolean {
  return readsElements || (readsWhole && view.kind === 'element');
}

/** The answers that an atom made only of whole-value parts may give of a list. */
export function listAnswers(atom: Atom, view: View, frame: AnswerFrame): AnswerSet {
  return answersOf(atom.matcher, { kind: 'object', value: {} }, { frame, atom, view });
}

interface Asked {
  readonly frame: AnswerFrame;
  readonly atom: Atom;
  readonly view: View;
}

function answersOf(matcher: BoundMatcher, point: Point, asked: Asked): AnswerSet {
  const ofPart = (part: BoundMatcher): AnswerSet => answersOf(part, point, asked);
  switch (matcher.kind) {
    case 'regex':
      if (point.kind !== 'boolean') return unclearAnswer;
      return yesOrNo(holdsText(asked.atom.languageOf(matcher.bit), String(point.value)));
    case 'one_of':
      return optionAnswers(matcher, point, asked);
    case 'contains':
      return asked.view.kind === 'list' ? (asked.view.contains.get(matcher) ?? readAnswers) : unclearAnswer;
    case 'number': {
      if (typeof point.value !== 'number') return unclearAnswer;
      return yesOrNo(isInRange(point.value, matcher) && (!matcher.integer || Number.isInteger(point.value)));
    }
    case 'length': {
      if (asked.view.kind === 'list') return yesOrNo(isInRange(asked.view.size, matcher));
      return 'length' in point ? yesOrNo(isInRange(point.length, matcher)) : unclearAnswer;
    }
    case 'exists':
      return yesOrNo(matcher.exists);
    case 'not':
      return oppositeAnswers(ofPart(matcher.matcher));
    case 'any_of':
      return combineAnswers(matcher.matchers.map(ofPart), either, NO);
    case 'all_of':
      return combineAnswers(matcher.matchers.map(ofPart), both, YES);
    case 'within':
      return unclearAnswer;
    case 'sql':
      return unclearAnswer;
    case 'filter':
      if (point.kind !== 'object' || asked.view.kind === 'list') return unclearAnswer;
      return asked.frame.supposed.get(matcher.form) ?? readAnswers;
  }
}

function optionAnswers(
  { options }: Extract<BoundMatcher, { kind: 'one_of' }>,
  { value }: Point,
  asked: Asked,
): AnswerSet {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    return unclearAnswer;
  const known = optionsOf(options, asked.frame);
  if (known.has(value)) return yesAnswer;
  if (freeKeys(options).length > 0) return readAnswers;
  return [...known].some((option) => typeof option === typeof value) ? noAnswer : unclearAnswer;
}

function yesOrNo(yes: boolean): AnswerSet {
  return yes ? yesAnswer : noAnswer;
}
