import type { FileLine, WorkspaceChange } from '../analysis/diff/workspace-change.ts';
import type { PlanChange } from '../analysis/plan-diff.ts';
import type { TenantChange, TenantDiff } from '../analysis/tenant-change.ts';
import type { WorkspaceComparison } from './diff-view.ts';
import { jsonText } from './json-text.ts';

/** Two plans compared, and what a tenant that moves from the one to the other would lose and gain. */
export interface PlanComparison {
  readonly from: string;
  readonly to: string;
  readonly changes: readonly PlanChange[];
  readonly tenant?: TenantDiff;
}

/** What `diff --format json` prints, read again: of plans it has no places. */
export interface DiffOutput extends Omit<WorkspaceComparison, 'plans'> {
  readonly schemaVersion: 1;
  readonly plans: readonly {
    readonly plan: string;
    readonly to?: string;
    readonly changes: readonly Omit<PlanChange, 'where'>[];
  }[];
}

/** The result as `diff --format json` prints it (`schemas/diff-output.schema.json`). Nothing is left out. */
export function diffJson(comparison: PlanComparison | WorkspaceComparison): string {
  return jsonText(diffOutput(comparison));
}

/** The same as data, for a result that it is a part of. */
export function diffOutput(comparison: PlanComparison | WorkspaceComparison): object {
  const { from, to, tenants, groups, workspace, plans, text } =
    'changes' in comparison ? asWorkspaceComparison(comparison) : comparison;
  return {
    schemaVersion: 1,
    from,
    to,
    tenants: tenants.map(({ tenant, verdict, changes, undecided }) => ({
      tenant,
      verdict,
      changes: changes.map(changeJson),
      undecided,
    })),
    groups,
    workspace: workspace.map(changeJson),
    plans: plans.map(({ plan, to: other, changes }) => ({
      plan,
      to: other,
      changes: changes.map(planChangeJson),
    })),
    text,
  };
}

function asWorkspaceComparison({ from, to, changes, tenant }: PlanComparison): WorkspaceComparison {
  return {
    from: `plan:${from}`,
    to: `plan:${to}`,
    tenants: tenant === undefined ? [] : [tenant],
    groups: [],
    workspace: [],
    plans: [{ plan: from, to, changes }],
    text: [],
  };
}

function planChangeJson({ kind, name, from, to, effect }: PlanChange): object {
  return { kind, name, from, to, effect };
}

function changeJson({ where, ...change }: TenantChange | WorkspaceChange): object {
  return { ...change, where: { from: lineOf(where.from), to: lineOf(where.to) } };
}

function lineOf(place: FileLine | null): FileLine | null {
  return place === null ? null : { file: place.file, line: place.line };
}
