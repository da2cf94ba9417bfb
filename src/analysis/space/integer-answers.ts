import type { BoundMatcher } from '../../engine/compile/bound-matcher.ts';
import { numberRange } from '../../pattern/languages/number-range.ts';
import { choice, literal, sequence, wholeText } from '../../pattern/pattern-node.ts';
import type { Language, LanguageAlgebra } from '../language/language-algebra.ts';
import type { AnswerFrame, Judged } from './answer-frame.ts';
import { exactText, optionsOf } from './answer-frame.ts';
import type { Atom } from './atom.ts';

/** The JSON texts of all safe integers: those that a regex reads. */
export function safeIntegers(algebra: LanguageAlgebra): Language {
  return integersWithin(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, algebra);
}

/** Of safe integers, by their JSON text. Undefined where the matcher is unclear of all. */
export function integerAnswers(matcher: BoundMatcher, atom: Atom, frame: AnswerFrame): Judged | undefined {
  const { algebra } = frame;
  switch (matcher.kind) {
    case 'regex': {
      const yes = atom.languageOf(matcher.bit);
      return { yes, no: algebra.not(yes) };
    }
    case 'one_of': {
      const numbers = [...optionsOf(matcher.options, frame)].filter((option) => typeof option === 'number');
      if (numbers.length === 0) return undefined;
      const yes = numbers
        .filter((option) => Number.isSafeInteger(option))
        .map((option) => exactText(JSON.stringify(option), algebra))
        .reduce(algebra.or, algebra.none);
      return { yes, no: algebra.not(yes) };
    }
    case 'number': {
      const yes = integersWithin(matcher.min, matcher.max, algebra);
      return { yes, no: algebra.not(yes) };
    }
    default:
      return undefined;
  }
}

function integersWithin(min: number, max: number, algebra: LanguageAlgebra): Language {
  const low = Math.max(Math.ceil(min), -Number.MAX_SAFE_INTEGER);
  const high = Math.min(Math.floor(max), Number.MAX_SAFE_INTEGER);
  if (low > high) return algebra.none;
  return algebra.of(`integers ${low} ${high}`, () => {
    const negative = numberRange(Math.max(1, -high), -low, 10);
    const positive = numberRange(Math.max(0, low), high, 10);
    return wholeText(
      choice(...(low < 0 ? [sequence(literal('-'), negative)] : []), ...(high >= 0 ? [positive] : [])),
    );
  });
}
