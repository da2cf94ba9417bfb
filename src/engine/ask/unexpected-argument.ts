import type { ArgumentPath } from '../../model/argument-path.ts';
import { isPlainObject } from '../plain-data.ts';

/** A named path, and how many of its segments lead to where the walk stands. */
interface Following {
  readonly path: ArgumentPath;
  readonly done: number;
}

/**
 * The first leaf below `arguments` (a scalar, null, an empty object or list) that is not at or below one of the named
 * paths, as a path text; undefined where there is none. Empty arguments have no leaf.
 */
export function unexpectedArgument(
  args: { readonly [key: string]: unknown },
  named: readonly ArgumentPath[],
): string | undefined {
  const start = named.map((path): Following => ({ path, done: 0 }));
  for (const key of Object.keys(args)) {
    const found = firstUnnamed(args[key], follow(start, key), `arguments.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstUnnamed(value: unknown, following: readonly Following[], at: string): string | undefined {
  if (following.some(({ path, done }) => done === path.segments.length)) return undefined;
  if (Array.isArray(value) && value.length > 0) {
    const inside = follow(following, undefined);
    for (const [index, item] of value.entries()) {
      const found = firstUnnamed(item, inside, `${at}[${index}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (isPlainObject(value)) {
    const keys = Object.keys(value);
    for (const key of keys) {
      const found = firstUnnamed(value[key], follow(following, key), `${at}.${key}`);
      if (found !== undefined) return found;
    }
    if (keys.length > 0) return undefined;
  }
  return at;
}

/** The paths that go on through an object's key, or through a list's items (`undefined`). */
function follow(following: readonly Following[], key: string | undefined): readonly Following[] {
  return following.flatMap(({ path, done }): Following[] => {
    const segment = path.segments[done];
    if (segment === undefined) return [];
    const goesOn = segment.kind === 'each' ? key === undefined : segment.key === key;
    return goesOn ? [{ path, done: done + 1 }] : [];
  });
}
