import { textUses } from '../engine/resolve/text-uses.ts';
import type { Matcher, ScalarText } from '../model/matcher.ts';
import type { Bindings } from '../model/workspace.ts';
import { choice, literal, oneOf, optional, repeat, sequence, wholeText } from '../pattern/pattern-node.ts';
import { haveCommonText } from './common-text.ts';
import { hasContradictoryRanges } from './contradictory-ranges.ts';
import type { LanguageAlgebra } from './language/language-algebra.ts';
import { judgeTexts, saysYesToText } from './text-judgement.ts';

/** Matchers of which `neverSaysYes` can tell something. */
export const judgedForEmptiness: readonly Matcher['kind'][] = ['regex', 'number', 'length'];

/**
 * Whether no value at all gets yes from a matcher, with a tenant's values in it. False also where that hangs on parts
 * that see a whole list, or on what texts do not tell. Throws `OverBudget`.
 */
export function neverSaysYes(matcher: Matcher, bindings: Bindings, algebra: LanguageAlgebra): boolean {
  if (hasContradictoryRanges(matcher, bindings)) return true;
  if (saysYesToText(matcher, bindings, algebra) !== false) return false;
  return othersOf(matcher, { bindings, algebra })?.yes.size === 0;
}

/** What is no text; absent and null are one. */
type Other = 'absent' | 'integer' | 'boolean' | 'number' | 'list' | 'object';

const everything: readonly Other[] = ['absent', 'integer', 'boolean', 'number', 'list', 'object'];
const present: readonly Other[] = everything.slice(1);

/** What may get yes and what may get no; never too small. */
interface Others {
  readonly yes: ReadonlySet<Other>;
  readonly no: ReadonlySet<Other>;
}

interface Frame {
  readonly bindings: Bindings;
  readonly algebra: LanguageAlgebra;
}

/** Undefined where a part sees a whole list, whose elements another part may see, or the context, or takes more to tell. */
function othersOf(matcher: Matcher, frame: Frame): Others | undefined {
  if (readsContext(matcher)) return undefined;
  switch (matcher.kind) {
    case 'regex':
      return regexOthers(matcher, frame);
    case 'one_of': {
      const types = new Set(matcher.values.flatMap(typesOf));
      return { yes: types, no: new Set<Other>(['absent', ...types, 'number']) };
    }
    case 'path_within':
    case 'key_within':
    case 'url':
    case 'email':
    case 'ip_in':
    case 'command':
      return { yes: new Set(), no: new Set(['absent']) };
    case 'number':
      return { yes: new Set(['integer', 'number']), no: new Set(['absent', 'integer', 'number']) };
    case 'exists': {
      const there = { yes: new Set(present), no: new Set<Other>(['absent']) };
      return matcher.exists ? there : { yes: there.no, no: there.yes };
    }
    case 'contains':
    case 'length':
    case 'sql':
    case 'filter':
      return undefined;
    case 'not': {
      const inner = othersOf(matcher.matcher, frame);
      // Absent is unclear under `not`.
      return inner === undefined
        ? undefined
        : { yes: without(inner.no, 'absent'), no: without(inner.yes, 'absent') };
    }
    case 'shared':
      return othersOf(matcher.matcher, frame);
    case 'any_of':
    case 'all_of':
      return groupOthers(matcher, frame);
  }
}

function groupOthers(
  { kind, matchers }: Extract<Matcher, { readonly kind: 'any_of' | 'all_of' }>,
  frame: Frame,
): Others | undefined {
  const parts = matchers.map((part) => othersOf(part, frame));
  const known = parts.flatMap((part) => part ?? []);
  if (known.length < parts.length) return undefined;
  const [yes, no] = [known.map((part) => part.yes), known.map((part) => part.no)];
  return kind === 'any_of' ? { yes: union(yes), no: common(no) } : { yes: common(yes), no: union(no) };
}

function regexOthers(
  matcher: Extract<Matcher, { readonly kind: 'regex' }>,
  { bindings, algebra }: Frame,
): Others {
  const judged = judgeTexts(matcher, bindings, algebra);
  const digits = algebra.of('integer text', () =>
    wholeText(sequence(optional(literal('-')), repeat(oneOf('0123456789'), 1, 16))),
  );
  const truths = algebra.of('boolean text', () => wholeText(choice(literal('true'), literal('false'))));
  const meets = (texts: typeof digits, answers: typeof digits | undefined): boolean =>
    answers === undefined || haveCommonText([texts, answers]);
  const readAs = (answers: typeof digits | undefined): readonly Other[] => [
    ...(meets(digits, answers) ? (['integer'] as const) : []),
    ...(meets(truths, answers) ? (['boolean'] as const) : []),
  ];
  return { yes: new Set(readAs(judged?.yes)), no: new Set<Other>(['absent', ...readAs(judged?.no)]) };
}

/** Whether a value of it is known only at a call. Groups are asked part by part. */
function readsContext(matcher: Matcher): boolean {
  const isGroup = matcher.kind === 'any_of' || matcher.kind === 'all_of' || matcher.kind === 'not';
  if (isGroup || matcher.kind === 'shared') return false;
  return textUses(matcher).some(({ text }) =>
    text.some((part) => typeof part !== 'string' && part.ref === 'context'),
  );
}

/** A reference may stand for any scalar. */
function typesOf(value: ScalarText): readonly Other[] {
  if (value.kind === 'text') {
    const isReference = value.text.length === 1 && typeof value.text[0] !== 'string';
    return isReference ? ['integer', 'number', 'boolean'] : [];
  }
  switch (typeof value.value) {
    case 'number':
      return ['integer', 'number'];
    case 'boolean':
      return ['boolean'];
    default:
      return [];
  }
}

function without(set: ReadonlySet<Other>, other: Other): ReadonlySet<Other> {
  return new Set([...set].filter((member) => member !== other));
}

function union(sets: readonly ReadonlySet<Other>[]): ReadonlySet<Other> {
  return new Set(sets.flatMap((set) => [...set]));
}

function common(sets: readonly ReadonlySet<Other>[]): ReadonlySet<Other> {
  return new Set(everything.filter((other) => sets.every((set) => set.has(other))));
}
