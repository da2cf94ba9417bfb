import type { ArgumentPath } from '../../model/argument-path.ts';
import { type AnswerSet, largeAnswer, readAnswers } from '../language/answer-set.ts';
import type { Atom } from './atom.ts';

/** What is demanded of an atom: which answers every element may have, and of each of `some`, which at least one has. */
export interface Demand {
  readonly all: AnswerSet;
  readonly some: readonly AnswerSet[];
}

/**
 * A set of calls, as what is demanded of them. A call is in the set if every atom's elements answer as demanded; where
 * a path has no elements its one answer counts as that of one element.
 */
export interface Store {
  readonly demands: ReadonlyMap<Atom, Demand>;
  /** For each `closed_arguments` that must be kept, the paths it lets be. */
  readonly closed: readonly (readonly ArgumentPath[])[];
  /** For each that must be broken, the paths it lets be. */
  readonly broken: readonly (readonly ArgumentPath[])[];
}

export const everyCall: Store = { demands: new Map(), closed: [], broken: [] };

const free: Demand = { all: readAnswers | largeAnswer, some: [] };

/** The calls of the store in which every element of the atom answers so; undefined where that cannot be by form. */
export function demandAll(store: Store, atom: Atom, answers: AnswerSet): Store | undefined {
  const before = store.demands.get(atom) ?? free;
  const all = before.all & answers;
  if (all === before.all) return store;
  return put(store, atom, all, before.some);
}

/** The calls of the store in which some element of the atom answers so; undefined where that cannot be by form. */
export function demandSome(store: Store, atom: Atom, answers: AnswerSet): Store | undefined {
  const before = store.demands.get(atom) ?? free;
  if ((before.all & ~answers) === 0) return store;
  return put(store, atom, before.all, [...before.some, answers]);
}

function put(store: Store, atom: Atom, all: AnswerSet, some: readonly AnswerSet[]): Store | undefined {
  if (all === 0) return undefined;
  const narrowed = [...new Set(some.map((answers) => answers & all))].filter((answers) => answers !== all);
  if (narrowed.includes(0)) return undefined;
  // What asks for one answer of a smaller set asks for one of a larger set too.
  const kept = narrowed.filter(
    (answers) => !narrowed.some((other) => other !== answers && (other & ~answers) === 0),
  );
  return { ...store, demands: new Map(store.demands).set(atom, { all, some: kept.sort() }) };
}

/** The same for stores that demand the same of the same atoms. */
export function demandKey(demands: ReadonlyMap<Atom, Demand>): string {
  return [...demands]
    .map(([{ id }, { all, some }]) => `${id}:${all}:${some.join('.')}`)
    .sort()
    .join(' ');
}

/** Whether a value that may give these answers, and only it, is what a demand asks for. */
export function permits({ all, some }: Demand, answers: AnswerSet): boolean {
  return some.reduce((left, wanted) => left & wanted, answers & all) !== 0;
}
