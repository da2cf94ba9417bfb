import { isObject, ownProperty, parsePath, type Segment } from './read-path.ts';

/** A step from the arguments to a leaf: an object's key, or an item of a list. */
type Step = { readonly key: string } | 'item';

/**
 * `closed_arguments`: "every leaf below `arguments` (a scalar, null, an empty object or list) must be at or below a
 * path" of `paths`; "empty arguments have no leaf".
 */
export function areArgumentsClosed(callArguments: object, paths: readonly string[]): boolean {
  const named = paths.map(parsePath).filter((path) => path.root === 'arguments');
  const leaves = Object.keys(callArguments).length === 0 ? [] : leavesOf(callArguments, []);
  return leaves.every((leaf) => named.some((path) => isAtOrBelow(leaf, path.segments)));
}

function leavesOf(value: unknown, at: readonly Step[]): readonly (readonly Step[])[] {
  if (Array.isArray(value) && value.length > 0)
    return value.flatMap((item) => leavesOf(item, [...at, 'item']));
  if (isObject(value) && Object.keys(value).length > 0) {
    return Object.keys(value).flatMap((key) => leavesOf(ownProperty(value, key), [...at, { key }]));
  }
  return [at];
}

function isAtOrBelow(leaf: readonly Step[], path: readonly Segment[]): boolean {
  return path.every((segment, index) => {
    const step = leaf[index];
    if (step === undefined) return false;
    if (segment === 'each' || step === 'item') return segment === 'each' && step === 'item';
    return segment.key === step.key;
  });
}
