import type { BoundMatcher, BoundSql } from '../../engine/compile/bound-matcher.ts';
import { readAnswers, unclearAnswer } from '../language/answer-set.ts';
import { exampleOf, isEmptyLanguage, type Language } from '../language/language-algebra.ts';
import { boundQueries } from '../query/bound-queries.ts';
import { filtersJudged } from './filters-judged.ts';
import { fittingText } from './fitting-text.ts';
import { judgedText } from './judged-text.ts';
import { safeIntegers } from './integer-answers.ts';
import { demandsBelowItems, demandsBelowKeys } from './path-tree.ts';
import { pointsFor } from './point.ts';
import { pointAnswers, readsText } from './point-answers.ts';
import {
  type AskedElement,
  allPermit,
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
  const { sql } = boundQueries(asked.map(({ atom }) => atom.matcher));
  if (sql.length > 0 && frame.queries === 'judged') {
    const found = solveQuery(asked, sql, spot, frame);
    if (found !== undefined) return found;
  }
  for (const supposed of suppositions(
    asked.map(({ atom }) => atom),
    frame,
  )) {
    const found = solveElement(asked, spot, { ...frame, supposed });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A text, whatever the queries among what is asked may answer; then they are asked. */
function solveQuery(
  asked: readonly AskedElement[],
  sql: readonly BoundSql[],
  { only, required, inexact }: Spot,
  frame: ValueFrame,
): Solution | undefined {
  if (inexact === 'only') return undefined;
  const supposed = new Map(sql.map(({ form }) => [form, readAnswers]));
  const common = commonTexts(asked, 'text', only ?? frame.algebra.all, { ...frame, supposed });
  const text = judgedText(required ? withoutEmpty(common, frame) : common, asked, frame);
  return text === undefined ? undefined : { value: text };
}

function solveElement(asked: readonly AskedElement[], spot: Spot, frame: ValueFrame): Solution | undefined {
  const { only, required, inexact } = spot;
  if (inexact !== 'only') {
    const common = commonTexts(asked, 'text', only ?? frame.algebra.all, frame);
    const texts = required && only === undefined ? withoutEmpty(common, frame) : common;
    const isRead = asked.some(({ atom, view }) => readsText(atom, view));
    const atoms = asked.map(({ atom }) => atom);
    const text = fittingText(texts, { atoms, isRead, frame });
    if (text !== undefined) return { value: text };
    if (only !== undefined) return undefined;
    const integer = exampleOf(commonTexts(asked, 'integer', safeIntegers(frame.algebra), frame));
    if (integer !== undefined) return { value: Number(integer) };
  }
  return solvePoint(asked, spot, frame);
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
  { required, inexact, tree }: Spot,
  frame: ValueFrame,
): Solution | undefined {
  const withoutObject = required || tree.keys.size > 0;
  const matchers: BoundMatcher[] = asked.map(({ atom }) => atom.matcher);
  for (const point of pointsFor(matchers, frame.maxTextBytes, frame.withLong)) {
    frame.algebra.spend(asked.length);
    if (withoutObject && point.kind === 'object') continue;
    if (inexact !== undefined && (inexact === 'only') !== (point.kind === 'inexact')) continue;
    const fits = asked.every(({ atom, demand, view }) =>
      permits(demand, pointAnswers(atom, point, view, frame)),
    );
    if (!fits) continue;
    const filters = point.kind === 'object' ? filtersJudged(matchers, frame) : undefined;
    if (filters === undefined) return { value: point.value };
    const [filter] = filters;
    if (filter !== undefined) return { value: filter };
  }
  return undefined;
}
