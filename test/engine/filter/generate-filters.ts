import type { Random } from '../../reference/random.ts';
import { foreign, type Json, own } from './store.ts';

/** Whose filters are made; `common` are those that pinecone, chroma and mongo share. */
export type Style = 'pinecone' | 'chroma' | 'mongo' | 'common' | 'qdrant';

type Filter = { readonly [key: string]: Json };

/** A filter that takes nothing but the tenant's records, as its store's documentation would have it written. */
export function scopedFilter(random: Random, style: Style, depth = 2): Filter {
  if (style === 'qdrant') return scopedQdrant(random, depth);
  const scope = random.pick<Filter>([
    { tenant_id: own },
    { tenant_id: own },
    { tenant_id: { $eq: own } },
    { tenant_id: { $in: [own] } },
  ]);
  const sides = Array.from({ length: random.below(3) }, () => side(random, style, depth));
  const oneKey = style === 'chroma';
  if (depth > 0 && random.chance(0.25)) {
    const branches = [scopedFilter(random, style, depth - 1), scopedFilter(random, style, depth - 1)];
    return { $or: branches };
  }
  if (sides.length === 0) return scope;
  if (oneKey || random.chance(0.4))
    return { $and: random.chance(0.5) ? [scope, ...sides] : [...sides, scope] };
  return random.chance(0.5) ? Object.assign({}, scope, ...sides) : Object.assign({}, ...sides, scope);
}

/** A demand on something else than the tenant. */
function side(random: Random, style: Style, depth: number): Filter {
  if (depth > 0 && random.chance(0.2)) {
    return { [random.pick(['$and', '$or'])]: [side(random, style, depth - 1), side(random, style, 0)] };
  }
  const { pick } = random;
  const operators = ['$gt', '$gte', '$lt', '$lte'] as const;
  const common: readonly Filter[] = [
    { year: pick([2019, 2020]) },
    { year: { [pick(operators)]: 2020 } },
    { genre: pick(['a', 'c']) },
    { genre: { $in: ['a', 'b'] } },
    { genre: { $nin: ['a'] } },
    { genre: { $ne: 'b' } },
    { live: true },
    { owner: { $eq: foreign } },
    { note: pick(['', own, '$x']) },
  ];
  const more: readonly Filter[] = [{ year: { $gte: 2019, $lt: 2021 } }, { genre: { $exists: true } }];
  const mongo: readonly Filter[] = [
    { gone: null },
    { 'meta.n': { $gt: 0 } },
    { 'parts.tenant_id': own },
    { note: { $gte: '2024' } },
    { genre: { $ne: null } },
  ];
  const rare: readonly Filter[] = [
    { note: { $regex: '^2' } },
    { genre: { $all: ['a', 'b'] } },
    { year: { $not: { $gt: 2020 } } },
    { parts: { $elemMatch: { n: 1 } } },
    { $nor: [{ year: 2019 }] },
  ];
  if (style === 'chroma' || random.chance(0.6)) return pick(common);
  if (style !== 'mongo') return pick(more);
  return pick(random.chance(0.1) ? rare : [...more, ...mongo]);
}

function scopedQdrant(random: Random, depth: number): Filter {
  const scope = random.pick<Filter>([
    { key: 'tenant_id', match: { value: own } },
    { key: 'tenant_id', match: { any: [own] } },
  ]);
  const sides = (): Filter[] => Array.from({ length: random.below(3) }, () => qdrantSide(random));
  const again = (): Filter => (depth > 0 ? scopedQdrant(random, depth - 1) : { must: [scope] });
  const filled = [qdrantSide(random), ...sides()];
  return random.pick<() => Filter>([
    () => ({ must: [...sides(), scope] }),
    () => ({ must: scope, must_not: sides() }),
    () => ({ must: [scope, ...sides()], should: filled }),
    () => ({ should: [again(), again()], must_not: sides() }),
    () => ({ must: [{ should: [again(), again()] }, ...sides()] }),
    () => ({
      must: scope,
      min_should: { conditions: [again(), again(), ...filled.slice(0, 1)], min_count: 2 },
    }),
  ])();
}

function qdrantSide(random: Random): Filter {
  const plain: readonly Filter[] = [
    { key: 'year', range: { gte: 2019, lt: 2021 } },
    { key: 'year', match: { value: 2020 } },
    { key: 'genre', match: { any: ['a', 'b'] } },
    { key: 'genre', match: { except: ['a'] } },
    { key: 'note', match: { text: '20' } },
    { key: 'genre', values_count: { gt: 1 } },
    { key: 'at', geo_radius: { center: { lon: 1, lat: 1 }, radius: 5 } },
    { key: 'meta.n', match: { value: 1 } },
    { key: 'parts[].tenant_id', match: { value: own } },
    { is_empty: { key: 'note' } },
    { is_null: { key: 'gone' } },
    { has_id: [1, 2] },
    { nested: { key: 'parts', filter: { must: [{ key: 'tenant_id', match: { value: own } }] } } },
    { must_not: [{ key: 'live', match: { value: false } }] },
  ];
  const rare: readonly Filter[] = [
    { key: 'at', geo_polygon: { exterior: { points: [{ lon: 1, lat: 1 }] } } },
    { key: 'note', is_null: true },
  ];
  return random.pick(random.chance(0.02) ? rare : plain);
}

/** The same filter, with one thing in it changed as somebody who wants out, or who errs, would. */
export function mutatedFilter(filter: Json, random: Random): Json {
  const places = [...placesOf(filter, [])];
  const at = random.pick(places);
  return changedAt(filter, at, random);
}

/** The same filter, with some of its words turned round: still one that its store takes. */
export function turnedFilter(filter: Json, random: Random): Json {
  if (isList(filter)) {
    const items = filter.map((item) => turnedFilter(item, random));
    return items.includes(own) && random.chance(0.2) ? [...items, foreign] : items;
  }
  if (typeof filter !== 'object' || filter === null)
    return filter === own && random.chance(0.1) ? foreign : filter;
  return Object.fromEntries(
    Object.entries(filter).map(([key, part]) => {
      const turned = random.chance(0.2) ? (opposites.get(key) ?? key) : key;
      return [turned, turnedFilter(part, random)];
    }),
  );
}

const opposites: ReadonlyMap<string, string> = new Map([
  ['$and', '$or'],
  ['$or', '$and'],
  ['$eq', '$ne'],
  ['$in', '$nin'],
  ['$ne', '$eq'],
  ['tenant_id', 'owner'],
  ['owner', 'tenant_id'],
  ['must', 'should'],
  ['should', 'must'],
  ['must_not', 'must'],
  ['any', 'except'],
]);

type Place = readonly (string | number)[];

function* placesOf(value: Json, at: Place): Iterable<Place> {
  yield at;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value))
    yield* placesOf(part, [...at, Array.isArray(value) ? Number(key) : key]);
}

function changedAt(value: Json, [first, ...rest]: Place, random: Random): Json {
  if (first === undefined) return changed(value, random);
  if (isList(value))
    return value.map((item, index) => (index === first ? changedAt(item, rest, random) : item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, key === first ? changedAt(part, rest, random) : part]),
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

const hostile: readonly Json[] = [
  foreign,
  null,
  {},
  [],
  '',
  1,
  [own, foreign],
  { $ne: '' },
  { $in: [own, foreign] },
  { $exists: true },
  { $regex: '.*' },
  { $eq: own, $ne: foreign },
  { $not: { $eq: foreign } },
  { $or: [{ tenant_id: own }, { tenant_id: foreign }] },
  { $or: [{ tenant_id: own }, {}] },
  { $nor: [{ tenant_id: own }] },
  { $expr: { $eq: [1, 1] } },
  { $comment: own },
  { value: own, any: [foreign] },
  { any: [own, foreign] },
  { except: [own] },
  { key: 'tenant_id', match: { value: own }, range: { gte: 0 }, is_empty: false },
  { key: 'tenant_id', match: { value: own }, values_count: { gte: 0 } },
  { key: 'tenant_id', match: { any: [own], except: [own] } },
  { should: [{ key: 'tenant_id', match: { value: own } }, { is_null: { key: 'gone' } }] },
  { key: 'tenant_id', must: [{ key: 'tenant_id', match: { value: own } }], match: { except: [own] } },
  { nested: { key: 'parts', filter: { must: [{ key: 'tenant_id', match: { value: own } }] } } },
  JSON.parse(`{"__proto__": {"tenant_id": "${own}"}}`),
];

const keys: readonly string[] = [
  '$and',
  '$or',
  '$nor',
  '$not',
  '$eq',
  '$ne',
  '$in',
  '$nin',
  '$gte',
  'tenant_id',
  'meta.tenant_id',
  'parts.tenant_id',
  'parts[].tenant_id',
  'tenant_id.0',
  'owner',
  'must',
  'should',
  'must_not',
  'value',
  'any',
  'except',
  '__proto__',
  '$comment',
];

function changed(value: Json, random: Random): Json {
  const map = typeof value === 'object' && value !== null && !isList(value) ? Object.entries(value) : [];
  return random.pick<() => Json>([
    () => random.pick(hostile),
    () => ({ [random.pick(keys)]: value }),
    () => ({
      [random.pick(['$and', '$or', '$nor', 'must', 'should', 'must_not'])]: [value, random.pick(hostile)],
    }),
    () => [value],
    () => (isList(value) ? [...value, random.pick(hostile)] : value),
    () => (isList(value) ? value.slice(1) : value),
    () => Object.fromEntries([...map, [random.pick(keys), random.pick([value, ...hostile])]]),
    () => Object.fromEntries([[random.pick(keys), random.pick(hostile)], ...map]),
    () => Object.fromEntries(map.slice(1)),
    () => Object.fromEntries(map.map(([key, part], at) => [at === 0 ? random.pick(keys) : key, part])),
  ])();
}
