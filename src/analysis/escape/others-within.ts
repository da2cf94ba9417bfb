import type { ArgumentPath } from '../../model/argument-path.ts';
import { yesAnswer } from '../language/answer-set.ts';
import type { Atom } from '../space/atom.ts';
import { demandAll, type Store } from '../space/store.ts';

/**
 * The calls of a store in which the other bounded arguments that it asks for keep to their boundaries, so that nothing
 * distracts from the one that leaves; undefined where there are none. Paths below one argument hang together, so those
 * stay as they are.
 */
export function othersWithin(store: Store, leaving: Atom, boundaries: readonly Atom[]): Store | undefined {
  const asked = new Set([...store.demands.keys()].map(({ path }) => path.text));
  const others = boundaries.filter(
    ({ path }) => asked.has(path.text) && argumentOf(path) !== argumentOf(leaving.path),
  );
  if (others.length === 0) return undefined;
  let within: Store | undefined = store;
  for (const atom of others) within = within === undefined ? undefined : demandAll(within, atom, yesAnswer);
  return within;
}

function argumentOf({ root, segments }: ArgumentPath): string {
  const [first] = segments;
  return `${root} ${first?.kind === 'key' ? first.key : ''}`;
}
