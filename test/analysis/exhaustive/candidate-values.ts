import type { Random } from '../../reference/random.ts';
import { type Atom, kindsOf } from './atoms.ts';
import { allStrings, listsOf, oddElements, oddValues } from './values.ts';

/** How many elements lists are made of; of lists inside an object, of fewer. */
const elementCount = 20;
const innerElementCount = 8;

/**
 * What the search puts at a root that the atoms read: all strings, nasty values, and all lists of one or two of twenty
 * values, some nasty and some that the atoms, by `ask`, tell apart. Where a path goes on into objects, or into objects in
 * lists, all of that inside them too.
 */
export function candidateValues(
  atoms: readonly Atom[],
  maxTextBytes: number,
  ask: (value: unknown) => string,
  random: Random,
): readonly unknown[] {
  const kinds = new Set(atoms.flatMap(kindsOf));
  const tails = new Set(atoms.map(({ path }) => tailOf(path)));
  const scalars = [...oddValues(kinds, maxTextBytes), ...allStrings];
  const readsItems = kinds.has('contains') || tails.has('[*]') || tails.has('[*].x');
  const toldApart = (wrap: (value: unknown) => unknown): readonly unknown[] =>
    oneOfEach(scalars.filter(isElement), (value) => ask(wrap(value)), random);
  const lists = (odd: readonly unknown[], told: readonly unknown[]): readonly unknown[] =>
    listsOf([...odd, ...random.some(told, elementCount - odd.length)]);
  const plain = [
    ...scalars,
    ...lists(
      oddElements(maxTextBytes),
      toldApart((value) => (readsItems ? [value] : value)),
    ),
  ];
  const inner = tails.has('.x') ? toldApart((value) => ({ x: [value] })) : [];
  const inObjects = [...scalars, ...listsOf(random.some(inner, innerElementCount))].map(inObject);
  const inItems = tails.has('[*].x') ? toldApart((value) => [inObject(value)]) : [];
  return [
    ...plain,
    ...(tails.has('.x') ? inObjects : []),
    ...(tails.has('[*].x') ? scalars.map((value) => [inObject(value)]) : []),
    ...(tails.has('[*].x') ? lists(oddItems, inItems.map(inObject)) : []),
  ];
}

/** Items that have no `x`, or an odd one. */
const oddItems: readonly unknown[] = [null, 'a', [], {}, { x: null }, { x: [] }, { x: {} }, { x: 1 }];

function inObject(value: unknown): object {
  return value === undefined ? {} : { x: value };
}

function tailOf({ segments }: Atom['path']): string {
  return segments
    .slice(1)
    .map((segment) => (segment.kind === 'each' ? '[*]' : `.${segment.key}`))
    .join('');
}

/** Absence is no element; lists of several are left to the nasty values. */
function isElement(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length > 1);
}

/** One value, any, of each class that `ask` tells apart. */
function oneOfEach(
  values: readonly unknown[],
  ask: (value: unknown) => string,
  random: Random,
): readonly unknown[] {
  const classes = new Map<string, unknown[]>();
  for (const value of values) {
    const answers = ask(value);
    const same = classes.get(answers);
    if (same === undefined) classes.set(answers, [value]);
    else same.push(value);
  }
  return [...classes.values()].map((same) => random.pickAny(same));
}
