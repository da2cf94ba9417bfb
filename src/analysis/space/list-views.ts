import type { BoundMatcher } from '../../engine/compile/bound-matcher.ts';
import {
  type AnswerSet,
  noAnswer,
  notYes,
  readAnswers,
  unclearAnswer,
  yesAnswer,
} from '../language/answer-set.ts';
import { OverBudget } from '../language/over-budget.ts';
import { freeKeys } from './answer-frame.ts';
import type { Atom } from './atom.ts';
import type { View } from './view.ts';

/** A supposition about a list: what whole-value parts see of it, and what its items must be for that. */
export interface ListView {
  readonly view: View;
  /** Fewest and most items. */
  readonly least: number;
  readonly most: number;
  readonly items: {
    readonly every: readonly ItemDemand[];
    readonly some: readonly ItemDemand[];
  };
  /**
   * Whether the list holds a number that would lose digits, which leaves a `contains` of numbers unclear that finds
   * nothing; absent where no `contains` minds.
   */
  readonly inexact?: boolean;
}

interface ItemDemand {
  readonly atom: Atom;
  readonly answers: AnswerSet;
}

/** Distinct `contains` of one path; each may hold or not. */
const mostContains = 6;
/** No list that is longer is ever made. */
const mostItems = 100_000;

/** Every supposition that lists of at least one item may meet, shortest lists first. */
export function* listViews(matchers: readonly BoundMatcher[]): Generator<ListView> {
  const contained = containsByContent(matchers);
  if (contained.size > mostContains) throw new OverBudget('`contains` of one path');
  for (const { least, most } of sizeRanges(matchers)) {
    if (least > mostItems) throw new OverBudget('items of a list');
    for (const inexact of mindsInexact(contained) ? [false, true] : [undefined]) {
      for (let found = 0; found < 2 ** contained.size; found += 1)
        yield supposed([...contained], found, inexact, least, most);
    }
  }
}

type Contains = Extract<BoundMatcher, { readonly kind: 'contains' }>;

function mindsInexact(contained: ReadonlyMap<string, readonly Contains[]>): boolean {
  return [...contained.values()].some(([first]) => first?.options.types.has('number') === true);
}

function supposed(
  contained: readonly (readonly [string, readonly Contains[]])[],
  found: number,
  inexact: boolean | undefined,
  least: number,
  most: number,
): ListView {
  const contains = new Map<BoundMatcher, AnswerSet>();
  const every: ItemDemand[] = [];
  const some: ItemDemand[] = [];
  for (const [index, [, alike]] of contained.entries()) {
    const [first] = alike;
    if (first === undefined) continue;
    const isFound = ((found >> index) & 1) === 1;
    const missed = missedAnswers(first, inexact === true);
    for (const matcher of alike) contains.set(matcher, isFound ? yesAnswer : missed);
    const demand = { atom: optionAtom(first), answers: isFound ? yesAnswer : notYes };
    (isFound ? some : every).push(demand);
  }
  const names = contained.map(([key], index) => `${key} ${(found >> index) & 1}`);
  const name = `${least} ${inexact === true ? 'inexact ' : ''}${JSON.stringify(names)}`;
  return {
    view: { kind: 'list', name, size: least, contains },
    least,
    most,
    items: { every, some },
    ...(inexact === undefined ? {} : { inexact }),
  };
}

/** What a `contains` may answer of a list in which it finds nothing that is known. */
function missedAnswers({ options }: Contains, inexact: boolean): AnswerSet {
  if (freeKeys(options).length > 0) return readAnswers;
  return inexact && options.types.has('number') ? unclearAnswer : noAnswer;
}

/** Says yes to the items that `contains` looks for. */
function optionAtom({ options }: Contains): Atom {
  return {
    id: -1,
    path: { text: '', root: 'arguments', segments: [] },
    matcher: {
      kind: 'one_of',
      ifAbsent: 0,
      options: { ...options, contextKeys: onlyTenant(options.contextKeys) },
    },
    wholeOnly: false,
    readsElements: false,
    readsWhole: false,
    known: new Map(),
    languageOf: () => {
      throw new Error('options have no pattern');
    },
  };
}

function onlyTenant(keys: readonly string[]): readonly string[] {
  return keys.filter((key) => key === 'tenant_id');
}

function containsByContent(matchers: readonly BoundMatcher[]): ReadonlyMap<string, readonly Contains[]> {
  const found = new Map<string, Contains[]>();
  const visit = (matcher: BoundMatcher): void => {
    if (matcher.kind === 'not') visit(matcher.matcher);
    if (matcher.kind === 'any_of' || matcher.kind === 'all_of')
      for (const part of matcher.matchers) visit(part);
    if (matcher.kind !== 'contains') return;
    const { values, contextKeys } = matcher.options;
    const key = JSON.stringify([[...values].map((value) => JSON.stringify(value)).sort(), contextKeys]);
    const alike = found.get(key);
    if (alike === undefined) found.set(key, [matcher]);
    else alike.push(matcher);
  };
  for (const matcher of matchers) visit(matcher);
  return found;
}

/** Ranges of sizes that no `length` tells apart, from one item on. */
function sizeRanges(matchers: readonly BoundMatcher[]): readonly { least: number; most: number }[] {
  const starts = new Set<number>([1]);
  const visit = (matcher: BoundMatcher): void => {
    if (matcher.kind === 'not') visit(matcher.matcher);
    if (matcher.kind === 'any_of' || matcher.kind === 'all_of')
      for (const part of matcher.matchers) visit(part);
    if (matcher.kind !== 'length') return;
    starts.add(Math.ceil(matcher.min)).add(Math.floor(matcher.max) + 1);
  };
  for (const matcher of matchers) visit(matcher);
  const sorted = [...starts].filter((start) => start >= 1 && Number.isFinite(start)).sort((a, b) => a - b);
  return sorted.map((least, index) => ({ least, most: (sorted[index + 1] ?? Infinity) - 1 }));
}
