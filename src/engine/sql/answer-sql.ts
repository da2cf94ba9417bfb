import type { Scalar } from '../../model/json.ts';
import { isPlainObject, ownProperty } from '../plain-data.ts';
import type { SqlObjection } from './inquiry.ts';
import { judgeSql } from './judge-sql.ts';
import type { SqlParser, SqlReading } from './sql-parser.ts';
import type { HeldColumn, SqlPolicy } from './sql-policy.ts';
import { textProblem } from './text-problem.ts';

/** A text that was read, kept so that several matchers of one argument read it once. */
export interface ReadSql {
  readonly text: string;
  readonly reading: SqlReading;
}

/** What a matcher says of a text, and why it is no yes. `at` counts UTF-16 units. */
export type SqlAnswer =
  | { readonly answer: 'yes' }
  | { readonly answer: 'no' | 'unclear'; readonly objection: SqlObjection };

/** Reads a text with the database's grammar. Whatever the grammar throws counts as a text that cannot be read. */
export function readSqlText(text: string, parser: SqlParser): ReadSql {
  const problem = textProblem(text);
  if (problem !== undefined) {
    const { what, at } = problem;
    return { text, reading: { ok: false, error: what, ...(at === undefined ? {} : { offset: at }) } };
  }
  try {
    return { text, reading: parser.parse(text) };
  } catch {
    return { text, reading: { ok: false, error: 'the grammar failed' } };
  }
}

/** Asks a policy of a text that was read; `context` gives the values that are read at each call. */
export function answerSql(
  { text, reading }: ReadSql,
  policy: SqlPolicy,
  context: { readonly [key: string]: unknown },
): SqlAnswer {
  if (!reading.ok) return unclear(reading.error, reading.offset);
  const held: HeldColumn[] = [];
  for (const { column, options } of policy.scopes) {
    const values = new Set<Scalar>(options.values);
    for (const key of options.contextKeys) {
      const value = ownProperty(context, key);
      if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
        return unclear(`the context gives no value for ${key}`, undefined);
      values.add(value);
    }
    held.push({ column, values });
  }
  if (!isPlainObject(reading.tree)) return unclear('a tree that is not understood', undefined);
  const judged = judgeSql(reading.tree, policy, held);
  if (judged.answer === 'yes') return judged;
  const { what, at } = judged.objection;
  return { answer: judged.answer, objection: { what, at: at === undefined ? undefined : unitsOf(text, at) } };
}

function unclear(what: string, at: number | undefined): SqlAnswer {
  return { answer: 'unclear', objection: { what, at } };
}

/** Bytes of UTF-8 from the start of a text, in UTF-16 units. */
function unitsOf(text: string, bytes: number): number {
  let units = 0;
  let left = bytes;
  for (const char of text) {
    if (left <= 0) break;
    const code = char.codePointAt(0) ?? 0;
    left -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    units += char.length;
  }
  return units;
}
