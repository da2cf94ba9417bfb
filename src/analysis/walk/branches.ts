import {
  type AnswerSet,
  largeAnswer,
  noAnswer,
  notNo,
  notYes,
  readAnswers,
  yesAnswer,
} from '../language/answer-set.ts';
import type { Atom } from '../space/atom.ts';
import { demandAll, demandSome, type Store } from '../space/store.ts';
import type { ConditionModel } from '../space/tool-model.ts';

/** What may come of asking a condition, each with the calls of which it does: a call may be in several of one outcome. */
export interface Branches {
  /** It decides, as its action says. */
  readonly decides: readonly Store[];
  /** It is no answer, but whatever allows later needs approval. */
  readonly floor: readonly Store[];
  /** A text is too long, or a deny cannot be judged. */
  readonly denies: readonly Store[];
  readonly next: readonly Store[];
  /** It does not decide: a floor or next, for calls that have a floor already. */
  readonly goesOn: readonly Store[];
}

/** Asks a condition of the calls of a store, by the tables of the language page. */
export function branchesOf({ action, atoms }: ConditionModel, store: Store): Branches {
  const large = atoms
    .filter((atom) => atom.readsElements || atom.readsWhole)
    .flatMap((atom) => given(demandSome(store, atom, largeAnswer)));
  const read = every(store, atoms, (before, atom) => demandAll(before, atom, readAnswers));
  if (read === undefined) return { decides: [], floor: [], denies: large, next: [], goesOn: [] };
  const some = (from: Store, answers: AnswerSet): Store[] =>
    atoms.flatMap((atom) => given(demandSome(from, atom, answers)));
  const noneYes = atoms.flatMap((atom) => given(demandAll(read, atom, noAnswer)));
  const allYes = given(every(read, atoms, (before, atom) => demandAll(before, atom, yesAnswer)));
  switch (action) {
    case 'allow': {
      const next = some(read, notYes);
      return { decides: allYes, floor: [], denies: large, next, goesOn: next };
    }
    case 'deny': {
      const hit = given(every(read, atoms, (before, atom) => demandSome(before, atom, notNo)));
      return { decides: hit, floor: [], denies: large, next: noneYes, goesOn: noneYes };
    }
    case 'require_approval': {
      const hit = given(every(read, atoms, (before, atom) => demandSome(before, atom, notNo)));
      return {
        decides: allYes,
        floor: hit.flatMap((from) => some(from, notYes)),
        denies: large,
        next: noneYes,
        goesOn: some(read, notYes),
      };
    }
  }
}

/** A store, if there is one. */
export function given(store: Store | undefined): Store[] {
  return store === undefined ? [] : [store];
}

function every(
  store: Store,
  atoms: readonly Atom[],
  demand: (before: Store, atom: Atom) => Store | undefined,
): Store | undefined {
  let narrowed: Store | undefined = store;
  for (const atom of atoms) {
    if (narrowed === undefined) return undefined;
    narrowed = demand(narrowed, atom);
  }
  return narrowed;
}
