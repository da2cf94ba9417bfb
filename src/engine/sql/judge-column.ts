import type { Surroundings } from './inquiry.ts';
import { onlyKnown, refuse } from './inquiry.ts';
import { noteMention } from './late-outputs.ts';
import type { Reach } from './reach.ts';
import { ofRow } from './reach.ts';
import { rowFunctions, systemColumns } from './system-names.ts';
import type { Fields } from './tree.ts';
import { fieldsOf, listAt, stringNode } from './tree.ts';

/** A column, or the row of a FROM item. */
export function judgeColumn(fields: Fields, around: Surroundings): Reach {
  const { inquiry, compared } = around;
  onlyKnown(inquiry, fields, 'a column', ['fields', 'location']);
  const parts = listAt(fields, 'fields');
  if (parts.length > 2) refuse(inquiry, 'a column behind a schema or of a composite', fields);
  const name = stringNode(parts.at(-1));
  noteMention(inquiry.late, around.use, name ?? stringNode(parts[0]) ?? '');
  if (name === undefined) {
    if (compared) refuse(inquiry, 'a row as a value that may be compared', fields);
    return ofRow;
  }
  if (systemColumns.has(name)) refuse(inquiry, `the system column ${name}`, fields);
  if (parts.length > 1 && rowFunctions.has(name))
    refuse(inquiry, `${name} of a row, which may be the function`, fields);
  if (compared && parts.length === 1 && !inquiry.bareNames.has(name)) inquiry.bareNames.set(name, fields);
  return ofRow;
}

/** Whether a value is a column or a row, named: rows are then given out as they are. */
export function isColumn(value: unknown): boolean {
  return fieldsOf(value, 'ColumnRef') !== undefined;
}

/** Whether a value is all columns of one FROM item or of all. */
export function isStar(value: unknown): boolean {
  const fields = fieldsOf(value, 'ColumnRef');
  return fields !== undefined && fieldsOf(listAt(fields, 'fields').at(-1), 'A_Star') !== undefined;
}
