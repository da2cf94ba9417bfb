import type { BoundSql } from '../../engine/compile/bound-matcher.ts';
import { holdsOf, type SqlHold, sqlCondition, sqlConstant, sqlName, tablesOf } from './sql-names.ts';
import { type SqlReach, type SqlTemplate, sqlTemplates } from './sql-templates.ts';

/** A query, and whose rows it shows. */
export interface TellingSql {
  readonly text: string;
  readonly reach: SqlReach;
}

/** A table that people have, for boundaries that list none. */
export const usualTable = 'orders';

/**
 * Queries that a person would try against an `sql`, the most telling first. `another` is the same of another tenant;
 * absent: a value that is nobody's.
 */
export function tellingSql(
  own: BoundSql,
  tenantId: string,
  another?: BoundSql,
  anotherId = 'x',
): readonly TellingSql[] {
  const mine = holdsOf(own.policy, tenantId);
  const theirs =
    another === undefined
      ? mine.map(({ column }) => ({ column, value: anotherId }))
      : holdsOf(another.policy, anotherId);
  const [table = usualTable] = tablesOf(own.policy) ?? [usualTable];
  // Patterns ask for a condition with blanks or without.
  return sqlTemplates
    .filter(({ ofOneColumn }) => ofOneColumn !== true || mine.length === 1)
    .flatMap((template) =>
      spellings(template).map(([text, equals]) => ({
        text: written(text, table, mine, theirs, equals),
        reach: template.reach,
      })),
    );
}

function spellings({ text }: SqlTemplate): readonly (readonly [text: string, equals: string])[] {
  const lower = text.replace(/\b[A-Z]+\b/g, (word) => word.toLowerCase());
  return [
    [text, ' = '],
    [text, '='],
    [lower, ' = '],
  ];
}

function written(
  template: string,
  table: string,
  mine: readonly SqlHold[],
  theirs: readonly SqlHold[],
  equals: string,
): string {
  const own = sqlCondition(mine, equals);
  const [first] = mine;
  const parts = new Map([
    ['cols', '*'],
    ['t', sqlName(table)],
    ['x', 'secrets'],
    ['own', own],
    ['another', sqlCondition(theirs, equals)],
    ['line', own],
    ['inside', own],
    ['quoted', own],
    ['column', sqlName(first?.column ?? 'x')],
    ['value', sqlConstant(first?.value ?? 'x')],
    ['tail', ''],
  ]);
  return template.replace(/\{(\w+)\}/g, (_, name: string) => parts.get(name) ?? '');
}
