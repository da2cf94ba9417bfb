import type { BoundMatcher, CallPrefix } from '../../engine/compile/bound-matcher.ts';
import type { ScalarOptions } from '../../engine/scalar-options.ts';
import { anyCharacter, repeat, wholeText } from '../../pattern/pattern-node.ts';
import {
  type AnswerSet,
  noAnswer,
  notNo,
  notYes,
  oppositeAnswers,
  readAnswers,
  unclearAnswer,
  yesAnswer,
} from '../language/answer-set.ts';
import type { Language, LanguageAlgebra } from '../language/language-algebra.ts';
import { type AnswerFrame, exactText, freeKeys, isInRange, type Judged, optionsOf } from './answer-frame.ts';
import type { Atom } from './atom.ts';
import { below, belowAny } from './below-prefix.ts';
import { integerAnswers } from './integer-answers.ts';
import type { View } from './view.ts';

/** What texts are read as: text, or the JSON text of a safe integer. */
export type TextKind = 'text' | 'integer';

/**
 * The texts of which an atom may give one of the answers. Exact, but where the answer hangs on what is not known here
 * (a context value, a query language): there every answer that may come counts, so that the set is never too small.
 */
export function textsAnswered(
  atom: Atom,
  answers: AnswerSet,
  kind: TextKind,
  view: View,
  frame: AnswerFrame,
): Language {
  const asked = answers & readAnswers;
  const supposed = frame.supposed.size === 0 ? '' : JSON.stringify([...frame.supposed]);
  const key = `${kind} ${asked} ${view.kind === 'list' ? view.name : ''} ${frame.tenantId} ${supposed}`;
  const known = atom.known.get(key);
  if (known !== undefined) {
    frame.algebra.spend(known.dfa.states);
    return known;
  }
  const language = answered(atom.matcher, asked, { ...frame, atom, kind, view });
  atom.known.set(key, language);
  return language;
}

interface Asked extends AnswerFrame {
  readonly atom: Atom;
  readonly kind: TextKind;
  readonly view: View;
}

function answered(matcher: BoundMatcher, answers: AnswerSet, asked: Asked): Language {
  const { algebra } = asked;
  if (answers === 0) return algebra.none;
  if (answers === readAnswers) return algebra.all;
  switch (matcher.kind) {
    case 'not':
      return answered(matcher.matcher, oppositeAnswers(answers), asked);
    case 'any_of':
      return grouped(matcher.matchers, answers, asked, algebra.or, algebra.and);
    case 'all_of':
      // By De Morgan: what `any_of` says of the opposites.
      return grouped(matcher.matchers, answers, asked, algebra.and, algebra.or);
    default:
      return answeredAlone(matcher, answers, asked);
  }
}

/** `atLeast` joins the sets in which an answer is at least so high, `atMost` those in which it is at most so high. */
function grouped(
  parts: readonly BoundMatcher[],
  answers: AnswerSet,
  asked: Asked,
  atLeast: (a: Language, b: Language) => Language,
  atMost: (a: Language, b: Language) => Language,
): Language {
  const { algebra } = asked;
  const join = (set: AnswerSet, how: (a: Language, b: Language) => Language): Language => {
    const [first, ...rest] = parts.map((part) => answered(part, set, asked));
    return rest.reduce(how, first ?? algebra.none);
  };
  switch (answers) {
    case yesAnswer:
    case notNo:
      return join(answers, atLeast);
    case noAnswer:
    case notYes:
      return join(answers, atMost);
    case unclearAnswer:
      return algebra.and(join(notNo, atLeast), join(notYes, atMost));
    default:
      return algebra.or(join(yesAnswer, atLeast), join(noAnswer, atMost));
  }
}

function answeredAlone(matcher: BoundMatcher, answers: AnswerSet, asked: Asked): Language {
  const { algebra } = asked;
  const always = (set: AnswerSet): Language => ((set & answers) === 0 ? algebra.none : algebra.all);
  if (matcher.kind === 'sql') {
    // Queries are text; whoever judges them is unclear of all else.
    return always(asked.kind === 'text' ? (asked.supposed.get(matcher.form) ?? readAnswers) : unclearAnswer);
  }
  // A filter is an object.
  if (matcher.kind === 'filter') return always(unclearAnswer);
  if (matcher.kind === 'exists') return always(matcher.exists ? yesAnswer : noAnswer);
  if (matcher.kind === 'contains') return always(containsAnswers(matcher, asked.view));
  if (matcher.kind === 'length' && asked.view.kind === 'list') {
    return always(isInRange(asked.view.size, matcher) ? yesAnswer : noAnswer);
  }
  if (matcher.kind === 'length' && asked.kind === 'text' && isPastCounting(matcher)) {
    return longTexts(matcher, answers, algebra);
  }
  if (matcher.kind === 'one_of' && freeKeys(matcher.options).length > 0)
    return freeOptions(matcher.options, answers, asked);
  if (matcher.kind === 'within' && matcher.callPrefixes.some(isFree))
    return freeWithin(matcher, answers, asked);
  const judged =
    asked.kind === 'text' ? textAnswers(matcher, asked) : integerAnswers(matcher, asked.atom, asked);
  if (judged === undefined) return always(unclearAnswer);
  return pick(judged, answers, algebra);
}

function pick({ yes, no }: Judged, answers: AnswerSet, algebra: LanguageAlgebra): Language {
  switch (answers) {
    case yesAnswer:
      return yes;
    case noAnswer:
      return no;
    case notYes:
      return algebra.not(yes);
    case notNo:
      return algebra.not(no);
    case unclearAnswer:
      return algebra.and(algebra.not(yes), algebra.not(no));
    default:
      return algebra.or(yes, no);
  }
}

/** Undefined where the matcher is unclear of every text. */
function textAnswers(matcher: BoundMatcher, asked: Asked): Judged | undefined {
  const { algebra, atom } = asked;
  switch (matcher.kind) {
    case 'regex': {
      const yes = atom.languageOf(matcher.bit);
      return { yes, no: algebra.not(yes) };
    }
    case 'within': {
      const yes = wanted(matcher, asked);
      return { yes, no: algebra.and(atom.languageOf(matcher.canonicalBit), algebra.not(yes)) };
    }
    case 'one_of': {
      const options = optionsOf(matcher.options, asked);
      const texts = [...options].filter((option) => typeof option === 'string');
      if (texts.length === 0) return undefined;
      const yes = texts.map((text) => exactText(text, algebra)).reduce(algebra.or, algebra.none);
      return { yes, no: algebra.not(yes) };
    }
    case 'length': {
      const yes = textOfLength(matcher, algebra);
      return { yes, no: algebra.not(yes) };
    }
    default:
      return undefined;
  }
}

function isFree({ contextKey }: CallPrefix): boolean {
  return contextKey !== 'tenant_id';
}

function wanted(
  { bits, callPrefixes, canonicalBit }: Extract<BoundMatcher, { kind: 'within' }>,
  asked: Asked,
): Language {
  const { algebra, atom, tenantId } = asked;
  const listed = bits.map(atom.languageOf).reduce(algebra.or, algebra.none);
  return callPrefixes
    .filter((prefix) => !isFree(prefix))
    .map((prefix) => algebra.and(atom.languageOf(canonicalBit), below(prefix, tenantId, algebra)))
    .reduce(algebra.or, listed);
}

// What hangs on the context may be anything: every text that is no yes for sure may get each answer.
function freeOptions(options: ScalarOptions, answers: AnswerSet, asked: Asked): Language {
  const { algebra, kind } = asked;
  if (answers & yesAnswer) return algebra.all;
  const listed = [...optionsOf(options, asked)].filter((option) =>
    kind === 'text' ? typeof option === 'string' : Number.isSafeInteger(option),
  );
  const sure = listed.map((option) => exactText(String(option), algebra)).reduce(algebra.or, algebra.none);
  return algebra.not(sure);
}

function freeWithin(
  matcher: Extract<BoundMatcher, { kind: 'within' }>,
  answers: AnswerSet,
  asked: Asked,
): Language {
  const { algebra, atom, kind } = asked;
  if (kind === 'integer') return (answers & unclearAnswer) === 0 ? algebra.none : algebra.all;
  const sure = wanted(matcher, asked);
  const canonical = atom.languageOf(matcher.canonicalBit);
  const belowFree = matcher.callPrefixes
    .filter(isFree)
    .map((prefix) => belowAny(prefix, algebra))
    .reduce(algebra.or, algebra.none);
  const parts: Language[] = [];
  if (answers & yesAnswer) parts.push(sure, algebra.and(canonical, belowFree));
  if (answers & noAnswer) parts.push(algebra.and(canonical, algebra.not(sure)));
  if (answers & unclearAnswer) parts.push(algebra.not(sure));
  return parts.reduce(algebra.or, algebra.none);
}

function containsAnswers(matcher: BoundMatcher, view: View): AnswerSet {
  if (view.kind === 'element') return unclearAnswer;
  return view.contains.get(matcher) ?? readAnswers;
}

/** Automata count no further: of longer texts every answer may come. */
const mostCounted = 512;
const surelyCounted = 64;

function isPastCounting({ min, max }: { min: number; max: number }): boolean {
  return (max !== Infinity && max > mostCounted) || min > mostCounted;
}

function longTexts(
  { min, max }: { min: number; max: number },
  answers: AnswerSet,
  algebra: LanguageAlgebra,
): Language {
  const short = textOfLength({ min: 0, max: surelyCounted }, algebra);
  const parts: Language[] = [algebra.none];
  if (answers & yesAnswer)
    parts.push(min > surelyCounted ? algebra.not(short) : textOfLength({ min, max: Infinity }, algebra));
  if (answers & noAnswer) {
    parts.push(max > surelyCounted ? algebra.not(short) : algebra.all);
    parts.push(
      min > surelyCounted ? algebra.all : algebra.not(textOfLength({ min, max: Infinity }, algebra)),
    );
  }
  return parts.reduce(algebra.or);
}

function textOfLength({ min, max }: { min: number; max: number }, algebra: LanguageAlgebra): Language {
  const least = Math.max(0, Math.ceil(min));
  const most = Math.floor(max);
  if (most < least) return algebra.none;
  const bounded = most === Infinity ? undefined : most;
  return algebra.of(`length ${least} ${most}`, () => wholeText(repeat(anyCharacter, least, bounded)));
}
