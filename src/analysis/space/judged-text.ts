import { commonText } from '../common-text.ts';
import { holdsText, isEmptyLanguage, type Language } from '../language/language-algebra.ts';
import { OverBudget } from '../language/over-budget.ts';
import { boundQueries } from '../query/bound-queries.ts';
import { permittedSql } from '../query/permitted-sql.ts';
import { sqlFamilies } from '../query/sql-families.ts';
import { tellingSql } from '../query/telling-sql.ts';
import { exactText } from './answer-frame.ts';
import { bytesOf } from './fitting-text.ts';
import type { AskedElement, ValueFrame } from './spot.ts';
import { textsAnswered } from './text-answers.ts';

/**
 * A query among the texts that the grammar reads and of which every matcher answers as it is asked to; `texts` are those
 * that may be, whatever query matchers answer. Undefined says only that none was found. Throws `OverBudget`.
 */
export function judgedText(
  texts: Language,
  asked: readonly AskedElement[],
  frame: ValueFrame,
): string | undefined {
  const { judge, maxTextBytes } = frame;
  if (!judge.readsSql || isEmptyLanguage(texts)) return undefined;
  for (const text of triedTexts(texts, asked, frame)) {
    if (judge.isQuery(text) && bytesOf(text) <= maxTextBytes && isAnsweredSo(text, asked, frame)) return text;
  }
  return undefined;
}

function isAnsweredSo(text: string, asked: readonly AskedElement[], frame: ValueFrame): boolean {
  const { sql } = boundQueries(asked.map(({ atom }) => atom.matcher));
  frame.algebra.spend(text.length * sql.length * stepsOfCharacter);
  const supposed = new Map(sql.map((matcher) => [matcher.form, frame.judge.ofText(matcher, text)]));
  return asked.every(({ atom, demand, view }) =>
    [demand.all, ...demand.some].every((answers) =>
      holdsText(textsAnswered(atom, answers, 'text', view, { ...frame, supposed }), text),
    ),
  );
}

/** What reading a character by the grammar counts for. */
const stepsOfCharacter = 10;

/** Texts worth a try: what people write, what the matchers take, and what of each family is among the texts. */
function* triedTexts(texts: Language, asked: readonly AskedElement[], frame: ValueFrame): Generator<string> {
  const { algebra, tenantId } = frame;
  const { sql } = boundQueries(asked.map(({ atom }) => atom.matcher));
  for (const matcher of sql)
    for (const { text } of tellingSql(matcher, tenantId)) if (holdsText(texts, text)) yield text;
  for (const text of permittedSql(sql, tenantId)) if (holdsText(texts, text)) yield text;
  for (const matcher of sql) {
    for (const { key, node } of sqlFamilies(matcher, tenantId))
      yield* examples([texts, algebra.of(key, node)], frame);
  }
  yield* examples([texts], frame);
}

/** Texts of one family that are tried. */
const mostOfFamily = 3;

/** A few short texts that some sets have in common; none where that takes more combinations than are looked at. */
function* examples(sets: readonly Language[], { algebra }: ValueFrame): Generator<string> {
  const left = [...sets];
  try {
    for (let tries = 0; tries < mostOfFamily; tries += 1) {
      for (const { dfa } of left) algebra.spend(dfa.states);
      const text = commonText(left);
      if (text === undefined) return;
      yield text;
      left.push(algebra.not(exactText(text, algebra)));
    }
  } catch (error) {
    if (!(error instanceof OverBudget) || error.budget === 'steps') throw error;
  }
}
