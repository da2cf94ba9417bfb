import type { BoundMatcher } from '../../engine/compile/bound-matcher.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { type AnswerSet, noAnswer, onlyAnswer, unclearAnswer } from '../language/answer-set.ts';
import type { Language } from '../language/language-algebra.ts';
import { boundQueries } from '../query/bound-queries.ts';
import { triedFilters } from '../query/telling-filters.ts';
import type { Atom } from './atom.ts';
import {
  type Closure,
  demandsBelowItems,
  demandsBelowKeys,
  demandsIn,
  followClosure,
  isNamed,
  type PathTree,
} from './path-tree.ts';
import { listAnswers, pointAnswers } from './point-answers.ts';
import { solveList } from './solve-list.ts';
import { solveScalar } from './solve-scalar.ts';
import {
  type AskedElement,
  allPermit,
  askedAsElement,
  hasMustBe,
  mayBeLeaf,
  type Solution,
  type Spot,
  type ValueFrame,
} from './spot.ts';
import { permits } from './store.ts';
import { suppositions } from './suppositions.ts';
import { elementView, type View } from './view.ts';

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
  if (spot.inexact === 'only') return solveScalar(spot, frame);
  return (
    solveAbsent(spot) ??
    solveScalar(spot, frame) ??
    solveObject(spot, frame) ??
    solveEmptyList(spot, frame) ??
    solveList(spot, frame, solveSpot)
  );
}

// Absent; null where it is an item, or where something must stand here: a path reads null as absence.
function solveAbsent(spot: Spot): Solution | undefined {
  const { tree, inItems, isItem, asElement, required, only } = spot;
  if (required || only !== undefined || hasMustBe(tree)) return undefined;
  const isNull = isItem || tree.mustBe;
  if (isNull && !mayBeLeaf(spot)) return undefined;
  for (const [, demand] of asElement) if (!permits(demand, unclearAnswer)) return undefined;
  for (const [atom, demand] of demandsIn(tree)) {
    if (!permits(demand, inItems ? unclearAnswer : onlyAnswer(atom.matcher.ifAbsent))) return undefined;
  }
  return { value: isNull ? null : undefined };
}

function solveObject(spot: Spot, frame: ValueFrame): Solution | undefined {
  const { tree, only, closed } = spot;
  if (tree.keys.size === 0 || only !== undefined) return undefined;
  if (!allPermit(demandsBelowItems(tree), unclearAnswer)) return undefined;
  if (!mayBeObject(askedAsElement(spot), frame)) return undefined;
  if (isFilterJudged(spot, frame)) return solveFilter(spot, frame);
  const found = solveKeys(spot, frame, undefined);
  const mayBeEmpty = !spot.required && closed.every(isNamed);
  if (found === undefined || mayBeEmpty || Object.keys(found).length > 0) return withValue(found);
  for (const key of tree.keys.keys()) {
    const filled = solveKeys(spot, frame, key);
    if (filled !== undefined) return { value: filled };
  }
  return undefined;
}

/** Whether a `filter` that sees the object answers of what it holds. */
function isFilterJudged(spot: Spot, { queries }: ValueFrame): boolean {
  const matchers = askedAsElement(spot).map(({ atom }) => atom.matcher);
  return queries === 'judged' && boundQueries(matchers).filters.length > 0;
}

/** The keys that are asked for, alone or beside those of a filter that people write. */
function solveFilter(spot: Spot, frame: ValueFrame): Solution | undefined {
  const { tree, closed } = spot;
  const found = solveKeys(spot, frame, undefined);
  if (found === undefined) return undefined;
  const asked = askedAsElement(spot);
  const matchers = asked.map(({ atom }) => atom.matcher);
  const { filters } = boundQueries(matchers);
  const others = closed.every(isNamed) ? triedFilters(filters, frame.tenantId) : [];
  for (const other of [{}, ...others]) {
    const free = Object.entries(other).filter(([key]) => !tree.keys.has(key));
    const value: JsonObject = { ...Object.fromEntries(free), ...found };
    const supposed = new Map(filters.map((filter) => [filter.form, frame.judge.ofObject(filter, value)]));
    const object = { kind: 'object', value } as const;
    const fits = asked.every(({ atom, demand, view }) =>
      permits(demand, pointAnswers(atom, object, view, { ...frame, supposed })),
    );
    if (fits) return { value };
  }
  return undefined;
}

function withValue(value: JsonObject | undefined): Solution | undefined {
  return value === undefined ? undefined : { value };
}

/** Values for all keys, each by itself; `needed` is one that must not be left out. */
function solveKeys(spot: Spot, frame: ValueFrame, needed: string | undefined): JsonObject | undefined {
  const entries: [string, JsonValue][] = [];
  for (const [key, child] of spot.tree.keys) {
    const tree = key === needed ? { ...child, mustBe: true } : child;
    const found = solveSpot(childSpot(spot, tree, key), frame);
    if (found === undefined) return undefined;
    if (found.value !== undefined) entries.push([key, found.value]);
  }
  return Object.fromEntries(entries);
}

function mayBeObject(asked: readonly AskedElement[], frame: ValueFrame): boolean {
  const object = { kind: 'object', value: {} } as const;
  return suppositions(
    asked.map(({ atom }) => atom),
    frame,
  ).some((supposed) =>
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
  const odd = inItems || isItem;
  const answers = (atom: Atom, supposed: ValueFrame['supposed']): AnswerSet => {
    if (odd) return unclearAnswer;
    return atom.wholeOnly ? listAnswers(atom, emptyList(atom, empty), { ...frame, supposed }) : noAnswer;
  };
  const seesWhole = [...tree.here.keys()].filter(({ wholeOnly }) => wholeOnly);
  const mayBeEmpty = suppositions(seesWhole, frame).some((supposed) =>
    [...tree.here].every(([atom, demand]) => permits(demand, answers(atom, supposed))),
  );
  return mayBeEmpty ? { value: [] } : undefined;
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
