import type { EffectiveWorkspace, SqlParser } from '../engine/index.ts';
import { usesSql } from '../engine/index.ts';
import { loadSqlGrammar } from './load-sql-grammar.ts';

/** The grammar that a workspace needs, as an engine's option: none, and nothing is loaded, where no policy asks `sql`. */
export async function grammarFor(workspace: EffectiveWorkspace): Promise<{ readonly sql?: SqlParser }> {
  return usesSql(workspace) ? { sql: await loadSqlGrammar() } : {};
}
