import type { PlanChange } from '../analysis/plan-diff.ts';
import type { TenantChange, TenantDiff } from '../analysis/tenant-plan-diff.ts';
import type { JsonObject } from '../model/json.ts';
import { jsonText } from './json-text.ts';

/** Two plans compared, and what a tenant that moves from the one to the other would lose and gain. */
export interface PlanComparison {
  readonly from: string;
  readonly to: string;
  readonly changes: readonly PlanChange[];
  readonly tenant?: TenantDiff;
}

/** The result as `diff --format json` prints it (`schemas/diff-output.schema.json`). */
export function diffJson({ from, to, changes, tenant }: PlanComparison): string {
  const output: JsonObject = {
    schemaVersion: 1,
    from: `plan:${from}`,
    to: `plan:${to}`,
    tenants: tenant === undefined ? [] : [{ ...tenant, changes: tenant.changes.map(tenantChangeJson) }],
    groups: [],
    workspace: [],
    plans: [{ plan: from, to, changes: changes.map(planChangeJson) }],
    text: [],
  };
  return jsonText(output);
}

function planChangeJson({ kind, name, from, to, effect }: PlanChange): JsonObject {
  return { kind, name, from, to, effect };
}

function tenantChangeJson({ where, ...change }: TenantChange): JsonObject {
  return {
    ...change,
    where: {
      from: { file: where.from.file, line: where.from.line },
      to: { file: where.to.file, line: where.to.line },
    },
  };
}
