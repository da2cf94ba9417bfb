const names: ReadonlyMap<string, string> = new Map([
  ['CreateTableAsStmt', 'CREATE TABLE AS'],
  ['VariableSetStmt', 'SET'],
  ['VariableShowStmt', 'SHOW'],
  ['DeclareCursorStmt', 'DECLARE'],
  ['TransactionStmt', 'a transaction statement'],
  ['CreateStmt', 'CREATE TABLE'],
  ['ViewStmt', 'CREATE VIEW'],
  ['CheckPointStmt', 'CHECKPOINT'],
  ['SecLabelStmt', 'SECURITY LABEL'],
  ['IndexStmt', 'CREATE INDEX'],
  ['RefreshMatViewStmt', 'REFRESH MATERIALIZED VIEW'],
]);

/** What people call a statement, from its node's kind: `CopyStmt` is COPY. */
export function statementName(kind: string): string {
  return names.get(kind) ?? words(kind.replace(/Stmt$/, '')).toUpperCase();
}

function words(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}
