import type { JsonValue } from '../../model/json.ts';
import { type AnswerSet, unclearAnswer } from '../language/answer-set.ts';
import { OverBudget } from '../language/over-budget.ts';
import type { Atom } from './atom.ts';
import { type ListView, listViews } from './list-views.ts';
import { demandsBelowItems, demandsBelowKeys, emptyTree, followClosure, type PathTree } from './path-tree.ts';
import { listAnswers } from './point-answers.ts';
import { allPermit, type Solution, type Spot, type ValueFrame } from './spot.ts';
import { type Demand, permits } from './store.ts';
import { suppositions } from './suppositions.ts';
import type { View } from './view.ts';

type SolveSpot = (spot: Spot, frame: ValueFrame) => Solution | undefined;

/** A list of at least one item; `solve` finds a value for an item. */
export function solveList(spot: Spot, frame: ValueFrame, solve: SolveSpot): Solution | undefined {
  const { tree, inItems, isItem, asElement, only } = spot;
  // A list in a list that nobody asks for items says no more than an empty one.
  if (only !== undefined || (isItem && tree.each === undefined)) return undefined;
  if (!allPermit(asElement, unclearAnswer) || !allPermit(demandsBelowKeys(tree), unclearAnswer))
    return undefined;
  const odd = inItems || isItem;
  if (odd && !allPermit(tree.here, unclearAnswer)) return undefined;
  const ownAtoms = odd ? [] : [...tree.here];
  const atoms = ownAtoms.map(([atom]) => atom);
  // Elsewhere each item is supposed about by itself.
  const seesWhole = atoms.filter(({ wholeOnly }) => wholeOnly);
  for (const supposed of suppositions(seesWhole, frame)) {
    for (const view of listViews(atoms.map(({ matcher }) => matcher))) {
      const found = solveItems(spot, ownAtoms, view, { ...frame, supposed }, solve);
      if (found !== undefined) return { value: found };
    }
  }
  return undefined;
}

function solveItems(
  spot: Spot,
  ownAtoms: readonly (readonly [Atom, Demand])[],
  supposed: ListView,
  frame: ValueFrame,
  solve: SolveSpot,
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
    inexact: supposed.inexact,
    solve,
  };
  const wishes: Wish[] = [
    ...asElement.flatMap(([atom, { some }]) => some.map((answers): Wish => ({ atom, answers }))),
    ...[...demandsBelowItems(spot.tree)].flatMap(([atom, { some }]) =>
      some.map((answers): Wish => ({ atom, answers })),
    ),
    ...demandedItems.some.map(({ atom, answers }): Wish => ({ atom, answers, extra: true })),
  ];
  if (supposed.inexact === true) wishes.push('inexact');
  const groups = groupWishes(pool, wishes, supposed.most);
  if (groups === undefined) return undefined;
  const items = groups.map(({ value }) => value);
  while (items.length < supposed.least) items.push(items[0] ?? null);
  return items;
}

/** An item of a list must give one of the answers to the atom, or be a number that would lose digits. */
type Wish =
  | {
      readonly atom: Atom;
      readonly answers: AnswerSet;
      /** The atom is one that only this list asks, for what `contains` is supposed to find. */
      readonly extra?: boolean;
    }
  | 'inexact';

interface ItemPool {
  readonly spot: Spot;
  readonly frame: ValueFrame;
  readonly view: View;
  readonly tree: PathTree;
  readonly asElement: readonly (readonly [Atom, Demand])[];
  readonly everyItem: readonly { readonly atom: Atom; readonly answers: AnswerSet }[];
  /** Whether some item is a number that would lose digits; absent: that is all the same. */
  readonly inexact: boolean | undefined;
  readonly solve: SolveSpot;
}

interface FoundItem {
  readonly wishes: readonly Wish[];
  readonly value: JsonValue;
}

// Each wish gets an item of its own, unless the list may not be that long: then wishes share items where they can.
function groupWishes(
  pool: ItemPool,
  wishes: readonly Wish[],
  most: number,
): readonly FoundItem[] | undefined {
  if (wishes.length === 0) {
    const only = solveItem(pool, []);
    return only === undefined ? undefined : [{ wishes: [], value: only }];
  }
  if (most === 1) {
    const only = solveItem(pool, wishes);
    return only === undefined ? undefined : [{ wishes, value: only }];
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
    some: wishes.flatMap((wish) =>
      wish !== 'inexact' && wish.atom === atom && wish.extra !== true ? [wish.answers] : [],
    ),
  });
  const extras = [
    ...pool.everyItem,
    ...wishes.flatMap((wish) => (wish !== 'inexact' && wish.extra === true ? [wish] : [])),
  ];
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
    ...(wishes.includes('inexact') ? { inexact: 'only' } : pool.inexact === false ? { inexact: 'none' } : {}),
  };
  return pool.solve(item, frame)?.value;
}

function narrowTree(tree: PathTree, narrowed: (atom: Atom, demand: Demand) => Demand): PathTree {
  return {
    here: new Map([...tree.here].map(([atom, demand]) => [atom, narrowed(atom, demand)])),
    keys: new Map([...tree.keys].map(([key, child]) => [key, narrowTree(child, narrowed)])),
    each: tree.each === undefined ? undefined : narrowTree(tree.each, narrowed),
    mustBe: tree.mustBe,
  };
}
