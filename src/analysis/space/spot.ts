import type { JsonValue } from '../../model/json.ts';
import type { AnswerSet } from '../language/answer-set.ts';
import type { Language } from '../language/language-algebra.ts';
import type { QueryJudge } from '../query/query-judge.ts';
import type { AnswerFrame } from './answer-frame.ts';
import type { Atom } from './atom.ts';
import { type Closure, isNamed, type PathTree } from './path-tree.ts';
import { type Demand, permits } from './store.ts';
import { elementView, type View } from './view.ts';

/** What is fixed while one value is looked for. */
export interface ValueFrame extends AnswerFrame {
  readonly maxTextBytes: number;
  /** Whether a text that is longer than matchers read may be taken. */
  readonly withLong: boolean;
  readonly queries: QueryAnswers;
  readonly judge: QueryJudge;
}

/**
 * What query matchers are taken to answer. `any`: whatever they may, so that no call is missed; `yes`; `judged`: what they
 * do answer, of values that are tried, so that every call that is found is one.
 */
export type QueryAnswers = 'any' | 'yes' | 'judged';

/** A value found; `undefined` stands for absence. */
export interface Solution {
  readonly value: JsonValue | undefined;
}

/** Where a value is looked for. */
export interface Spot {
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
  /** Whether a number that would lose digits must stand here, or must not; absent: it may. */
  readonly inexact?: 'only' | 'none';
}

/** Whether a scalar or something empty may stand here although arguments are closed. */
export function mayBeLeaf({ closed }: Spot): boolean {
  return closed.every(isNamed);
}

export interface AskedElement {
  readonly atom: Atom;
  readonly demand: Demand;
  readonly view: View;
}

/** What is asked of the value that stands here as one element. */
export function askedAsElement({ tree, asElement, listView }: Spot): readonly AskedElement[] {
  return [
    ...[...tree.here].map(([atom, demand]) => ({ atom, demand, view: elementView })),
    ...asElement.map(([atom, demand]) => ({ atom, demand, view: listView })),
  ];
}

/** Whether something must stand below. */
export function hasMustBe(tree: PathTree): boolean {
  for (const child of tree.keys.values()) if (child.mustBe || hasMustBe(child)) return true;
  return tree.each !== undefined && (tree.each.mustBe || hasMustBe(tree.each));
}

/** Whether a value that answers so is what all of them ask for. */
export function allPermit(demands: Iterable<readonly [Atom, Demand]>, answers: AnswerSet): boolean {
  for (const [, demand] of demands) if (!permits(demand, answers)) return false;
  return true;
}
