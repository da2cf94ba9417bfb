import type { SqlParser, SqlReading } from '../engine/index.ts';

/**
 * PostgreSQL's own grammar (libpg_query, a WebAssembly module of 1.7 MB), for engines and runtimes whose policies ask
 * `sql`. Loading it takes some 60 ms once a process; what comes back reads synchronously and does not throw. Rejects
 * where the module cannot be loaded.
 */
export async function loadSqlGrammar(): Promise<SqlParser> {
  const { loadModule, parseSync, SqlError } = await import('libpg-query');
  await loadModule();
  return {
    parse(text): SqlReading {
      // PostgreSQL reads an empty text as no statement; the module throws.
      if (text === '') return { ok: true, tree: { stmts: [] } };
      try {
        return { ok: true, tree: parseSync(text) };
      } catch (error) {
        if (!(error instanceof SqlError)) return { ok: false, error: 'the grammar failed' };
        const offset = error.sqlDetails?.cursorPosition;
        return { ok: false, error: error.message, ...(offset === undefined ? {} : { offset }) };
      }
    },
  };
}
