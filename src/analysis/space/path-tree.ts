import type { ArgumentPath, PathSegment } from '../../model/argument-path.ts';
import type { Atom } from './atom.ts';
import type { Demand } from './store.ts';

/** The paths below a key of the arguments or the context that something is demanded of, as a tree. */
export interface PathTree {
  /** Atoms whose path ends here. */
  readonly here: Map<Atom, Demand>;
  readonly keys: Map<string, PathTree>;
  each: PathTree | undefined;
  /** Something must stand here. */
  mustBe: boolean;
}

export function emptyTree(): PathTree {
  return { here: new Map(), keys: new Map(), each: undefined, mustBe: false };
}

/** The tree's node at the path, made where it is not there yet. */
export function nodeAt(tree: PathTree, segments: readonly PathSegment[]): PathTree {
  let node = tree;
  for (const segment of segments) {
    if (segment.kind === 'each') {
      node.each ??= emptyTree();
      node = node.each;
      continue;
    }
    const next = node.keys.get(segment.key) ?? emptyTree();
    node.keys.set(segment.key, next);
    node = next;
  }
  return node;
}

/** All demands below the keys of a node, at any depth. */
export function* demandsBelowKeys(tree: PathTree): Generator<[Atom, Demand]> {
  for (const child of tree.keys.values()) yield* demandsIn(child);
}

/** All demands below the items of a node, at any depth. */
export function* demandsBelowItems({ each }: PathTree): Generator<[Atom, Demand]> {
  if (each !== undefined) yield* demandsIn(each);
}

export function* demandsIn(tree: PathTree): Generator<[Atom, Demand]> {
  yield* tree.here;
  yield* demandsBelowKeys(tree);
  yield* demandsBelowItems(tree);
}

/** A closed set of paths, followed down to a node: how far each of them leads. */
export interface Closure {
  readonly following: readonly { readonly path: ArgumentPath; readonly done: number }[];
}

export function isNamed({ following }: Closure): boolean {
  return following.some(({ path, done }) => done === path.segments.length);
}

/** The closure one step further: into an object's key, or into a list's items (`undefined`). */
export function followClosure(closure: Closure, key: string | undefined): Closure {
  if (isNamed(closure)) return closure;
  return {
    following: closure.following.flatMap(({ path, done }) => {
      const segment = path.segments[done];
      const goesOn = segment?.kind === 'each' ? key === undefined : segment?.key === key;
      return segment !== undefined && goesOn ? [{ path, done: done + 1 }] : [];
    }),
  };
}
