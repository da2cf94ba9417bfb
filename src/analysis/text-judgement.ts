import { bindMatcher } from '../engine/compile/bind-matcher.ts';
import type { BoundMatcher } from '../engine/compile/bound-matcher.ts';
import { PolicyError } from '../engine/compile/policy-error.ts';
import { createTextLanguages, type TextLanguages } from '../engine/compile/text-languages.ts';
import type { Matcher } from '../model/matcher.ts';
import type { Bindings } from '../model/workspace.ts';
import { exactly } from '../pattern/exactly.ts';
import { anyCharacter, repeat, wholeText } from '../pattern/pattern-node.ts';
import { haveCommonText } from './common-text.ts';
import { isEmptyLanguage, type Language, type LanguageAlgebra } from './language/language-algebra.ts';

/** The texts that a matcher says yes and no to; what is in neither is unclear. */
export interface TextJudgement {
  readonly yes: Language;
  readonly no: Language;
}

/**
 * What a matcher answers on texts of up to 200 characters, with a tenant's values in it. What hangs on the context of a
 * call, or takes a query language to tell, counts as no. Undefined where the values give no matcher. Each set is built when
 * it is first read. Throws `OverBudget`, then too.
 */
export function judgeTexts(
  matcher: Matcher,
  bindings: Bindings,
  algebra: LanguageAlgebra,
): TextJudgement | undefined {
  const languages = createTextLanguages();
  const bound = tryToBind(matcher, bindings, languages);
  return bound === undefined ? undefined : judge(bound, frameOf(languages, algebra));
}

/** Whether a matcher says yes to some text; cheaper than to ask `judgeTexts` for all of them. */
export function saysYesToText(
  matcher: Matcher,
  bindings: Bindings,
  algebra: LanguageAlgebra,
): boolean | undefined {
  const languages = createTextLanguages();
  const bound = tryToBind(matcher, bindings, languages);
  return bound === undefined ? undefined : hasYes(bound, frameOf(languages, algebra));
}

function frameOf(languages: TextLanguages, algebra: LanguageAlgebra): Frame {
  return {
    algebra,
    languageOf(bit) {
      const node = languages.nodes[bit];
      return node === undefined ? algebra.none : algebra.of(languages.keys[bit] ?? '', () => node);
    },
  };
}

function hasYes(matcher: BoundMatcher, frame: Frame): boolean {
  switch (matcher.kind) {
    case 'any_of':
      return matcher.matchers.some((part) => hasYes(part, frame));
    case 'all_of':
      return haveCommonText(matcher.matchers.map((part) => judge(part, frame).yes));
    default:
      return !isEmptyLanguage(judge(matcher, frame).yes);
  }
}

function tryToBind(matcher: Matcher, bindings: Bindings, languages: TextLanguages): BoundMatcher | undefined {
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

/** Sets that are built when somebody asks for them: most ask for one side. */
function lazily(yes: () => Language, no: () => Language): TextJudgement {
  let [builtYes, builtNo]: [Language | undefined, Language | undefined] = [undefined, undefined];
  return {
    get yes() {
      builtYes ??= yes();
      return builtYes;
    },
    get no() {
      builtNo ??= no();
      return builtNo;
    },
  };
}

function judge(matcher: BoundMatcher, frame: Frame): TextJudgement {
  const { all, none, and, or, not } = frame.algebra;
  switch (matcher.kind) {
    case 'regex': {
      const yes = (): Language => frame.languageOf(matcher.bit);
      return lazily(yes, () => not(yes()));
    }
    case 'one_of': {
      const { values } = matcher.options;
      const texts = [...values].filter((value) => typeof value === 'string');
      const yes = (): Language =>
        texts.reduce(
          (set, text) =>
            or(
              set,
              frame.algebra.of(`is ${text}`, () => exactly(text)),
            ),
          none,
        );
      return lazily(yes, () => (texts.length === 0 && values.size > 0 ? none : not(yes())));
    }
    case 'within': {
      const yes = (): Language => matcher.bits.map(frame.languageOf).reduce(or, none);
      return lazily(yes, () => and(frame.languageOf(matcher.canonicalBit), not(yes())));
    }
    case 'length':
      return lengthJudgement(matcher, frame);
    case 'exists':
      return matcher.exists ? { yes: all, no: none } : { yes: none, no: all };
    case 'not': {
      const inner = judge(matcher.matcher, frame);
      return lazily(
        () => inner.no,
        () => inner.yes,
      );
    }
    case 'any_of': {
      const parts = matcher.matchers.map((part) => judge(part, frame));
      return lazily(
        () => parts.map(({ yes }) => yes).reduce(or, none),
        () => parts.map(({ no }) => no).reduce(and, all),
      );
    }
    case 'all_of': {
      const parts = matcher.matchers.map((part) => judge(part, frame));
      return lazily(
        () => parts.map(({ yes }) => yes).reduce(and, all),
        () => parts.map(({ no }) => no).reduce(or, none),
      );
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
  const yes = (): Language =>
    frame.algebra.of(`length ${least} ${most}`, () => wholeText(repeat(anyCharacter, least, most)));
  return lazily(yes, () => not(yes()));
}
