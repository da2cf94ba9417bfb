import type { Surroundings } from './inquiry.ts';
import { refuse } from './inquiry.ts';
import type { Reach } from './reach.ts';
import { literal, ofRow } from './reach.ts';
import type { Fields } from './tree.ts';

/**
 * An expression that may end in an error, where the error could tell of a row that is then dropped: PostgreSQL asks the
 * conditions of a query in an order of its own. Of literals it is computed when the query is planned, whatever the rows.
 */
export function judgeFallible(reach: Reach, what: string, where: Fields, around: Surroundings): void {
  if (reach === literal) return;
  const { inquiry, place } = around;
  inquiry.fallible += 1;
  if (place === 'last' || (place === 'derived' && reach < ofRow)) return;
  refuse(inquiry, `${what} may fail on rows that are not the tenant's`, where);
}
