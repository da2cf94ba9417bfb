import type { Language } from '../../analysis/language/language-algebra.ts';
import type { Fix } from '../../model/diagnostic.ts';
import { scalarOffset } from '../../parse/scalar-offset.ts';
import { anyText, literal, sequence, wholeText } from '../../pattern/pattern-node.ts';
import type { LintContext } from '../rule.ts';
import type { AskedPattern, PatternQuestions } from './asked-patterns.ts';
import { dottedLanguage } from './dotted-language.ts';
import type { PatternSaid } from './pattern-check.ts';
import { quoted, typedCure } from './pattern-report.ts';
import { showText } from './pattern-witness.ts';
import { type WildcardDot, wildcardDots } from './wildcard-dots.ts';

/** In a pattern that allows, a dot in what looks like a domain, a file's name or a number stands for a dot alone. */
export function checkUnescapedDot(
  asked: AskedPattern,
  context: LintContext,
  questions: PatternQuestions,
): PatternSaid | undefined {
  const { algebra } = questions;
  const { regex, kind } = asked;
  const dots = asked.grants ? wildcardDots(regex.pattern) : [];
  if (dots.length === 0) return undefined;
  const strict = dottedLanguage(regex, dots, () => '\\.', asked.bindings, algebra);
  if (strict === undefined) return undefined;
  const shown = showText(asked, telling(algebra.not(strict), asked, dots, questions), context, questions);
  if (shown === undefined) return undefined;
  const fix = escapeFix(asked, dots, context);
  const typed = kind === 'email' ? typedCure(asked, context, questions).suggestion : undefined;
  const words = [...new Set(dots.map(({ word }) => word))].slice(0, 3);
  return {
    message: `in the pattern on ${asked.path.text} the dot of \`${words.join('`, `')}\` is any character`,
    label: `also matches ${quoted(shown.text)}`,
    help: `write \`\\.\` for the dot${typed === undefined ? '' : `, or \`${typed.text}\``}`,
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
