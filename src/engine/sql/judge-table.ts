import type { Inquiry, Surroundings } from './inquiry.ts';
import { mark, onlyKnown, refuse, violate } from './inquiry.ts';
import type { Fields } from './tree.ts';
import { has, listAt, locationOf, textAt, untagged } from './tree.ts';

/** Something that a block takes rows from, and the name that its columns go by. */
export interface FromItem {
  readonly alias: string;
  /** Set where it is a table. */
  readonly table: TableUse | undefined;
  /** Its rows are computed by themselves, and none of them is another tenant's. */
  readonly fence?: boolean;
}

/** A table of the database, where a statement names it. */
export interface TableUse {
  readonly name: string;
  readonly at: number | undefined;
  /** Any tenant may read it. */
  readonly shared: boolean;
  /** The policy lists it, which promises that it has the columns. */
  readonly listed: boolean;
}

const known = ['schemaname', 'relname', 'inh', 'relpersistence', 'alias', 'location'];

/** A name in a FROM list: a common table expression that can be seen, or a table. */
export function judgeRange(range: Fields, around: Surroundings): FromItem {
  const { inquiry } = around;
  const name = textAt(range, 'relname') ?? '';
  const cte = has(range, 'schemaname') ? undefined : around.ctes.get(name);
  const alias = judgeAlias(inquiry, range, cte === undefined) ?? name;
  if (cte === undefined) {
    inquiry.rowNames.add(alias);
    return { alias, table: judgeTable(range, inquiry) };
  }
  onlyKnown(inquiry, range, 'a table', known);
  if (cte.fallible && around.place === 'early')
    refuse(inquiry, `WITH ${name}, which may fail, within a condition`, range);
  if (cte.fallible) {
    inquiry.fallible += 1;
    mark(inquiry, 'lazy', range);
  }
  inquiry.rowNames.add(alias);
  if (hasColumnNames(range)) inquiry.late.renamed = true;
  return { alias, table: undefined, fence: cte.fence };
}

/** Whether the alias of a FROM item names its columns too. */
export function hasColumnNames(item: Fields): boolean {
  return listAt(untagged(item, 'alias') ?? {}, 'colnames').length > 0;
}

/** A table that a statement names, whatever it does to it. */
export function judgeTable(range: Fields, inquiry: Inquiry): TableUse {
  onlyKnown(inquiry, range, 'a table', known);
  const { tables, sharedTables } = inquiry.policy;
  const bare = textAt(range, 'relname') ?? '';
  const schema = textAt(range, 'schemaname');
  const name = schema === undefined ? bare : `${schema}.${bare}`;
  if (schema === undefined && !inquiry.tableNames.has(name)) inquiry.tableNames.set(name, locationOf(range));
  const listed = tables?.has(name) === true;
  const shared = !listed && sharedTables.has(name);
  const free = tables === undefined && schema === undefined && !/^pg_/i.test(name);
  if (!listed && !shared && !free) violate(inquiry, `the table ${name}`, range);
  return { name, at: locationOf(range), shared, listed };
}

/**
 * The name that a FROM item is given, if any. A list of column names gives the columns of a table other names: refused
 * there. A name that is also that of a held column would make `name = constant` read two ways.
 */
export function judgeAlias(inquiry: Inquiry, item: Fields, ofTable: boolean): string | undefined {
  const alias = untagged(item, 'alias');
  if (alias === undefined) return undefined;
  onlyKnown(inquiry, alias, 'an alias', ['aliasname', 'colnames']);
  const name = textAt(alias, 'aliasname') ?? '';
  if (ofTable && listAt(alias, 'colnames').length > 0) refuse(inquiry, `new column names for ${name}`, item);
  return name;
}
