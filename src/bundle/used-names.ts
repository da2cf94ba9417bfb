/** What the references in a rule or boundary ask of a tenant. */
export interface UsedNames {
  readonly vars: ReadonlySet<string>;
  readonly tenantName: boolean;
}

/** The variables that references anywhere in a piece of bundle data name, and whether `${tenant.name}` is among them. */
export function usedNames(data: unknown): UsedNames {
  const vars = new Set<string>();
  const found = { tenantName: false };
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('ref' in value) {
      if (value.ref === 'tenant.name') found.tenantName = true;
      if (value.ref === 'vars' && 'name' in value && typeof value.name === 'string') vars.add(value.name);
      return;
    }
    for (const item of Object.values(value)) visit(item);
  };
  visit(data);
  return { vars, tenantName: found.tenantName };
}
