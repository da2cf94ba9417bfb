import type { BoundFilter } from '../../engine/compile/bound-matcher.ts';
import type { JsonObject, Scalar } from '../../model/json.ts';

/** A filter, and whose records it finds: `own` only the tenant's, `other` nobody can say whose. */
export interface TellingFilter {
  readonly filter: JsonObject;
  readonly reach: 'own' | 'another' | 'everyone' | 'other';
}

/**
 * Filters that a person would try against a `filter`, the most telling first. `another` is the same of another tenant;
 * absent: a value that is nobody's.
 */
export function tellingFilters(
  own: BoundFilter,
  tenantId: string,
  another?: BoundFilter,
  anotherId = 'x',
): readonly TellingFilter[] {
  const mine = holdsOf(own, tenantId);
  const theirs =
    another === undefined
      ? mine.map(({ field }) => ({ field, value: anotherId }))
      : holdsOf(another, anotherId);
  return own.dialect === 'qdrant' ? qdrantFilters(mine, theirs) : operatorFilters(mine, theirs, own.dialect);
}

/** The filters that are tried against any of them, without saying whose they are. */
export function triedFilters(filters: readonly BoundFilter[], tenantId: string): readonly JsonObject[] {
  const each = filters.flatMap((own) => tellingFilters(own, tenantId).map(({ filter }) => filter));
  return filters.length < 2 ? each : [...each, ...jointFilters(filters, tenantId)];
}

/** Filters that keep to one of the matchers, and to another or not. */
function jointFilters(filters: readonly BoundFilter[], tenantId: string): readonly JsonObject[] {
  return filters.flatMap((kept) => {
    const own = tellingFilters(kept, tenantId).find(({ reach }) => reach === 'own')?.filter;
    if (own === undefined) return [];
    const join = (filter: JsonObject): JsonObject =>
      kept.dialect === 'qdrant' ? { must: [own, filter] } : { ...filter, ...own };
    return filters.flatMap((other) =>
      other === kept ? [] : tellingFilters(other, tenantId).map(({ filter }) => join(filter)),
    );
  });
}

interface Hold {
  readonly field: string;
  readonly value: Scalar;
}

/** A value that only the context knows is `x`. */
function holdsOf({ must }: BoundFilter, tenantId: string): readonly Hold[] {
  return must.map(({ field, options }) => {
    const [value] = options.values;
    return { field, value: value ?? (options.contextKeys.includes('tenant_id') ? tenantId : 'x') };
  });
}

/** A value that begins as the tenant's own does. */
function besides({ field, value }: Hold): Hold {
  return { field, value: typeof value === 'number' ? value + 1 : `${value}2` };
}

function operatorFilters(
  mine: readonly Hold[],
  theirs: readonly Hold[],
  dialect: BoundFilter['dialect'],
): readonly TellingFilter[] {
  const record = (holds: readonly Hold[]): JsonObject => {
    // Chroma takes one key an object.
    if (dialect !== 'chroma' || holds.length < 2)
      return Object.fromEntries(holds.map(({ field, value }) => [field, value]));
    return { $and: holds.map(({ field, value }) => ({ [field]: value })) };
  };
  const [own, another] = [record(mine), record(theirs)];
  const [{ field, value } = { field: 'x', value: 'x' }] = mine;
  const foreign = theirs[0]?.value ?? 'x';
  return [
    { reach: 'another', filter: another },
    { reach: 'everyone', filter: { [field]: { $ne: value } } },
    { reach: 'another', filter: { $or: [own, another] } },
    { reach: 'another', filter: { [field]: { $in: [value, foreign] } } },
    { reach: 'everyone', filter: { $or: [own, { [field]: { $ne: value } }] } },
    { reach: 'everyone', filter: { [field]: { $nin: [value] } } },
    { reach: 'everyone', filter: {} },
    { reach: 'everyone', filter: { [field]: { $exists: true } } },
    { reach: 'everyone', filter: { $nor: [own] } },
    { reach: 'everyone', filter: { [field]: { $regex: '.*' } } },
    { reach: 'everyone', filter: { [field]: { $not: { $eq: value } } } },
    { reach: 'other', filter: record(mine.map(besides)) },
    { reach: 'other', filter: { ...own, $where: 'true' } },
    { reach: 'own', filter: own },
  ];
}

function qdrantFilters(mine: readonly Hold[], theirs: readonly Hold[]): readonly TellingFilter[] {
  const conditions = (holds: readonly Hold[]): readonly JsonObject[] =>
    holds.map(({ field, value }) => ({ key: field, match: { value } }));
  const [own, another] = [conditions(mine), conditions(theirs)];
  const [{ field, value } = { field: 'x', value: 'x' }] = mine;
  const foreign = theirs[0]?.value ?? 'x';
  return [
    { reach: 'another', filter: { must: another } },
    { reach: 'everyone', filter: { must_not: own } },
    { reach: 'another', filter: { should: [{ must: own }, { must: another }] } },
    { reach: 'another', filter: { must: [{ key: field, match: { any: [value, foreign] } }] } },
    { reach: 'everyone', filter: { should: [...own, { is_empty: { key: 'x' } }] } },
    { reach: 'everyone', filter: {} },
    { reach: 'everyone', filter: { must: [{ key: field, match: { except: [value] } }] } },
    { reach: 'other', filter: { must: conditions(mine.map(besides)) } },
    { reach: 'other', filter: { must: own, filter: {} } },
    { reach: 'own', filter: { must: own } },
  ];
}
