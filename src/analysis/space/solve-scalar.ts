import type { BoundMatcher } from '../../engine/compile/bound-matcher.ts';
import { unclearAnswer } from '../language/answer-set.ts';
import { exampleOf, isEmptyLanguage, type Language } from '../language/language-algebra.ts';
import { safeIntegers } from './integer-answers.ts';
import { demandsBelowItems, demandsBelowKeys } from './path-tree.ts';
import { pointsFor } from './point.ts';
import { pointAnswers } from './point-answers.ts';
import {
  allPermit,
  type AskedElement,
  askedAsElement,
  hasMustBe,
  mayBeLeaf,
  type Solution,
  type Spot,
  type ValueFrame,
} from './spot.ts';
import { permits } from './store.ts';
import { suppositions } from './suppositions.ts';
import { textsAnswered } from './text-answers.ts';

/** A text, number or other value without parts. */
export function solveScalar(spot: Spot, frame: ValueFrame): Solution | undefined {
  const { tree } = spot;
  if (!mayBeLeaf(spot) || hasMustBe(tree)) return undefined;
  if (
    !allPermit(demandsBelowKeys(tree), unclearAnswer) ||
    !allPermit(demandsBelowItems(tree), unclearAnswer)
  ) {
    return undefined;
  }
  const asked = askedAsElement(spot);
  for (const supposed of suppositions(
    asked.map(({ atom }) => atom),
    frame,
  )) {
    const found = solveElement(asked, spot, { ...frame, supposed });
    if (found !== undefined) return found;
  }
  return undefined;
}

function solveElement(
  asked: readonly AskedElement[],
  { only, required, tree }: Spot,
  frame: ValueFrame,
): Solution | undefined {
  const text = commonTexts(asked, 'text', only ?? frame.algebra.all, frame);
  const example = required && only === undefined ? exampleOf(withoutEmpty(text, frame)) : exampleOf(text);
  // Where even the shortest is longer than matchers read, none is read.
  const isRead = example === undefined || example.length <= frame.maxTextBytes;
  if (example !== undefined && isRead) return { value: example };
  if (only !== undefined) return undefined;
  const integer = exampleOf(commonTexts(asked, 'integer', safeIntegers(frame.algebra), frame));
  if (integer !== undefined) return { value: Number(integer) };
  return solvePoint(asked, required || tree.keys.size > 0, frame);
}

function commonTexts(
  asked: readonly AskedElement[],
  kind: 'text' | 'integer',
  from: Language,
  frame: ValueFrame,
): Language {
  let common = from;
  for (const { atom, demand, view } of asked) {
    for (const answers of [demand.all, ...demand.some]) {
      if (isEmptyLanguage(common)) return common;
      common = frame.algebra.and(common, textsAnswered(atom, answers, kind, view, frame));
    }
  }
  return common;
}

function withoutEmpty(texts: Language, { algebra }: ValueFrame): Language {
  return algebra.and(
    texts,
    algebra.of('not empty', () => ({ kind: 'chars', set: [0, 0xd7ff, 0xe000, 0x10ffff] })),
  );
}

// An empty object is a point like others, unless what stands below is looked at on its own.
function solvePoint(
  asked: readonly AskedElement[],
  withoutObject: boolean,
  frame: ValueFrame,
): Solution | undefined {
  const matchers: BoundMatcher[] = asked.map(({ atom }) => atom.matcher);
  for (const point of pointsFor(matchers, frame.maxTextBytes, frame.withLong)) {
    frame.algebra.spend(asked.length);
    if (withoutObject && point.kind === 'object') continue;
    const fits = asked.every(({ atom, demand, view }) =>
      permits(demand, pointAnswers(atom, point, view, frame)),
    );
    if (fits) return { value: point.value };
  }
  return undefined;
}
