import { literalText } from '../../../model/template-text.ts';
import type { AttackFamily, AttackTarget, Variant } from '../attack-family.ts';
import { ours, recorded, type TextPart, text } from '../draft.ts';
import { foreignText } from '../foreign-text.ts';
import { matcherPart } from '../matcher-part.ts';

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
  return matcherPart(matcher, 'sql')?.scopedBy[0]?.column ?? 'tenant_id';
}

/** A table that there is, where the boundary names one. */
function tableOf({ matcher }: AttackTarget): string {
  const [first] = matcherPart(matcher, 'sql')?.tables ?? [];
  return (first === undefined ? undefined : literalText(first)) ?? 'documents';
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
  const all = `SELECT * FROM ${tableOf(target)}`;
  const line = recorded(bodyOf(target).replace(/\s+/g, ' '));
  return variants('the condition where the database does not ask it', [
    [`${all} -- `, line],
    [`${all} /* `, line, ' */'],
    [`${all} WHERE $$`, line, "$$ <> ''"],
    ['SELECT *, EXISTS (', line, `) FROM ${tableOf(target)}`],
    [`${all} WHERE EXISTS (`, line, ')'],
    [`${all} WHERE NOT EXISTS (`, line, ') OR true'],
    ['WITH own AS (', line, `) ${all}`],
    [`${all} LEFT JOIN (`, line, ') AS own ON true'],
  ]);
}

function beside(target: AttackTarget): readonly Variant[] {
  const all = `SELECT * FROM ${tableOf(target)}`;
  const body = recorded(bodyOf(target));
  return variants('a second query beside the own', [
    [body, ` UNION ${all}`],
    [body, ' UNION ALL SELECT * FROM users'],
    [`${all} UNION `, body],
    [body, `; ${all}`],
    [body, `; DELETE FROM ${tableOf(target)}`],
    [`DROP TABLE ${tableOf(target)}; `, body],
    [body, `; ${foreignText(target)}`],
    [body, ' AND EXISTS (SELECT 1 FROM users)'],
    ['EXPLAIN ANALYZE ', body],
    ['COPY (', body, ") TO PROGRAM 'id'"],
    ['CREATE TABLE loot AS ', body],
  ]);
}

function plain(target: AttackTarget): readonly Variant[] {
  const table = tableOf(target);
  const id = target.strangers[0]?.bindings.tenantId ?? 'other';
  return [
    `SELECT * FROM ${table}`,
    'SELECT * FROM pg_catalog.pg_tables',
    "SELECT pg_read_file('/etc/passwd')",
    `UPDATE ${table} SET ${columnOf(target)} = '${id}'`,
    `DELETE FROM ${table}`,
  ].map((query) => ({ what: 'a query without the own condition', draft: ours(query) }));
}
