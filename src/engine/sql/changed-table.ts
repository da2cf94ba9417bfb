import type { Inquiry } from './inquiry.ts';
import { violate } from './inquiry.ts';
import type { FromItem } from './judge-table.ts';
import { judgeAlias, judgeTable } from './judge-table.ts';
import type { Fields } from './tree.ts';
import { fieldsOf, textAt, untagged } from './tree.ts';

/** The table that a statement changes. */
export function changedTable(fields: Fields, inquiry: Inquiry): FromItem {
  const range = untagged(fields, 'relation') ?? {};
  const table = judgeTable(range, inquiry);
  if (table.shared) violate(inquiry, `the shared table ${table.name} is changed`, range);
  const alias = judgeAlias(inquiry, range, true) ?? textAt(range, 'relname') ?? '';
  for (const name of [alias, 'old', 'new']) inquiry.rowNames.add(name);
  return { alias, table };
}

/** A held column is never set. */
export function judgeSet(targets: readonly unknown[], inquiry: Inquiry): void {
  for (const target of targets) {
    const fields = fieldsOf(target, 'ResTarget');
    const name = fields === undefined ? undefined : textAt(fields, 'name');
    if (inquiry.held.some(({ column }) => column === name)) violate(inquiry, `${name ?? ''} is set`, fields);
  }
}
