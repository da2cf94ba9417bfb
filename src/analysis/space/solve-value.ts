import type { BoundMatcher } from '../../engine/compile/bound-matcher.ts';
import { onlyAnswer } from '../language/answer-set.ts';
import { type AnswerSet, noAnswer, unclearAnswer } from '../language/answer-set.ts';
import { exampleOf, isEmptyLanguage, type Language } from '../language/language-algebra.ts';
import { OverBudget } from '../language/over-budget.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Atom } from './atom.ts';
import { safeIntegers } from './integer-answers.ts';
import type { ListView } from './list-views.ts';
import { listViews } from './list-views.ts';
import {
  type Closure,
  demandsBelowItems,
  demandsBelowKeys,
  demandsIn,
  emptyTree,
  followClosure,
  isNamed,
  type PathTree,
} from './path-tree.ts';
import { pointsFor } from './point.ts';
import { listAnswers, pointAnswers } from './point-answers.ts';
import { type Demand, permits } from './store.ts';
import { suppositions } from './suppositions.ts';
import { type AnswerFrame, textsAnswered } from './text-answers.ts';
import { elementView, type View } from './view.ts';

/** What is fixed while one value is looked for. */
export interface ValueFrame extends AnswerFrame {
  readonly maxTextBytes: number;
  /** Whether a text that is longer than matchers read may be taken. */
  readonly withLong: boolean;
  /** Whether query languages, which are not judged, may answer anything; else they are taken to say yes. */
  readonly anyQueryAnswer: boolean;
}

/** A value found; `undefined` stands for absence. */
export interface Solution {
  readonly value: JsonValue | undefined;
}

/** Where a value is looked for. */
interface Spot {
  readonly tree: PathTree;
  /** Below a `[*]`: there absence and lists are unclear. */
  readonly inItems: boolean;
  /** It is an item of a list: it cannot be left out. */
  readonly isItem: boolean;
  /** Atoms of the list that ask this item as their element, and what their whole-value parts see. */
  readonly asElement: readonly (readonly [Atom, Demand])[];
  readonly listView: View;
  readonly closed: readonly Closure[];
  /** Only this text may stand here. */
  readonly only?: Language;
  /** Neither absent nor empty. */
  readonly required: boolean;
}

/** The tree's value that all demands hold for, as small as can be; undefined where there is none. */
export function solveTree(
  tree: PathTree,
  options: { readonly closed: readonly Closure[]; readonly only?: Language; readonly required: boolean },
  frame: ValueFrame,
): Solution | undefined {
  const spot: Spot = {
    tree,
    inItems: false,
    isItem: false,
    asElement: [],
    listView: elementView,
    ...options,
  };
  return solveSpot(spot, frame);
}

function solveSpot(spot: Spot, frame: ValueFrame): Solution | undefined {
  return (
    solveAbsent(spot) ??
    solveScalar(spot, frame) ??
    solveObject(spot, frame) ??
    solveEmptyList(spot, frame) ??
    solveList(spot, frame)
  );
}

// Absent, or as an item null: what stands in a list cannot be left out.
function solveAbsent(spot: Spot): Solution | undefined {
  const { tree, inItems, isItem, asElement, required, only } = spot;
  if (required || only !== undefined || tree.mustBe || hasMustBe(tree)) return undefined;
  if (isItem && !mayBeLeaf(spot)) return undefined;
  for (const [, demand] of asElement) if (!permits(demand, unclearAnswer)) return undefined;
  for (const [atom, demand] of demandsIn(tree)) {
    if (!permits(demand, inItems ? unclearAnswer : onlyAnswer(atom.matcher.ifAbsent))) return undefined;
  }
  return { value: isItem ? null : undefined };
}

function hasMustBe(tree: PathTree): boolean {
  for (const child of tree.keys.values()) if (child.mustBe || hasMustBe(child)) return true;
  return tree.each !== undefined && (tree.each.mustBe || hasMustBe(tree.each));
}

/** Whether a scalar or something empty may stand here although arguments are closed. */
function mayBeLeaf({ closed }: Spot): boolean {
  return closed.every(isNamed);
}

function solveScalar(spot: Spot, frame: ValueFrame): Solution | undefined {
  const { tree, only, required } = spot;
  if (!mayBeLeaf(spot) || hasMustBe(tree)) return undefined;
  if (!allPermit(demandsBelowKeys(tree), unclearAnswer) || !allPermit(demandsBelowItems(tree), unclearAnswer)) {
    return undefined;
  }
  const asked = askedAsElement(spot);
  for (const supposed of suppositions(asked.map(({ atom }) => atom), frame)) {
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
  if (example !== undefined) return { value: example };
  if (only !== undefined) return undefined;
  const integer = exampleOf(commonTexts(asked, 'integer', safeIntegers(frame.algebra), frame));
  if (integer !== undefined) return { value: Number(integer) };
  return solvePoint(asked, required || tree.keys.size > 0, frame);
}

interface AskedElement {
  readonly atom: Atom;
  readonly demand: Demand;
  readonly view: View;
}

/** What is asked of the value that stands here as one element. */
function askedAsElement({ tree, asElement, listView }: Spot): readonly AskedElement[] {
  return [
    ...[...tree.here].map(([atom, demand]) => ({ atom, demand, view: elementView })),
    ...asElement.map(([atom, demand]) => ({ atom, demand, view: listView })),
  ];
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
function solvePoint(asked: readonly AskedElement[], withoutObject: boolean, frame: ValueFrame): Solution | undefined {
  const matchers: BoundMatcher[] = asked.map(({ atom }) => atom.matcher);
  for (const point of pointsFor(matchers, frame.maxTextBytes, frame.withLong)) {
    frame.algebra.spend(asked.length);
    if (withoutObject && point.kind === 'object') continue;
    const fits = asked.every(({ atom, demand, view }) => permits(demand, pointAnswers(atom, point, view, frame)));
    if (fits) return { value: point.value };
  }
  return undefined;
}

function solveObject(spot: Spot, frame: ValueFrame): Solution | undefined {
  const { tree, only, closed } = spot;
  if (tree.keys.size === 0 || only !== undefined) return undefined;
  if (!allPermit(demandsBelowItems(tree), unclearAnswer)) return undefined;
  if (!mayBeObject(askedAsElement(spot), frame)) return undefined;
  const entries: [string, JsonValue][] = [];
  for (const [key, child] of tree.keys) {
    const found = solveSpot(childSpot(spot, child, key), frame);
    if (found === undefined) return undefined;
    if (found.value !== undefined) entries.push([key, found.value]);
  }
  if (entries.length === 0 && (spot.required || !closed.every(isNamed))) return undefined;
  return { value: Object.fromEntries(entries) };
}

function mayBeObject(asked: readonly AskedElement[], frame: ValueFrame): boolean {
  const object = { kind: 'object', value: {} } as const;
  return suppositions(asked.map(({ atom }) => atom), frame).some((supposed) =>
    asked.every(({ atom, demand, view }) =>
      permits(demand, pointAnswers(atom, object, view, { ...frame, supposed })),
    ),
  );
}

function childSpot(spot: Spot, tree: PathTree, key: string): Spot {
  return {
    tree,
    inItems: spot.inItems || spot.isItem,
    isItem: false,
    asElement: [],
    listView: elementView,
    closed: spot.closed.map((closure) => followClosure(closure, key)),
    required: false,
  };
}

function solveEmptyList(spot: Spot, frame: ValueFrame): Solution | undefined {
  const { tree, inItems, isItem, asElement, only, required } = spot;
  if (only !== undefined || required || hasMustBe(tree) || !mayBeLeaf(spot)) return undefined;
  if (!allPermit(asElement, unclearAnswer)) return undefined;
  if (!allPermit(demandsBelowKeys(tree), unclearAnswer)) return undefined;
  if (!allPermit(demandsBelowItems(tree), noAnswer)) return undefined;
  const empty: View = { kind: 'list', name: 'empty', size: 0, contains: new Map() };
  for (const [atom, demand] of tree.here) {
    const odd = inItems || isItem;
    const answers = odd ? unclearAnswer : atom.wholeOnly ? listAnswers(atom, emptyList(atom, empty), frame) : noAnswer;
    if (!permits(demand, answers)) return undefined;
  }
  return { value: [] };
}

/** Nothing is found in an empty list; a context value that nobody knows may make it unclear. */
function emptyList(atom: Atom, empty: View): View {
  if (empty.kind !== 'list') return empty;
  const contains = new Map<BoundMatcher, AnswerSet>();
  collectContains(atom.matcher, contains);
  return { ...empty, contains };
}

function collectContains(matcher: BoundMatcher, contains: Map<BoundMatcher, AnswerSet>): void {
  if (matcher.kind === 'contains') {
    const unknown = matcher.options.contextKeys.some((key) => key !== 'tenant_id');
    contains.set(matcher, unknown ? noAnswer | unclearAnswer : noAnswer);
  }
  if (matcher.kind === 'not') collectContains(matcher.matcher, contains);
  if (matcher.kind === 'any_of' || matcher.kind === 'all_of')
    for (const part of matcher.matchers) collectContains(part, contains);
}

function solveList(spot: Spot, frame: ValueFrame): Solution | undefined {
  const { tree, inItems, isItem, asElement, only } = spot;
  // A list in a list that nobody asks for items says no more than an empty one.
  if (only !== undefined || (isItem && tree.each === undefined)) return undefined;
  if (!allPermit(asElement, unclearAnswer) || !allPermit(demandsBelowKeys(tree), unclearAnswer)) return undefined;
  const odd = inItems || isItem;
  if (odd && !allPermit(tree.here, unclearAnswer)) return undefined;
  const ownAtoms = odd ? [] : [...tree.here];
  for (const view of listViews(ownAtoms.map(([atom]) => atom.matcher))) {
    const found = solveItems(spot, ownAtoms, view, frame);
    if (found !== undefined) return { value: found };
  }
  return undefined;
}

function solveItems(
  spot: Spot,
  ownAtoms: readonly (readonly [Atom, Demand])[],
  supposed: ListView,
  frame: ValueFrame,
): readonly JsonValue[] | undefined {
  const { view, items: demandedItems } = supposed;
  const asElement: (readonly [Atom, Demand])[] = [];
  for (const [atom, demand] of ownAtoms) {
    if (!atom.wholeOnly) asElement.push([atom, demand]);
    else if (!permits(demand, listAnswers(atom, view, frame))) return undefined;
  }
  const pool: ItemPool = {
    spot,
    frame,
    view,
    tree: spot.tree.each ?? emptyTree(),
    asElement,
    everyItem: demandedItems.every,
  };
  const wishes: Wish[] = [
    ...asElement.flatMap(([atom, { some }]) => some.map((answers): Wish => ({ atom, answers }))),
    ...[...demandsBelowItems(spot.tree)].flatMap(([atom, { some }]) =>
      some.map((answers): Wish => ({ atom, answers })),
    ),
    ...demandedItems.some.map(({ atom, answers }): Wish => ({ atom, answers, extra: true })),
  ];
  const groups = groupWishes(pool, wishes, supposed.most);
  if (groups === undefined) return undefined;
  const items = groups.map(({ value }) => value);
  while (items.length < supposed.least) items.push(items[0] ?? null);
  return items;
}

/** An item of a list must give one of the answers to the atom. */
interface Wish {
  readonly atom: Atom;
  readonly answers: AnswerSet;
  /** The atom is one that only this list asks, for what `contains` is supposed to find. */
  readonly extra?: boolean;
}

interface ItemPool {
  readonly spot: Spot;
  readonly frame: ValueFrame;
  readonly view: View;
  readonly tree: PathTree;
  readonly asElement: readonly (readonly [Atom, Demand])[];
  readonly everyItem: readonly { readonly atom: Atom; readonly answers: AnswerSet }[];
}

interface FoundItem {
  readonly wishes: readonly Wish[];
  readonly value: JsonValue;
}

// Each wish gets an item of its own, unless the list may not be that long: then wishes share items where they can.
function groupWishes(pool: ItemPool, wishes: readonly Wish[], most: number): readonly FoundItem[] | undefined {
  if (wishes.length === 0) {
    const only = solveItem(pool, []);
    return only === undefined ? undefined : [{ wishes: [], value: only }];
  }
  const found: FoundItem[] = [];
  for (const wish of wishes) {
    if (found.length < most) {
      const value = solveItem(pool, [wish]);
      if (value === undefined) return undefined;
      found.push({ wishes: [wish], value });
      continue;
    }
    const at = found.findIndex((item) => solveItem(pool, [...item.wishes, wish]) !== undefined);
    const shared = found[at];
    // Another way to share them may exist: then nobody knows.
    if (shared === undefined) throw new OverBudget('ways to fill a short list');
    const joined = [...shared.wishes, wish];
    found[at] = { wishes: joined, value: solveItem(pool, joined) ?? null };
  }
  return found;
}

function solveItem(pool: ItemPool, wishes: readonly Wish[]): JsonValue | undefined {
  const { spot, frame, view } = pool;
  const narrowed = (atom: Atom, demand: Demand): Demand => ({
    all: demand.all,
    some: wishes.filter((wish) => wish.atom === atom && wish.extra !== true).map(({ answers }) => answers),
  });
  const extras = [...pool.everyItem, ...wishes.filter((wish) => wish.extra === true)];
  const item: Spot = {
    tree: narrowTree(pool.tree, narrowed),
    inItems: true,
    isItem: true,
    asElement: [
      ...pool.asElement.map(([atom, demand]): [Atom, Demand] => [atom, narrowed(atom, demand)]),
      ...extras.map(({ atom, answers }): [Atom, Demand] => [atom, { all: answers, some: [] }]),
    ],
    listView: view,
    closed: spot.closed.map((closure) => followClosure(closure, undefined)),
    required: false,
  };
  return solveSpot(item, frame)?.value;
}

function narrowTree(tree: PathTree, narrowed: (atom: Atom, demand: Demand) => Demand): PathTree {
  return {
    here: new Map([...tree.here].map(([atom, demand]) => [atom, narrowed(atom, demand)])),
    keys: new Map([...tree.keys].map(([key, child]) => [key, narrowTree(child, narrowed)])),
    each: tree.each === undefined ? undefined : narrowTree(tree.each, narrowed),
    mustBe: tree.mustBe,
  };
}

function allPermit(demands: Iterable<readonly [Atom, Demand]>, answers: AnswerSet): boolean {
  for (const [, demand] of demands) if (!permits(demand, answers)) return false;
  return true;
}
