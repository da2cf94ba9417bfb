import type { Random } from '../../reference/random.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What a store keeps of one entry: the fields by which it is found. */
export interface StoredRecord {
  readonly tenant_id: string;
  readonly [field: string]: Json;
}

/** A store that finds records by a filter. Throws where it refuses the filter. */
export interface Store {
  readonly name: string;
  readonly find: (records: readonly StoredRecord[], filter: unknown) => readonly StoredRecord[];
}

/** What a store says to a filter that is none of its own. */
export class Refused extends Error {}

export function demand(holds: boolean): void {
  if (!holds) throw new Refused();
}

export function isMap(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function entriesOf(value: unknown): (readonly [string, unknown])[] {
  demand(isMap(value));
  return isMap(value) ? Object.entries(value) : [];
}

export function listOf(value: unknown): readonly unknown[] {
  demand(Array.isArray(value));
  return Array.isArray(value) ? value : [];
}

export function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** What a field holds, item by item where it holds a list. */
export function itemsOf(record: { readonly [field: string]: unknown }, field: string): readonly unknown[] {
  const held = Object.hasOwn(record, field) ? record[field] : undefined;
  if (held === undefined) return [];
  return Array.isArray(held) ? held : [held];
}

/** Whether two numbers are so; other values have no order. */
export function isInOrder(operator: string, held: unknown, bound: unknown): boolean {
  if (typeof held !== typeof bound) return false;
  if (typeof held === 'string' && typeof bound === 'string') return compared(operator, held, bound);
  return typeof held === 'number' && typeof bound === 'number' && compared(operator, held, bound);
}

function compared<Value extends string | number>(operator: string, held: Value, bound: Value): boolean {
  switch (operator.replace('$', '')) {
    case 'gt':
      return held > bound;
    case 'gte':
      return held >= bound;
    case 'lt':
      return held < bound;
    default:
      return held <= bound;
  }
}

export const own = 'acme';
export const foreign = 'xyz';

/** Records of two tenants that have everything else alike, in all ways of having it. */
export function generateRecords(random: Random, flat: boolean): readonly StoredRecord[] {
  const one = (): { readonly [field: string]: Json } => ({
    year: random.pick([2019, 2020, 2021]),
    ...(random.chance(0.8) && { genre: random.pick(['a', 'b', ['a', 'b'], ['c']]) }),
    ...(random.chance(0.7) && { live: random.chance(0.5) }),
    ...(random.chance(0.7) && { owner: random.pick([own, foreign, 'x']) }),
    ...(random.chance(0.5) && { note: random.pick(['', own, '$x', '2024-01-01']) }),
    ...(!flat &&
      random.chance(0.6) && { meta: { tenant_id: random.pick([own, foreign]), n: random.below(3) } }),
    ...(!flat && random.chance(0.4) && { parts: [{ tenant_id: random.pick([own, foreign]) }, { n: 1 }] }),
    ...(!flat && random.chance(0.3) && { gone: null }),
  });
  return Array.from({ length: 30 }, one).flatMap((fields) => [
    { ...fields, tenant_id: own },
    { ...fields, tenant_id: foreign },
  ]);
}
