import type { AttackFamily, AttackTarget, Variant } from '../attack-family.ts';
import { ours, recorded, text, type TextPart } from '../draft.ts';
import { foreignText } from '../foreign-text.ts';

/** Queries that reach more rows than the one recorded, whose condition they still spell. */
export const sqlWidening: AttackFamily = {
  name: 'sql-widening',
  of: 'text',
  variants: (target) =>
    target.kind === 'sql' ? [...undone(target), ...hidden(target), ...beside(target), ...plain(target)] : [],
};

function variants(what: string, drafts: readonly (readonly TextPart[])[]): readonly Variant[] {
  return drafts.map((parts) => ({ what, draft: text(...parts) }));
}

/** Without what would end the condition before ours begins. */
function bodyOf({ text: own = '' }: AttackTarget): string {
  let end = own.trimEnd().length;
  while (own.charAt(end - 1) === ';') end -= 1;
  return own.slice(0, end);
}

function columnOf({ matcher }: AttackTarget): string {
  return (matcher.kind === 'sql' ? matcher.scopedBy[0]?.column : undefined) ?? 'tenant_id';
}

function undone(target: AttackTarget): readonly Variant[] {
  const body = bodyOf(target);
  const column = columnOf(target);
  const [stranger] = target.strangers;
  const id = stranger?.bindings.tenantId ?? 'other';
  const ends = [
    ' OR true',
    ' OR 1=1',
    ' or 1 = 1 --',
    ` OR ${column} = '${id}'`,
    ` OR ${column} IS NOT NULL`,
    ` OR ${column} <> ''`,
    ` OR ${column} LIKE '%'`,
    ' OR NOT false',
    '/**/OR/**/true',
    '\nOR\ntrue',
    ' IS NOT NULL',
    ' IS NULL OR true',
  ];
  return variants(
    'a condition that is undone',
    ends.map((end) => [recorded(body), end]),
  );
}

function hidden(target: AttackTarget): readonly Variant[] {
  const line = recorded(bodyOf(target).replace(/\s+/g, ' '));
  return variants('the condition where the database does not ask it', [
    ['SELECT * FROM documents -- ', line],
    ['SELECT * FROM documents /* ', line, ' */'],
    ['SELECT * FROM documents WHERE $$', line, "$$ <> ''"],
    ['SELECT *, EXISTS (', line, ') FROM documents'],
    ['SELECT * FROM documents WHERE EXISTS (', line, ')'],
    ['SELECT * FROM documents WHERE NOT EXISTS (', line, ') OR true'],
    ['WITH own AS (', line, ') SELECT * FROM documents'],
    ['SELECT * FROM documents LEFT JOIN (', line, ') AS own ON true'],
  ]);
}

function beside(target: AttackTarget): readonly Variant[] {
  const body = recorded(bodyOf(target));
  return variants('a second query beside the own', [
    [body, ' UNION SELECT * FROM documents'],
    [body, ' UNION ALL SELECT * FROM users'],
    ['SELECT * FROM documents UNION ', body],
    [body, '; SELECT * FROM documents'],
    [body, '; DELETE FROM documents'],
    ['DROP TABLE documents; ', body],
    [body, `; ${foreignText(target)}`],
    [body, ' AND EXISTS (SELECT 1 FROM users)'],
    ['EXPLAIN ANALYZE ', body],
    ['COPY (', body, ") TO PROGRAM 'id'"],
    ['CREATE TABLE loot AS ', body],
  ]);
}

function plain({ strangers }: AttackTarget): readonly Variant[] {
  return [
    'SELECT * FROM documents',
    'SELECT * FROM pg_catalog.pg_tables',
    "SELECT pg_read_file('/etc/passwd')",
    `UPDATE documents SET title = 'x' WHERE tenant_id = '${strangers[0]?.bindings.tenantId ?? 'other'}'`,
    'DELETE FROM documents',
  ].map((query) => ({ what: 'a query without the own condition', draft: ours(query) }));
}
