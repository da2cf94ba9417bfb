import type { Scalar } from '../model/json.ts';
import { type JsonPointer, readJsonPointer } from './json-pointer.ts';
import type { TenantMap, TenantMapEntry } from './tenant-map.ts';

/** What of a recorded call a tenant map may ask about. */
interface MappedCall {
  readonly session: string | undefined;
  readonly user: unknown;
  readonly record: unknown;
  readonly header: unknown;
}

/** Looks a call up; undefined where no entry holds. */
export type TenantLookup = (call: MappedCall) => TenantMapEntry | undefined;

/**
 * The entries of the map that concern one recording, indexed, so that a look-up costs one step for each different set
 * of criteria and not one for each entry.
 */
export function indexTenantMap(map: TenantMap, file: string): TenantLookup {
  const shapes = new Map<string, Shape>();
  for (const [order, entry] of map.entries()) {
    if (entry.files !== undefined && !entry.files.some((matches) => matches(file))) continue;
    const shape = shapeOf(shapes, entry);
    for (const key of keysOf(entry)) if (!shape.found.has(key)) shape.found.set(key, { order, entry });
  }
  const all = [...shapes.values()];
  return (call) => {
    let best: Found | undefined;
    for (const shape of all) {
      const key = keyOfCall(shape, call);
      const found = key === undefined ? undefined : shape.found.get(key);
      if (found !== undefined && (best === undefined || found.order < best.order)) best = found;
    }
    return best?.entry;
  };
}

interface Found {
  readonly order: number;
  readonly entry: TenantMapEntry;
}

/** A set of criteria, and the entries that ask exactly it, by the values they ask for. */
interface Shape {
  readonly session: boolean;
  readonly user: boolean;
  readonly pointers: readonly JsonPointer[];
  readonly found: Map<string, Found>;
}

function shapeOf(shapes: Map<string, Shape>, entry: TenantMapEntry): Shape {
  const pointers = entry.at.map((criterion) => criterion.pointer);
  const name = JSON.stringify([
    entry.sessions !== undefined,
    entry.users !== undefined,
    pointers.map((pointer) => pointer.text),
  ]);
  const known = shapes.get(name);
  if (known !== undefined) return known;
  const shape: Shape = {
    session: entry.sessions !== undefined,
    user: entry.users !== undefined,
    pointers,
    found: new Map(),
  };
  shapes.set(name, shape);
  return shape;
}

function keysOf(entry: TenantMapEntry): readonly string[] {
  let tuples: readonly (readonly Scalar[])[] = [[]];
  for (const options of [entry.sessions, entry.users, ...entry.at.map((criterion) => criterion.values)]) {
    if (options !== undefined)
      tuples = tuples.flatMap((tuple) => options.map((option) => [...tuple, option]));
  }
  return tuples.map((tuple) => JSON.stringify(tuple));
}

function keyOfCall(shape: Shape, call: MappedCall): string | undefined {
  const tuple: unknown[] = [];
  if (shape.session) tuple.push(call.session);
  if (shape.user) tuple.push(call.user);
  for (const pointer of shape.pointers) tuple.push(readRecordOrHeader(pointer, call.record, call.header));
  return tuple.every(isKeyPart) ? JSON.stringify(tuple) : undefined;
}

/** What the pointer finds in the record, else in the header of its session. */
export function readRecordOrHeader(pointer: JsonPointer, record: unknown, header: unknown): unknown {
  return readJsonPointer(pointer, record) ?? readJsonPointer(pointer, header);
}

function isKeyPart(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
