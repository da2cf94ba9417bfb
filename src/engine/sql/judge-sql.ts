import { isPlainObject } from '../plain-data.ts';
import type { SqlObjection, Surroundings } from './inquiry.ts';
import { refuse, startInquiry, violate } from './inquiry.ts';
import { judgeChange } from './judge-change.ts';
import { judgeNode } from './judge-node.ts';
import { judgeSelect } from './judge-select.ts';
import { judgeTogether } from './judge-together.ts';
import type { HeldColumn, SqlPolicy } from './sql-policy.ts';
import { listAt, nodeOf } from './tree.ts';

/** What a policy says of a statement. */
export type SqlJudgement =
  | { readonly answer: 'yes' }
  | { readonly answer: 'no' | 'unclear'; readonly objection: SqlObjection };

/**
 * Judges the parse tree of a text. Yes: one statement of a listed form, every table of which is held to the columns.
 * No: understood, and not that. Unclear: something in it is not taken. Never throws; linear in the tree.
 */
export function judgeSql(tree: unknown, policy: SqlPolicy, held: readonly HeldColumn[]): SqlJudgement {
  const walkers = { node: judgeNode, select: judgeSelect, change: judgeChange };
  const inquiry = startInquiry(policy, held, walkers);
  const statements = isPlainObject(tree) ? listAt(tree, 'stmts') : [];
  const [only] = statements;
  const statement = isPlainObject(only) ? nodeOf(only.stmt) : undefined;
  const around: Surroundings = { ...outermost, inquiry };
  if (held.length === 0) refuse(inquiry, 'a matcher that holds no column');
  else if (statements.length > 1) refuse(inquiry, 'several statements', secondAt(statements));
  else if (statement === undefined) refuse(inquiry, 'no statement');
  else if (statement.kind === 'SelectStmt') {
    if (!policy.statements.has('select')) violate(inquiry, 'SELECT is not among the statements', 0);
    judgeSelect(statement.fields, around, true);
  } else judgeChange(statement, around);
  judgeTogether(inquiry);
  if (inquiry.refusal !== undefined) return { answer: 'unclear', objection: inquiry.refusal };
  if (inquiry.violation !== undefined) return { answer: 'no', objection: inquiry.violation };
  return { answer: 'yes' };
}

const outermost: Omit<Surroundings, 'inquiry'> = {
  ctes: new Map(),
  outerColumns: false,
  place: 'last',
  use: 'shown',
  compared: false,
  mayAggregate: false,
  onlyTables: false,
};

function secondAt(statements: readonly unknown[]): number | undefined {
  const second = statements[1];
  const at = isPlainObject(second) ? second.stmt_location : undefined;
  return typeof at === 'number' ? at : undefined;
}
