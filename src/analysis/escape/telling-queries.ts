import type { BoundMatcher } from '../../engine/compile/bound-matcher.ts';
import type { JsonValue } from '../../model/json.ts';
import { boundQueries } from '../query/bound-queries.ts';
import { tellingFilters } from '../query/telling-filters.ts';
import { tellingSql } from '../query/telling-sql.ts';
import type { TellingValue, TellingValues } from './telling-values.ts';

/** A tenant's boundary, its values put in. */
export interface TenantMatcher {
  readonly tenant: string;
  readonly matcher: BoundMatcher;
}

/**
 * Queries and filters that leave a boundary, as `tellingValues`; `another` is that of a tenant whose rows they show. A
 * filter is also tried as its JSON text, where rules ask for text.
 */
export function tellingQueries(own: TenantMatcher, another: TenantMatcher | undefined): TellingValues {
  const mine = boundQueries([own.matcher]);
  const theirs = another === undefined ? undefined : boundQueries([another.matcher]);
  const ids = [own.tenant, another?.tenant] as const;
  const tried = [
    ...mine.sql.flatMap((sql, at) =>
      tellingSql(sql, ids[0], theirs?.sql[at], ids[1]).map(({ text, reach }) => ({ value: text, reach })),
    ),
    ...mine.filters.flatMap((filter, at) =>
      tellingFilters(filter, ids[0], theirs?.filters[at], ids[1]).flatMap(({ filter: value, reach }) =>
        [value, JSON.stringify(value), spaced(value)].map((spelling) => ({ value: spelling, reach })),
      ),
    ),
  ];
  const foreign: TellingValue[] = [];
  const outside: TellingValue[] = [];
  for (const { value, reach } of tried) {
    if (reach === 'other' || (reach !== 'own' && another === undefined)) outside.push({ value });
    else if (reach !== 'own' && another !== undefined) foreign.push({ value, tenant: another.tenant });
  }
  return { foreign, outside };
}

/** As JSON text with blanks, the way several languages write it. */
function spaced(value: JsonValue): string {
  return JSON.stringify(value, undefined, 1).replace(/\n */g, (_, at: number, text: string) =>
    text[at - 1] === ',' ? ' ' : '',
  );
}
