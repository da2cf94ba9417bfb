import type { EffectiveRule } from '../../model/workspace.ts';
import type { Contents } from './contents.ts';

/** A thing as it was and as it is; one of the two is missing where it came or went. */
export interface Pair<T> {
  readonly before?: T;
  readonly after?: T;
}

/** What an item goes by in one round of pairing; undefined: it does not take part. */
export type PairKey<T> = (item: T, index: number) => string | undefined;

/**
 * Tells which item became which: those with the same first key, of the rest those with the same second, and so on; equal
 * keys in their order. In the order of `after`, then what is gone.
 */
export function pairItems<T>(
  before: readonly T[],
  after: readonly T[],
  keys: readonly PairKey<T>[],
): readonly Pair<T>[] {
  const partners = new Map<number, number>();
  const taken = new Set<number>();
  for (const key of keys) {
    const open = new Map<string, number[]>();
    for (const [index, item] of before.entries()) {
      const name = taken.has(index) ? undefined : key(item, index);
      if (name === undefined) continue;
      const known = open.get(name);
      if (known === undefined) open.set(name, [index]);
      else known.push(index);
    }
    // Taken from the end.
    for (const indices of open.values()) indices.reverse();
    for (const [index, item] of after.entries()) {
      const name = partners.has(index) ? undefined : key(item, index);
      const partner = name === undefined ? undefined : open.get(name)?.pop();
      if (partner === undefined) continue;
      partners.set(index, partner);
      taken.add(partner);
    }
  }
  return [
    ...after.map((item, index): Pair<T> => {
      const partner = partners.get(index);
      const old = partner === undefined ? undefined : before[partner];
      return old === undefined ? { after: item } : { before: old, after: item };
    }),
    ...before.flatMap((item, index) => (taken.has(index) ? [] : [{ before: item }])),
  ];
}

/** Tells which rule became which: by id, by content, by what it decides, by name. */
export function pairRules(
  before: readonly EffectiveRule[],
  after: readonly EffectiveRule[],
  contents: Contents,
): readonly Pair<EffectiveRule>[] {
  return pairItems(before, after, [
    ({ rule }) => rule.id,
    ({ rule }) => contents.text(rule),
    ({ rule }) => `${contents.deciding(rule)} ${JSON.stringify(rule.tools.map(({ value }) => value))}`,
    ({ rule, name }) => (rule.id === undefined ? name : undefined),
  ]);
}
