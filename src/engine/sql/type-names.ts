import type { Inquiry } from './inquiry.ts';
import { onlyKnown, refuse } from './inquiry.ts';
import type { Fields } from './tree.ts';
import { has, listAt, namesAt } from './tree.ts';

const builtIn: ReadonlySet<string> = new Set(
  `bit bool boolean bpchar bytea cidr date decimal float4 float8 inet int int2 int4 int8 bigint smallint integer interval
   json jsonb macaddr numeric real text time timestamp timestamptz timetz uuid varbit varchar`.split(/\s+/),
);

const texts: ReadonlySet<string> = new Set(['text', 'varchar']);

/** The name of a built-in type that a value may be cast to; anything else is refused. */
export function judgeTypeName(inquiry: Inquiry, type: Fields | undefined): string | undefined {
  if (type === undefined) {
    refuse(inquiry, 'a cast to no type');
    return undefined;
  }
  onlyKnown(inquiry, type, 'a type', ['names', 'typmods', 'typemod', 'arrayBounds', 'location']);
  const names = namesAt(type, 'names') ?? [];
  const [first = '', second] = names;
  const name = second === undefined ? first : second;
  const plain = names.length === 1 || (names.length === 2 && first === 'pg_catalog');
  if (!plain || !builtIn.has(name)) {
    refuse(inquiry, `a cast to ${names.join('.') || 'a type'}, which is no type of the list`, type);
    return undefined;
  }
  return name;
}

/** Whether the type is text of any length: every value can be cast to it, and a text stays what it is. */
export function isText(name: string | undefined, type: Fields): boolean {
  return (
    name !== undefined && texts.has(name) && listAt(type, 'typmods').length === 0 && !has(type, 'arrayBounds')
  );
}
