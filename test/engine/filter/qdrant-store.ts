import { demand, entriesOf, isInOrder, isMap, itemsOf, listOf, type Store } from './store.ts';

type Payload = { readonly [field: string]: unknown };

/**
 * Qdrant's filters, from its documentation and its interface description: what a condition is, is told by the first of
 * its forms that fits, other keys are skipped, and of several tests in one condition each is enough. An empty `should`
 * demands nothing, or cannot be met: there is a store for either. A third leaves out `min_should`, as what was made
 * before it may.
 */
export const qdrantStores: readonly Store[] = [
  store('an empty should is true', { emptyShould: true, minShould: true }),
  store('an empty should is false', { emptyShould: false, minShould: true }),
  store('no min_should', { emptyShould: true, minShould: false }),
];

interface Version {
  readonly emptyShould: boolean;
  readonly minShould: boolean;
}

function store(name: string, version: Version): Store {
  return {
    name: `qdrant, ${name}`,
    find: (records, filter) => records.filter((record) => takes(record, filter, version)),
  };
}

const clauses = ['must', 'should', 'must_not', 'min_should'];

function takes(payload: Payload, filter: unknown, version: Version): boolean {
  const held = entriesOf(filter).map(([clause, value]) => {
    demand(clauses.includes(clause));
    if (value === null) return true;
    if (clause === 'min_should') {
      if (!version.minShould) return true;
      demand(isMap(value));
      const { conditions, min_count: least } = isMap(value) ? value : {};
      demand(Number.isSafeInteger(least) && Number(least) >= 0);
      return conditionsOf(payload, conditions, version).filter(Boolean).length >= Number(least);
    }
    const each = conditionsOf(payload, isMap(value) ? [value] : value, version);
    if (clause === 'must') return !each.includes(false);
    if (clause === 'must_not') return !each.includes(true);
    return each.length === 0 ? version.emptyShould : each.includes(true);
  });
  return !held.includes(false);
}

function conditionsOf(payload: Payload, value: unknown, version: Version): readonly boolean[] {
  return listOf(value).map((condition) => meets(payload, condition, version));
}

function meets(payload: Payload, condition: unknown, version: Version): boolean {
  demand(isMap(condition));
  if (!isMap(condition)) return false;
  if (typeof condition.key === 'string') return meetsField(payload, condition.key, condition);
  const { is_empty: empty, is_null: isNull, has_id: ids, has_vector: vector, nested } = condition;
  if (isMap(empty)) return heldAt(payload, String(empty.key)).every((held) => held === null);
  if (isMap(isNull)) return heldAt(payload, String(isNull.key)).includes(null);
  if (Array.isArray(ids)) return ids.includes(1);
  if (typeof vector === 'string') return true;
  if (isMap(nested)) {
    const { key, filter } = nested;
    return heldAt(payload, String(key)).some((item) => isMap(item) && takes(item, filter, version));
  }
  return takes(payload, condition, version);
}

function meetsField(
  payload: Payload,
  key: string,
  { match, range, values_count: count, geo_radius: near }: Payload,
): boolean {
  const held = heldAt(payload, key);
  demand(match !== undefined || range !== undefined || count !== undefined || near !== undefined);
  return (
    (match !== undefined && matches(held, match)) ||
    (range !== undefined && held.some((item) => isWithin(item, range))) ||
    (count !== undefined && isWithin(held.length, count)) ||
    near !== undefined
  );
}

function matches(held: readonly unknown[], match: unknown): boolean {
  demand(isMap(match));
  const { value, text, any, except } = isMap(match) ? match : {};
  if (['string', 'boolean'].includes(typeof value) || Number.isSafeInteger(value))
    return held.includes(value);
  if (typeof text === 'string') return held.some((item) => typeof item === 'string' && item.includes(text));
  if (any !== undefined) return sameType(any).some((item) => held.includes(item));
  return held.some((item) => !sameType(except).includes(item));
}

function sameType(value: unknown): readonly unknown[] {
  const list = listOf(value);
  demand(list.every((item) => typeof item === 'string') || list.every(Number.isSafeInteger));
  return list;
}

function isWithin(item: unknown, bounds: unknown): boolean {
  return entriesOf(bounds).every(([name, bound]) => bound === null || isInOrder(name, item, bound));
}

/** What a path leads to: `a.b`, `a[].b`, `a[0]`; quotes around a name are none of it. */
function heldAt(payload: Payload, key: string): readonly unknown[] {
  const steps = key.match(/"[^"]*"|\[\d*\]|[^.[\]"]+/g) ?? [];
  let values: readonly unknown[] = [payload];
  for (const [at, step] of steps.entries()) {
    if (step === '[]') continue;
    const index = /^\[(\d+)\]$/.exec(step)?.[1];
    const isLast = at === steps.length - 1;
    values = values.flatMap((value) => {
      if (index !== undefined) return [value];
      const items = isMap(value) ? itemsOf(value, step.replaceAll('"', '')) : [];
      return isLast ? items : items.filter(isMap);
    });
  }
  return values;
}
