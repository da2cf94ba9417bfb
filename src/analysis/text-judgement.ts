import { bindMatcher } from '../engine/compile/bind-matcher.ts';
import type { BoundMatcher } from '../engine/compile/bound-matcher.ts';
import { PolicyError } from '../engine/compile/policy-error.ts';
import { createTextLanguages } from '../engine/compile/text-languages.ts';
import type { Matcher } from '../model/matcher.ts';
import type { Bindings } from '../model/workspace.ts';
import { exactly } from '../pattern/exactly.ts';
import { anyCharacter, repeat, wholeText } from '../pattern/pattern-node.ts';
import type { Language, LanguageAlgebra } from './language/language-algebra.ts';

/** The texts that a matcher says yes and no to; what is in neither is unclear. */
export interface TextJudgement {
  readonly yes: Language;
  readonly no: Language;
}

/**
 * What a matcher answers on texts of up to 200 characters, with a tenant's values in it. What hangs on the context of a
 * call, or takes a query language to tell, counts as no. Undefined where the values give no matcher. Throws `OverBudget`.
 */
export function judgeTexts(
  matcher: Matcher,
  bindings: Bindings,
  algebra: LanguageAlgebra,
): TextJudgement | undefined {
  const languages = createTextLanguages();
  const bound = tryToBind(matcher, bindings, languages);
  if (bound === undefined) return undefined;
  return judge(bound, {
    algebra,
    languageOf(bit) {
      const node = languages.nodes[bit];
      return node === undefined ? algebra.none : algebra.of(languages.keys[bit] ?? '', () => node);
    },
  });
}

function tryToBind(
  matcher: Matcher,
  bindings: Bindings,
  languages: Parameters<typeof bindMatcher>[2],
): BoundMatcher | undefined {
  try {
    return bindMatcher(matcher, bindings, languages);
  } catch (error) {
    // A value that is missing or has not the form wanted is another rule's finding.
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

interface Frame {
  readonly algebra: LanguageAlgebra;
  readonly languageOf: (bit: number) => Language;
}

function judge(matcher: BoundMatcher, frame: Frame): TextJudgement {
  const { all, none, and, or, not } = frame.algebra;
  switch (matcher.kind) {
    case 'regex': {
      const yes = frame.languageOf(matcher.bit);
      return { yes, no: not(yes) };
    }
    case 'one_of': {
      const { values } = matcher.options;
      const texts = [...values].filter((value) => typeof value === 'string');
      const yes = texts.reduce(
        (set, text) =>
          or(
            set,
            frame.algebra.of(`is ${text}`, () => exactly(text)),
          ),
        none,
      );
      return { yes, no: texts.length === 0 && values.size > 0 ? none : not(yes) };
    }
    case 'within': {
      const yes = matcher.bits.map(frame.languageOf).reduce(or, none);
      const canonical = frame.languageOf(matcher.canonicalBit);
      return { yes, no: and(canonical, not(yes)) };
    }
    case 'length':
      return lengthJudgement(matcher, frame);
    case 'exists':
      return matcher.exists ? { yes: all, no: none } : { yes: none, no: all };
    case 'not': {
      const inner = judge(matcher.matcher, frame);
      return { yes: inner.no, no: inner.yes };
    }
    case 'any_of': {
      const parts = matcher.matchers.map((part) => judge(part, frame));
      return {
        yes: parts.map(({ yes }) => yes).reduce(or, none),
        no: parts.map(({ no }) => no).reduce(and, all),
      };
    }
    case 'all_of': {
      const parts = matcher.matchers.map((part) => judge(part, frame));
      return {
        yes: parts.map(({ yes }) => yes).reduce(and, all),
        no: parts.map(({ no }) => no).reduce(or, none),
      };
    }
    case 'sql':
    case 'filter':
      return { yes: none, no: all };
    case 'number':
    case 'contains':
      return { yes: none, no: none };
  }
}

/** Longer bounds would make larger automata than they are worth here. */
const longestCounted = 200;

function lengthJudgement(
  { min, max }: { readonly min: number; readonly max: number },
  frame: Frame,
): TextJudgement {
  const { all, none, not } = frame.algebra;
  const least = Math.max(0, Math.ceil(min));
  if (least > longestCounted || max < least) return { yes: none, no: all };
  const most = max > longestCounted ? undefined : Math.floor(max);
  if (least === 0 && most === undefined) return { yes: all, no: none };
  const yes = frame.algebra.of(`length ${least} ${most}`, () => wholeText(repeat(anyCharacter, least, most)));
  return { yes, no: not(yes) };
}
