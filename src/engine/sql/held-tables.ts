import type { Scalar } from '../../model/json.ts';
import type { Inquiry } from './inquiry.ts';
import { mark, violate } from './inquiry.ts';
import type { FromItem } from './judge-table.ts';
import type { Fields } from './tree.ts';
import { fieldsOf, has, listAt, namesAt, nodeOf, textAt, untagged } from './tree.ts';

/** Holds every table of a block, shared ones aside, to the columns of the policy, by the conjunction of `conditions`. */
export function holdTables(
  inquiry: Inquiry,
  items: readonly FromItem[],
  conditions: readonly unknown[],
  outerColumns: boolean,
): void {
  if (!items.some(({ table }) => table !== undefined && !table.shared)) return;
  const parts = conjuncts(conditions);
  for (const { column, values } of inquiry.held) {
    const { held, loose } = heldAliases(parts, items, column, values, outerColumns);
    const slack = items.find(({ alias }) => loose.has(alias));
    if (slack?.table?.at !== undefined) mark(inquiry, 'loose', { location: slack.table.at });
    for (const { alias, table } of items) {
      if (table === undefined || table.shared || held.has(alias)) continue;
      violate(inquiry, `the table ${table.name} is not held to ${column}`, table.at);
    }
  }
}

/** The parts of a conjunction, however deep its ANDs are nested. */
function conjuncts(conditions: readonly unknown[]): readonly unknown[] {
  const parts: unknown[] = [];
  const open = [...conditions];
  while (open.length > 0) {
    const next = open.pop();
    const bool = fieldsOf(next, 'BoolExpr');
    if (bool !== undefined && textAt(bool, 'boolop') === 'AND_EXPR') open.push(...listAt(bool, 'args'));
    else parts.push(next);
  }
  return parts;
}

interface HeldAliases {
  /** The FROM items whose column equals one of the values: said outright, or by being equal to that of another. */
  readonly held: ReadonlySet<string>;
  /** Of these, those of which PostgreSQL learns the value only when it joins: the other is held to a list. */
  readonly loose: ReadonlySet<string>;
}

function heldAliases(
  parts: readonly unknown[],
  items: readonly FromItem[],
  column: string,
  values: ReadonlySet<Scalar>,
  outerColumns: boolean,
): HeldAliases {
  const outright = new Set<string>();
  const toOne = new Set<string>();
  const equal = new Map<string, string[]>();
  const aliasOf = (value: unknown): string | undefined => columnAlias(value, items, column, outerColumns);
  for (const part of parts) {
    const { left, right } = equation(part);
    const [a, b] = [aliasOf(left), aliasOf(right)];
    if (a !== undefined && areAll(right, values)) {
      outright.add(a);
      if (listAt(fieldsOf(right, 'List') ?? {}, 'items').length < 2) toOne.add(a);
    }
    if (b !== undefined && areAll(left, values) && nodeOf(left)?.kind !== 'List') {
      outright.add(b);
      toOne.add(b);
    }
    if (a === undefined || b === undefined) continue;
    equal.set(a, [...(equal.get(a) ?? []), b]);
    equal.set(b, [...(equal.get(b) ?? []), a]);
  }
  const held = reachable(outright, equal);
  const learnt = reachable(toOne, equal);
  return { held, loose: new Set([...held].filter((alias) => !learnt.has(alias) && !outright.has(alias))) };
}

function reachable(
  from: ReadonlySet<string>,
  equal: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const reached = new Set(from);
  // A set that grows while it is walked is walked to its end.
  for (const alias of reached) for (const other of equal.get(alias) ?? []) reached.add(other);
  return reached;
}

/** The sides of `a = b` or `a IN (...)`; nothing for anything else. */
function equation(part: unknown): { readonly left?: unknown; readonly right?: unknown } {
  const fields = fieldsOf(part, 'A_Expr');
  if (fields === undefined || !has(fields, 'lexpr')) return {};
  const kind = textAt(fields, 'kind');
  const names = namesAt(fields, 'name') ?? [];
  if (names.length !== 1 || names[0] !== '=') return {};
  return kind === 'AEXPR_OP' || kind === 'AEXPR_IN' ? { left: fields.lexpr, right: fields.rexpr } : {};
}

/** The FROM item, a table that is not shared, whose column of that name a value surely is. */
function columnAlias(
  value: unknown,
  items: readonly FromItem[],
  column: string,
  outerColumns: boolean,
): string | undefined {
  const fields = fieldsOf(value, 'ColumnRef');
  const names = fields === undefined ? undefined : namesAt(fields, 'fields');
  if (names === undefined || names.at(-1) !== column || names.length > 2) return undefined;
  const isUse = ({ table }: FromItem): boolean => table !== undefined && !table.shared;
  if (names.length === 2) return items.find((item) => item.alias === names[0] && isUse(item))?.alias;
  const [only] = items;
  if (items.length !== 1 || only === undefined || !isUse(only)) return undefined;
  // Without the column in the table, the name would be one of the outer query's.
  return outerColumns && only.table?.listed !== true ? undefined : only.alias;
}

/** Whether a value, or every one of a list, is a constant among the values. */
function areAll(value: unknown, values: ReadonlySet<Scalar>): boolean {
  const list = fieldsOf(value, 'List');
  if (list === undefined) return isConstantIn(value, values);
  const items = listAt(list, 'items');
  return items.length > 0 && items.every((item) => isConstantIn(item, values));
}

/** Whether an expression is a constant, written out, and one of the values. */
export function isConstantIn(value: unknown, values: ReadonlySet<Scalar>): boolean {
  const constant = constantOf(value);
  return constant !== undefined && values.has(constant);
}

function constantOf(value: unknown): Scalar | undefined {
  const cast = fieldsOf(value, 'TypeCast');
  if (cast !== undefined) {
    const text = constantOf(cast.arg);
    return typeof text === 'string' && isPlainTextType(untagged(cast, 'typeName')) ? text : undefined;
  }
  const constant = fieldsOf(value, 'A_Const');
  if (constant === undefined) return undefined;
  const text = untagged(constant, 'sval');
  if (text !== undefined) return textAt(text, 'sval') ?? '';
  const truth = untagged(constant, 'boolval');
  if (truth !== undefined) return truth.boolval === true;
  const whole = untagged(constant, 'ival');
  if (whole !== undefined) return typeof whole.ival === 'number' ? whole.ival : 0;
  const digits = textAt(untagged(constant, 'fval') ?? {}, 'fval');
  const number = Number(digits);
  return Number.isSafeInteger(number) && String(number) === digits ? number : undefined;
}

function isPlainTextType(type: Fields | undefined): boolean {
  if (type === undefined || has(type, 'typmods') || has(type, 'arrayBounds')) return false;
  return /^(?:text|varchar)$/.test(namesAt(type, 'names')?.at(-1) ?? '');
}
