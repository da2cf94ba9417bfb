import type { PlainFilter, PlainScalar } from './plain-documents.ts';
import type { Random } from './random.ts';
import { type Bindings, optionsOf } from './template-text.ts';
import { oddValues } from './vocabulary.ts';

/** A `filter` on one field or two. */
export function generateFilter(random: Random, scalar: () => PlainScalar): PlainFilter {
  const dialect = random.pick([undefined, undefined, 'pinecone', 'chroma', 'mongo', 'qdrant']);
  const fields = random.some(['t', 'a.b', 'u'], random.pick([1, 1, 2]));
  return {
    ...(dialect !== undefined && { dialect }),
    must: Object.fromEntries(fields.map((field) => [field, scalar()])),
  };
}

/** A filter that holds the fields, or one that is close to it. */
export function filterFor({ dialect, must }: PlainFilter, random: Random, bindings: Bindings): unknown {
  const right = Object.entries(must).map(([field, written]): readonly [string, unknown] => [
    field,
    random.pickAny(optionsOf([written], bindings)) ?? 'u1',
  ]);
  const pairs = random.chance(0.75)
    ? right
    : right.map(([field, value]) => [field, spoilt(value, random)] as const);
  if (dialect === 'qdrant') return qdrantFilter(pairs, random, 2);
  return dialect === 'chroma' ? oneKeyFilter(pairs, random, 2) : dollarFilter(pairs, random, 2);
}

type Pairs = readonly (readonly [field: string, value: unknown])[];

function spoilt(value: unknown, random: Random): unknown {
  return random.pick([String(value), [value], { $eq: value }, null, random.pick(oddValues)]);
}

const odds: readonly { readonly [key: string]: unknown }[] = [
  { n: null },
  { n: { $gt: 1, $lt: 5 } },
  { n: { $gt: 'x' } },
  { n: { $ne: null } },
  { n: { $in: [1, null] } },
  { n: { $in: ['x', 1] } },
  { n: { $nin: ['x', 'y'] } },
  { n: { $in: [] } },
  { n: { $exists: true } },
  { n: { $exists: 1 } },
  { n: { $eq: 1, $ne: 2 } },
  { n: { $not: { $eq: 1 } } },
  { n: { m: 1 } },
  { n: {} },
  { n: [1] },
  { n: '\ud800' },
  { 'n.$m': 1 },
  { 'n..m': 1 },
  { '#n': 1 },
  { $nor: [{ n: 1 }] },
  { $or: [] },
  { $and: {} },
  { constructor: 1 },
  { 'n\u0085': 1 },
  JSON.parse('{"__proto__": 1}'),
  {},
];

const plain: readonly { readonly [key: string]: unknown }[] = [
  { n: 1 },
  { n: { $gte: 2 } },
  { n: { $ne: 'x' } },
  { n: { $in: ['x', 'y'] } },
];

function sideDemand(random: Random): { readonly [key: string]: unknown } {
  return random.pick(random.chance(0.8) ? plain : odds);
}

function equality(value: unknown, random: Random): unknown {
  return random.pick([
    value,
    value,
    { $eq: value },
    { $in: [value] },
    { $in: [value, value] },
    { $in: [value, 'w'] },
  ]);
}

function dollarFilter(pairs: Pairs, random: Random, depth: number): unknown {
  const equalities = pairs.map(([field, value]) => ({ [field]: equality(value, random) }));
  if (depth === 0 || random.chance(0.4))
    return Object.assign({}, ...equalities, random.chance(0.3) && sideDemand(random));
  const again = (): unknown => dollarFilter(random.chance(0.9) ? pairs : pairs.slice(1), random, depth - 1);
  return random.pick([
    { $and: [...equalities, sideDemand(random)] },
    { $and: [again(), again()] },
    { $or: [again(), again()] },
    { ...sideDemand(random), $or: [again()] },
    Object.assign({ $or: [sideDemand(random), sideDemand(random)] }, ...equalities),
  ]);
}

function oneKeyFilter(pairs: Pairs, random: Random, depth: number): unknown {
  const equalities = pairs.map(([field, value]) => ({ [field]: equality(value, random) }));
  if (depth === 0 || random.chance(0.4)) return pairs.length === 1 ? equalities[0] : { $and: equalities };
  const again = (): unknown => oneKeyFilter(pairs, random, depth - 1);
  return random.pick([
    { $and: [...equalities, sideDemand(random)] },
    { $or: [again(), again()] },
    { $and: [again(), sideDemand(random)] },
    { $or: [again(), sideDemand(random)] },
    dollarFilter(pairs, random, 0),
  ]);
}

const oddConditions: readonly unknown[] = [
  { key: 'n', match: { value: 1.5 } },
  { key: 'n', match: { value: 'x', any: ['x'] } },
  { key: 'n', match: { any: ['x', 1] } },
  { key: 'n', match: { any: [] } },
  { key: 'n', match: { except: ['x'] } },
  { key: 'n', match: { text: 'x' } },
  { key: 'n', match: { phrase: 'x' } },
  { key: 'n', match: { text_any: 1 } },
  { key: 'n', geo_radius: { center: { lon: 1, lat: 2 }, radius: 3 } },
  { key: 'n', geo_radius: { center: { lon: 1 }, radius: 3 } },
  { key: 'n', geo_bounding_box: { top_left: { lon: 1, lat: 2 }, bottom_right: { lon: 1, lat: 2 } } },
  { key: 'n', geo_bounding_box: { top_left: { lon: 1, lat: '2' }, bottom_right: { lon: 1, lat: 2 } } },
  { key: 'n', match: { keyword: 'x' } },
  { key: 'n', match: { value: 'x' }, range: { gt: 1 } },
  { key: 'n', range: { gt: null, lte: '2024-01-01' } },
  { key: 'n', range: { least: 1 } },
  { key: 'n', values_count: { gt: 1 } },
  { key: 'n', values_count: { gt: 1.5 } },
  { key: 'n[].m[0]', match: { value: true } },
  { key: '"n"', match: { value: 1 } },
  { key: 'n.', match: { value: 1 } },
  { key: 'n' },
  { is_null: { key: 'n' } },
  { is_empty: { key: 'n', x: 1 } },
  { has_id: [1, 'x'] },
  { has_id: [1.5] },
  { has_vector: 'x' },
  { nested: { key: 'n', filter: { must: [{ key: 't', match: { value: 'a' } }] } } },
  { nested: { key: 'n', filter: { must: [{ key: 't' }] } } },
  { must: null },
  { must: [], x: 1 },
  {},
  null,
];

function qdrantFilter(pairs: Pairs, random: Random, depth: number): unknown {
  const conditions = pairs.map(([key, value]) => ({
    key,
    match: random.pick([{ value }, { value }, { any: [value] }, { any: [value, 'w'] }]),
  }));
  const side = (): unknown =>
    random.chance(0.7) ? { key: 'n', match: { value: 1 } } : random.pick(oddConditions);
  if (depth === 0 || random.chance(0.4)) return { must: conditions };
  const again = (): unknown => qdrantFilter(pairs, random, depth - 1);
  return random.pick([
    { must: [...conditions, side()], should: [side()] },
    { must: again() },
    { should: [again(), again()], must_not: [side()] },
    { should: [again(), side()] },
    { min_should: { conditions: [again(), side()], min_count: random.below(4) } },
    { min_should: { conditions: [again(), again()], min_count: 1 }, must: random.pick([[], null, side()]) },
    { must_not: [again()] },
  ]);
}
