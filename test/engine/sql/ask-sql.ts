import { readSqlText, answerSql } from '../../../src/engine/sql/answer-sql.ts';
import type { SqlPolicy } from '../../../src/engine/sql/sql-policy.ts';
import { loadSqlGrammar } from '../../../src/runtime/load-sql-grammar.ts';

const grammar = await loadSqlGrammar();

/** What most cases are judged by. */
export const usual: SqlPolicy = {
  statements: new Set(['select', 'insert', 'update', 'delete']),
  tables: new Set(['orders', 'customers', 'items', 'app.events']),
  sharedTables: new Set(['countries']),
  functions: undefined,
  scopes: [heldTo('tenant_id', 'acme')],
};

/** A held column, as a matcher has it. */
export function heldTo(
  column: string,
  ...values: (string | number | boolean)[]
): SqlPolicy['scopes'][number] {
  return {
    column,
    options: {
      values: new Set(values),
      types: new Set(values.map((value) => typeof value)),
      contextKeys: [],
    },
  };
}

/** The answer and what stands against a yes, as `answer: what at offset`. */
export function askSql(
  text: string,
  policy: SqlPolicy = usual,
  context: Record<string, unknown> = {},
): string {
  const answer = answerSql(readSqlText(text, grammar), policy, context);
  if (answer.answer === 'yes') return 'yes';
  const { what, at } = answer.objection;
  return `${answer.answer}: ${what}${at === undefined ? '' : ` at ${at}`}`;
}
