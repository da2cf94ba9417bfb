import type { Surroundings } from './inquiry.ts';
import { refuse } from './inquiry.ts';
import { noteLateOutput } from './late-outputs.ts';
import type { Reach } from './reach.ts';
import { isGrouped, literal, ofGroup, readsRows } from './reach.ts';
import type { Fields } from './tree.ts';

/**
 * An expression that may end in an error, where the error could tell of a row that is then dropped: PostgreSQL asks the
 * conditions of a query in an order of its own, and `CASE` asks it of the rows of one's choice. Of literals it is computed
 * when the query is planned, whatever the rows; of aggregates, when rows were chosen.
 */
export function judgeFallible(reach: Reach, what: string, where: Fields, around: Surroundings): void {
  if (reach === literal) return;
  const { inquiry, place } = around;
  inquiry.fallible += 1;
  if (place === 'last' || place === 'chosen' || (place === 'derived' && isGrouped(reach))) return;
  if (place === 'source' && !readsRows(reach)) return;
  const why = `${what} may fail on rows that are not the tenant's`;
  if (place === 'derived' && noteLateOutput(inquiry.late, around.use, why, where)) return;
  refuse(inquiry, why, where);
}

/** Something that may end in an error each time that a query is carried out, whatever its rows: `LIMIT -1`. */
export function judgeFallibleQuery(what: string, where: Fields, around: Surroundings): void {
  judgeFallible(ofGroup, what, where, around.place === 'source' ? { ...around, place: 'derived' } : around);
}
