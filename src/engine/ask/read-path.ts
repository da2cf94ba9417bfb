import type { ArgumentPath, PathSegment } from '../../model/argument-path.ts';
import { isPlainObject, ownProperty } from '../plain-data.ts';

/** Stands for an element that is unclear for every matcher. */
export const oddElement: unique symbol = Symbol('odd element');

/** Stands for an inner empty list: an element that answers no to every matcher. */
export const emptyElement: unique symbol = Symbol('empty element');

/**
 * What a path finds. `absent` (null too), `unclear` (a value of another type on the way), `value` for a path without
 * `[*]`, `elements` for one with.
 */
export type PathReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'elements'; readonly elements: readonly unknown[] };

const absent: PathReading = { kind: 'absent' };
const unclear: PathReading = { kind: 'unclear' };

/** Reads own properties only. `root` is the arguments or the context. */
export function readPath(path: ArgumentPath, root: unknown): PathReading {
  return readSegments(path.segments, 0, root);
}

function readSegments(segments: readonly PathSegment[], from: number, root: unknown): PathReading {
  let value = root;
  for (let at = from; at < segments.length; at++) {
    const segment = segments[at];
    if (value === undefined || value === null) return absent;
    if (segment === undefined || segment.kind === 'each') return readEach(segments, at + 1, value);
    if (!isPlainObject(value)) return unclear;
    value = ownProperty(value, segment.key);
  }
  if (value === undefined || value === null) return absent;
  return { kind: 'value', value };
}

function readEach(segments: readonly PathSegment[], from: number, list: unknown): PathReading {
  if (!Array.isArray(list)) return unclear;
  const elements: unknown[] = [];
  for (const item of list) {
    const rest = readSegments(segments, from, item);
    if (rest.kind === 'elements') {
      if (rest.elements.length === 0) elements.push(emptyElement);
      else for (const element of rest.elements) elements.push(element);
    } else if (rest.kind === 'value' && !Array.isArray(rest.value)) elements.push(rest.value);
    else elements.push(oddElement);
  }
  return { kind: 'elements', elements };
}
