import { anyText, literal, sequence, wholeText } from '../../pattern/pattern-node.ts';
import type { Language } from '../../analysis/language/language-algebra.ts';
import type { Fix } from '../../model/diagnostic.ts';
import { scalarOffset } from '../../parse/scalar-offset.ts';
import {
  type AskedPattern,
  type PatternQuestions,
  patternQuestions,
  withinBudget,
} from '../asked-patterns.ts';
import { control } from '../control.ts';
import { dottedLanguage } from '../dotted-language.ts';
import { oncePerPlace, patternReports, quoted } from '../pattern-report.ts';
import { showText } from '../pattern-witness.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { type WildcardDot, wildcardDots } from '../wildcard-dots.ts';

export const matchUnescapedDot: LintRule = {
  code: 'match/unescaped-dot',
  level: 'warning',
  kind: 'A',
  edition: 1,
  finds: 'a literal dot that is a wildcard',
  help: 'write `\\.` for the dot itself',
  controls: [
    control('owasp-asi', 'ASI02'),
    control('atlas', 'AML.T0086'),
    control('nist-800-53', 'SI-10'),
    control('csa-aicm', 'AIS-08'),
  ],
  check: dotsAreEscaped,
};

/** In a pattern that allows, a dot in what looks like a domain, a file's name or a number stands for a dot alone. */
function* dotsAreEscaped(context: LintContext): Iterable<Report> {
  const questions = patternQuestions(context);
  const isNew = oncePerPlace();
  for (const asked of questions.asked) {
    const dots = asked.grants ? wildcardDots(asked.regex.pattern) : [];
    const [first] = dots;
    if (first === undefined) continue;
    const found = withinBudget(questions.algebra, () => looseDots(asked, dots, context, questions));
    if (found !== undefined && isNew(asked)) yield* patternReports(asked, found);
  }
}

function looseDots(
  asked: AskedPattern,
  dots: readonly WildcardDot[],
  context: LintContext,
  questions: PatternQuestions,
): Omit<Report, 'place'> | undefined {
  const { algebra } = questions;
  const { regex, kind } = asked;
  const strict = dottedLanguage(regex, dots, () => '\\.', asked.bindings, algebra);
  if (strict === undefined) return undefined;
  const shown = showText(asked, telling(algebra.not(strict), asked, dots, questions), context, questions);
  if (shown === undefined) return undefined;
  const fix = escapeFix(asked, dots, context);
  const words = [...new Set(dots.map(({ word }) => word))].slice(0, 3);
  return {
    message: `in the pattern on ${asked.path.text} the dot of \`${words.join('`, `')}\` is any character`,
    label: `also matches ${quoted(shown.text)}`,
    help: `write \`\\.\` for the dot${kind === 'email' ? ', or `{ email: { domains: [..] } }`' : ''}`,
    ...(fix === undefined ? {} : { fix }),
    ...(shown.witness === undefined ? {} : { witness: shown.witness }),
  };
}

/** Texts with an `X` for one dot and dots for the others; readable ones first. */
function* telling(
  more: Language,
  asked: AskedPattern,
  dots: readonly WildcardDot[],
  questions: PatternQuestions,
): Generator<readonly Language[]> {
  const { algebra } = questions;
  const nameable =
    asked.kind === 'email'
      ? algebra.of('eve', () => wholeText(sequence(literal('eve'), anyText)))
      : undefined;
  for (const last of [...dots.keys()].reverse().slice(0, 3)) {
    const put = (nth: number): string => (nth === last ? 'X' : '\\.');
    const crossed = dottedLanguage(asked.regex, dots, put, asked.bindings, algebra);
    if (crossed === undefined) continue;
    if (nameable !== undefined) yield [more, crossed, nameable];
    yield [more, crossed];
  }
  yield [more];
}

/** Puts a backslash before each dot where it is written. */
function escapeFix(
  { regex }: AskedPattern,
  dots: readonly WildcardDot[],
  { sources }: LintContext,
): Fix | undefined {
  const { pattern, place } = regex;
  const source = sources.get(place.file);
  // `${` and references are longer in the source than here; where they stand, a person does it.
  if (source === undefined || pattern.length !== 1) return undefined;
  const isDouble = source.text.charAt(place.start) === '"';
  const edits = dots.map(({ index }) => {
    const start = scalarOffset(source, place, index);
    return { file: place.file, start, end: start + 1, text: isDouble ? '\\\\.' : '\\.' };
  });
  const areDots = edits.every(({ start, end }) => source.text.slice(start, end) === '.');
  return areDots ? { title: 'escape the dots', safe: false, edits } : undefined;
}
