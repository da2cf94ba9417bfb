/** Whose rows a query of a template shows or changes. */
export type SqlReach = 'own' | 'another' | 'everyone' | 'other';

/**
 * A query that somebody would try. `{t}` is a table, `{cols}` columns, `{own}` the condition that the boundary asks for
 * and `{another}` the same with another tenant's value; `{line}`, `{inside}` and `{quoted}` are text that the database
 * does not read, in which the condition stands; `{tail}` is an ordering and a limit, or nothing.
 */
export interface SqlTemplate {
  readonly text: string;
  /** `other`: none of the tenant's business, whoever's it is. */
  readonly reach: SqlReach;
  /** Only where one column is held. */
  readonly ofOneColumn?: boolean;
}

/** The most telling first, which are the shortest that a person thinks of. */
export const sqlTemplates: readonly SqlTemplate[] = [
  { reach: 'another', text: 'SELECT {cols} FROM {t} WHERE {another}{tail}' },
  { reach: 'everyone', text: 'SELECT {cols} FROM {t}{tail}' },
  { reach: 'everyone', text: 'SELECT {cols} FROM {t} WHERE {own} OR true{tail}' },
  { reach: 'another', text: 'SELECT {cols} FROM {t} WHERE {own} OR {another}{tail}' },
  { reach: 'everyone', text: 'SELECT {cols} FROM {t} WHERE true OR {own}{tail}' },
  { reach: 'another', text: 'SELECT {cols} FROM {t} WHERE {another} OR {own}{tail}' },
  { reach: 'everyone', text: 'SELECT {cols} FROM {t} WHERE {own} OR 1 = 1{tail}' },
  { reach: 'everyone', text: 'SELECT * FROM {t} WHERE {own} UNION SELECT * FROM {t}{tail}' },
  { reach: 'everyone', text: 'SELECT * FROM {t} UNION SELECT * FROM {t} WHERE {own}{tail}' },
  { reach: 'another', text: 'SELECT {cols} FROM {t} WHERE {another} -- {line}' },
  { reach: 'another', text: 'SELECT {cols} FROM {t} WHERE {another} /* {inside} */{tail}' },
  { reach: 'everyone', text: 'SELECT {cols} FROM {t} -- {line}' },
  { reach: 'everyone', text: 'SELECT {cols} FROM {t} /* {inside} */{tail}' },
  { reach: 'everyone', text: 'SELECT {cols} /* {inside} */ FROM {t}{tail}' },
  { reach: 'everyone', text: '/* {inside} */ SELECT {cols} FROM {t}{tail}' },
  { reach: 'everyone', text: "SELECT {cols} FROM {t} WHERE $${quoted}$$ <> ''{tail}" },
  { reach: 'everyone', text: 'SELECT {cols} FROM {t} WHERE ({own}) IS NOT NULL{tail}' },
  { reach: 'everyone', text: 'SELECT {cols} FROM {t} WHERE {own} IS NOT NULL{tail}', ofOneColumn: true },
  { reach: 'everyone', text: 'SELECT {cols} FROM {t} WHERE NOT ({own}){tail}' },
  { reach: 'everyone', text: 'SELECT {cols} FROM {t} WHERE NOT {own}{tail}', ofOneColumn: true },
  { reach: 'everyone', text: 'SELECT * FROM {t} ORDER BY {own}' },
  { reach: 'everyone', text: 'SELECT {own}, * FROM {t}{tail}' },
  { reach: 'everyone', text: 'SELECT x.* FROM {t} x, {t} y WHERE y.{own}', ofOneColumn: true },
  { reach: 'everyone', text: 'SELECT {cols} FROM {t} WHERE EXISTS (SELECT 1 FROM {t} WHERE {own}){tail}' },
  { reach: 'everyone', text: 'WITH x AS (SELECT 1 FROM {t} WHERE {own}) SELECT {cols} FROM {t}{tail}' },
  { reach: 'everyone', text: 'SELECT {cols} FROM {t} WHERE {own}; SELECT {cols} FROM {t}{tail}' },
  { reach: 'everyone', text: 'DELETE FROM {t} WHERE {own} OR true' },
  { reach: 'everyone', text: 'DELETE FROM {t} -- {line}' },
  { reach: 'everyone', text: 'UPDATE {t} SET {column} = {value} WHERE {own} OR true' },
  { reach: 'other', text: 'SELECT {cols} FROM {x} WHERE {own}{tail}' },
  { reach: 'other', text: 'DELETE FROM {t} WHERE {own}' },
  { reach: 'own', text: 'SELECT {cols} FROM {t} WHERE {own}{tail}' },
];
