import { bindMatcher } from '../../engine/compile/bind-matcher.ts';
import { PolicyError } from '../../engine/compile/policy-error.ts';
import { createTextLanguages } from '../../engine/compile/text-languages.ts';
import type { Matcher } from '../../model/matcher.ts';
import type { Bindings } from '../../model/workspace.ts';
import { yesAnswer } from '../language/answer-set.ts';
import { holdsText, type LanguageAlgebra } from '../language/language-algebra.ts';
import { createAtomTable } from '../space/atom.ts';
import { textsAnswered } from '../space/text-answers.ts';
import { elementView } from '../space/view.ts';

/**
 * Tells whether a tool may well read a text as one of those that a boundary says yes to for that tenant: as it stands,
 * with a backslash for a slash, after one percent-decoding or NFKC, dot segments resolved. Throws `OverBudget`.
 */
export function landing(
  matcher: Matcher,
  bindings: Bindings,
  algebra: LanguageAlgebra,
): (text: string) => boolean {
  const theirs = boundLanguage(matcher, bindings, algebra);
  if (theirs === undefined) return () => false;
  return (text) => readingsOf(text).some((reading) => holdsText(theirs, reading));
}

function boundLanguage(
  matcher: Matcher,
  bindings: Bindings,
  algebra: LanguageAlgebra,
): ReturnType<typeof textsAnswered> | undefined {
  try {
    const languages = createTextLanguages();
    const asked = {
      path: { text: '', root: 'arguments', segments: [] },
      matcher: bindMatcher(matcher, bindings, languages),
      wholeOnly: false,
      readsElements: true,
      readsWhole: false,
    } as const;
    const atom = createAtomTable(algebra).atomOf(asked, languages);
    const frame = { algebra, tenantId: bindings.tenantId, supposed: new Map<string, number>() };
    return textsAnswered(atom, yesAnswer, 'text', elementView, frame);
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

/** The text as it stands, and as tools may well read it. */
export function readingsOf(text: string): readonly string[] {
  const decoded = text.replace(/%([0-7][0-9a-fA-F])/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const readings = [text, text.replaceAll('\\', '/'), decoded, text.normalize('NFKC')];
  return [...new Set(readings.flatMap((reading) => [reading, resolved(reading)]))];
}

/** The path without its dot segments and empty segments. */
function resolved(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/').slice(1)) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return `/${segments.join('/')}`;
}
