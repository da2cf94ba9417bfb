import type { Random } from '../../reference/random.ts';
import { createAtomAsker } from './atom-answers.ts';
import type { Atom } from './atoms.ts';
import { candidateValues } from './candidate-values.ts';
import type { LoadedWorkspace } from './load-workspace.ts';
import type { Root } from './searched-call.ts';
import { userIds } from './values.ts';

/** A value of a root. Values of one class are the same to every matcher in play. */
export interface RootValue {
  readonly value: unknown;
  readonly class: number;
  /** How many matchers say yes to it. */
  readonly yes: number;
}

/** A root and all values that the search puts there. */
export interface RootValues {
  readonly root: Root;
  readonly values: readonly RootValue[];
  /** The first value of each class. */
  readonly representatives: readonly RootValue[];
}

/** What the classes of a root depend on beside its atoms. */
export interface ClassNeeds {
  /** `closed_arguments` sees where the leaves are. */
  readonly shapes: boolean;
  /** A required key of the context may be empty. */
  readonly emptiness: boolean;
  /** A matcher of another root refers to this one. */
  readonly identity: boolean;
}

/** All values for a root, with their classes. */
export function valuesFor(
  root: Root,
  atoms: readonly Atom[],
  loaded: LoadedWorkspace,
  needs: ClassNeeds,
  random: Random,
): RootValues {
  const own = atoms.filter(({ path }) => path.root === root.in && firstKey(path) === root.key);
  const askAtoms = createAtomAsker(loaded, own);
  const known = new Map<unknown, string>();
  const ask = (value: unknown): string => {
    const answers = known.get(value) ?? askAtoms(root, value);
    known.set(value, answers);
    return answers;
  };
  const classes = new Map<string, number>();
  const classOf = (value: unknown): number => {
    const text = signature(value, ask(value), needs);
    const number = classes.get(text) ?? classes.size;
    classes.set(text, number);
    return number;
  };
  const { maxArgumentBytes } = loaded.workspace.limits;
  const values = needs.identity ? userIds : candidateValues(own, maxArgumentBytes, ask, random);
  const classed = values.map((value) => ({
    value,
    class: classOf(value),
    yes: ask(value).split('y').length,
  }));
  const first = new Map(classed.toReversed().map((value) => [value.class, value]));
  return { root, values: classed, representatives: [...first.values()] };
}

function firstKey({ segments }: Atom['path']): string | undefined {
  const [first] = segments;
  return first?.kind === 'key' ? first.key : undefined;
}

function signature(value: unknown, answers: string, needs: ClassNeeds): string {
  const shape = needs.shapes ? shapeOf(value) : '';
  const emptiness = needs.emptiness ? isEmpty(value) : '';
  const identity = needs.identity ? userIds.indexOf(value) : '';
  return `${answers} ${shape} ${emptiness} ${identity}`;
}

/** Where a value has leaves. */
function shapeOf(value: unknown): string {
  if (value === undefined) return '-';
  if (Array.isArray(value)) return `[${[...new Set(value.map(shapeOf))].toSorted().join()}]`;
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return '.';
  return `{${Object.entries(value)
    .map(([key, part]) => key + shapeOf(part))
    .join()}}`;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
