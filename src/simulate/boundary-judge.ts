import { createEngine } from '../engine/create-engine.ts';
import type { LimitStore } from '../engine/limits/limit-store.ts';
import type { SqlParser } from '../engine/sql/sql-parser.ts';
import type { BoundaryEntry, BoundaryTool } from '../model/documents.ts';
import type { UnjudgeableArguments } from '../model/json.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';

/** Says what boundaries say by themselves: no rule, no plan, no baseline, no limit, enforced or not. */
export interface BoundaryJudge {
  /** Whether every bounded argument of a call gets yes from the tenant's boundary. */
  readonly isWithin: (tenant: string, tool: string, args: unknown) => boolean;
}

/**
 * Asks the engine that decides, of a workspace that allows all that boundaries take. `entriesOf` says which of a tool's
 * entries count: those of arguments where it is absent, for what surrounds a call is not the call's.
 */
export function createBoundaryJudge(
  workspace: EffectiveWorkspace,
  sql: SqlParser | undefined,
  entriesOf: (tool: BoundaryTool) => readonly BoundaryEntry[] = argumentEntries,
): BoundaryJudge {
  const engine = createEngine(bareWorkspace(workspace, entriesOf), {
    clock: () => 0,
    limits: noLimits,
    ...(sql === undefined ? {} : { sql }),
  });
  return {
    isWithin: (tenant, tool, args: unknown | UnjudgeableArguments) =>
      engine.decide({ tool, arguments: args, context: { tenant_id: tenant } }).action === 'allow',
  };
}

function argumentEntries({ entries }: BoundaryTool): readonly BoundaryEntry[] {
  return entries.filter(({ path }) => path.root === 'arguments');
}

function bareWorkspace(
  { limits, boundaries, tenants }: EffectiveWorkspace,
  entriesOf: (tool: BoundaryTool) => readonly BoundaryEntry[],
): EffectiveWorkspace {
  return {
    envelope: { required: ['tenant_id'] },
    limits,
    baseline: [],
    boundaries: boundaries.map(({ file, tools }) => ({
      file,
      enforce: true,
      tools: tools.map((tool) => ({ ...tool, entries: entriesOf(tool) })),
    })),
    tenants: new Map([...tenants].map(([id, policy]) => [id, barePolicy(policy)])),
  };
}

function barePolicy({ tenantId, bindings, labels, place }: EffectivePolicy): EffectivePolicy {
  return {
    tenantId,
    status: 'active',
    bindings,
    rules: [],
    defaultAction: 'allow',
    logging: {},
    labels,
    place,
  };
}

/** Nothing is limited where there are no plans and no rules. */
const noLimits: LimitStore = { take: () => ({ taken: true, standings: [] }) };
