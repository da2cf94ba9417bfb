import { type Random, randomFrom } from '../../reference/random.ts';
import { type Atom, atomsOf, readsContext } from './atoms.ts';
import type { LoadedWorkspace } from './load-workspace.ts';
import { type RootValue, type RootValues, valuesFor } from './root-values.ts';
import { callWith, type Root, type SearchedCall, userRoot } from './searched-call.ts';

/** A call, and the text of its class: calls of one class are decided alike, and only the first needs a close look. */
export interface ClassedCall {
  readonly call: SearchedCall;
  readonly class: string;
}

/** About how many calls are made of representatives of classes alone. */
const productSize = 1_200;

/**
 * Every value of every root, the other roots having values that stand for their classes, each root in turn; then the
 * representatives of all roots, each with each. Versions of one workspace are searched with the same calls.
 */
export function* generateCalls(
  sides: readonly [LoadedWorkspace, ...LoadedWorkspace[]],
  seed: number,
): Generator<ClassedCall> {
  const random = randomFrom(Math.imul(seed + 1, 0x85ebca6b));
  const roots = fewestFirst(rootValues(sides, random));
  const made = (chosen: readonly (readonly [Root, RootValue])[]): ClassedCall => ({
    call: callWith(chosen.map(([root, { value }]) => [root, value])),
    class: chosen.map(([, value]) => value.class).join(),
  });
  for (const swept of roots) {
    for (const value of swept.values) {
      yield made(
        roots.map((root) => [root.root, root === swept ? value : random.pick(root.representatives)]),
      );
    }
  }
  if (roots.length < 2) return;
  yield* product(chosenRepresentatives(roots, random)).map(made);
}

function fewestFirst(roots: readonly RootValues[]): readonly RootValues[] {
  return roots.toSorted((a, b) => a.representatives.length - b.representatives.length);
}

/**
 * As many representatives of each root as make about `productSize` calls; what roots with few leave goes to the others.
 * Half of them are those to which most matchers say yes, for a condition on several paths asks yes of all.
 */
function chosenRepresentatives(
  roots: readonly RootValues[],
  random: Random,
): readonly (readonly (readonly [Root, RootValue])[])[] {
  let size = productSize;
  return roots.map(({ root, representatives }, index) => {
    const limit = Math.max(2, Math.floor(size ** (1 / (roots.length - index))));
    const mostYes = representatives.toSorted((a, b) => b.yes - a.yes);
    const half = Math.ceil(limit / 2);
    const chosen = [...mostYes.slice(0, half), ...random.some(mostYes.slice(half), limit - half)];
    size /= chosen.length;
    return chosen.map((value) => [root, value] as const);
  });
}

/** Every way to take one of each list. */
function product<T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return lists.reduce<readonly (readonly T[])[]>(
    (ways, list) => ways.flatMap((way) => list.map((item) => [...way, item])),
    [[]],
  );
}

/** The roots of all paths in play, with what is put there. */
function rootValues(
  sides: readonly [LoadedWorkspace, ...LoadedWorkspace[]],
  random: Random,
): readonly RootValues[] {
  const atoms = atomsOf(sides);
  const [loaded] = sides;
  const rules = sides.flatMap(({ policy }) => policy.rules);
  const isClosed = rules.some(({ rule }) => rule.closedArguments);
  const required = new Set(sides.flatMap(({ workspace }) => workspace.envelope.required));
  return rootsOf(atoms, isClosed, required).map((root) => {
    const needs = {
      shapes: isClosed && root.in === 'arguments',
      emptiness: root.in === 'context' && required.has(root.key),
      identity: root.in === userRoot.in && root.key === userRoot.key && atoms.some(readsContext),
    };
    return valuesFor(root, atoms, loaded, needs, random);
  });
}

function rootsOf(atoms: readonly Atom[], isClosed: boolean, required: ReadonlySet<string>): readonly Root[] {
  const named = atoms.flatMap(({ path }): Root[] => {
    const [first] = path.segments;
    if (first?.kind !== 'key' || path.root === 'result') return [];
    return [{ in: path.root, key: first.key }];
  });
  const roots: Root[] = [
    ...named,
    ...(atoms.some(readsContext) || required.has(userRoot.key) ? [userRoot] : []),
    ...(isClosed ? [{ in: 'arguments', key: 'unexpected' } as const] : []),
  ];
  // The search is for one tenant, so that its id is no choice.
  const free = roots.filter(({ key }) => key !== 'tenant_id');
  const single = new Map(free.map((root) => [`${root.in}.${root.key}`, root]));
  return single.size === 0 ? [{ in: 'arguments', key: 'a' }] : [...single.values()];
}
