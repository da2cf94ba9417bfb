/** What a grammar made of a text. `offset` counts UTF-16 units from the start of the text. */
export type SqlReading =
  | {
      readonly ok: true;
      /** PostgreSQL's raw parse tree in the JSON form of libpg_query, `{stmts: [{stmt}]}`. Its locations are bytes. */
      readonly tree: unknown;
    }
  | { readonly ok: false; readonly error: string; readonly offset?: number };

/** The database's own grammar. The engine is handed one; it loads none. Synchronous, and must not throw. */
export interface SqlParser {
  parse(text: string): SqlReading;
}
