import { InexactNumber } from '../../src/model/json.ts';
import type { Reading } from './reading.ts';

export type Segment = { readonly key: string } | 'each';

export interface Path {
  readonly root: 'arguments' | 'context' | 'result';
  readonly segments: readonly Segment[];
}

/** One item that `[*]` gave: a value to be asked, or an answer that no matcher changes. */
type Element = { readonly value: unknown } | 'unclear' | 'no';

/** What a path finds. */
export type Found =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'elements'; readonly elements: readonly Element[] };

/** "A path is `arguments.a.b`, `arguments.items[*].path`, `arguments["odd.key"]` or `context.user_id`." */
export function parsePath(text: string): Path {
  const root = /^(arguments|context|result)(?=[.[])/.exec(text)?.[1];
  if (root !== 'arguments' && root !== 'context' && root !== 'result') throw new Error(`no path: ${text}`);
  const segments: Segment[] = [];
  let rest = text.slice(root.length);
  while (rest !== '') {
    const step = /^(?:\.([^.[\]"]+)|(\[\*\])|\[("(?:[^"\\]|\\.)*")\])/.exec(rest);
    if (step === null) throw new Error(`no path: ${text}`);
    if (step[2] !== undefined) segments.push('each');
    else segments.push({ key: step[1] ?? String(JSON.parse(step[3] ?? '')) });
    rest = rest.slice(step[0].length);
  }
  return { root, segments };
}

/** Reads a path below `value`, own properties only. */
export function readPath(value: unknown, segments: readonly Segment[], reading: Reading): Found {
  // "Null on the way is absence", and null at its end too.
  if (value === undefined || (value === null && reading.nullIsAbsent)) return { kind: 'absent' };
  const [first, ...rest] = segments;
  if (first === undefined) return { kind: 'value', value };
  if (first === 'each') {
    // "A path that meets another type than it needs is unclear".
    if (!Array.isArray(value)) return { kind: 'unclear' };
    return { kind: 'elements', elements: value.flatMap((item) => elementsOf(item, rest, reading)) };
  }
  if (!isObject(value)) return { kind: 'unclear' };
  return readPath(ownProperty(value, first.key), rest, reading);
}

/** "`a[*].b` gives one value an element; one that is absent, null or a list is unclear for every matcher". */
function elementsOf(item: unknown, rest: readonly Segment[], reading: Reading): readonly Element[] {
  const found = readPath(item, rest, reading);
  if (found.kind === 'absent' || found.kind === 'unclear') return ['unclear'];
  if (found.kind === 'value') return [Array.isArray(found.value) ? 'unclear' : found];
  // "An inner empty list is one element that answers no".
  return found.elements.length === 0 ? ['no'] : found.elements;
}

/** An object of JSON data: no list, no null, no number that is kept as text. */
export function isObject(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof InexactNumber)
  );
}

/** The own property of that name, else undefined. */
export function ownProperty(object: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}
