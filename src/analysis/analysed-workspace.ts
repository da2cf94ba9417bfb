import type { SqlParser } from '../engine/sql/sql-parser.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';

/** A workspace as it is analysed: where a policy asks `sql`, with the grammar that engines are given for it. */
export interface AnalysedWorkspace extends EffectiveWorkspace {
  readonly sql?: SqlParser;
}

/** The workspace with that grammar; itself where there is none. */
export function withGrammar(workspace: EffectiveWorkspace, sql: SqlParser | undefined): AnalysedWorkspace {
  return sql === undefined ? workspace : { ...workspace, sql };
}
