import type { SqlPolicy } from '../../engine/sql/sql-policy.ts';
import type { Scalar } from '../../model/json.ts';

/** A column and the value that one tenant's boundary holds it to. */
export interface SqlHold {
  readonly column: string;
  readonly value: Scalar;
}

/** What a query of a policy's own would hold; a value that only the context knows is `x`. */
export function holdsOf({ scopes }: SqlPolicy, tenantId: string): readonly SqlHold[] {
  return scopes.map(({ column, options }) => {
    const [value] = options.values;
    return { column, value: value ?? (options.contextKeys.includes('tenant_id') ? tenantId : 'x') };
  });
}

/** Tables that the policy lists and that are not everybody's; undefined where it takes any name. */
export function tablesOf({ tables, sharedTables }: SqlPolicy): readonly string[] | undefined {
  const own = [...(tables ?? [])].filter((name) => !sharedTables.has(name));
  return own.length === 0 ? undefined : own;
}

/** The name of a table, its schema before it where it has one, as SQL writes it. */
export function sqlName(name: string): string {
  return name
    .split('.')
    .map((part) => (/^[a-z_][a-z0-9_]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`))
    .join('.');
}

/** A constant as SQL writes it. */
export function sqlConstant(value: Scalar): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** The conjunction that holds the columns. */
export function sqlCondition(holds: readonly SqlHold[], equals = ' = '): string {
  return holds.map(({ column, value }) => `${sqlName(column)}${equals}${sqlConstant(value)}`).join(' AND ');
}
