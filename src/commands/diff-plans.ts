import { withGrammar } from '../analysis/analysed-workspace.ts';
import { diffTool } from '../analysis/diff-tool.ts';
import { diffPlans } from '../analysis/plan-diff.ts';
import { diffTenantPlans } from '../analysis/tenant-plan-diff.ts';
import { totalToolCalls } from '../engine/limits/tool-limits.ts';
import { toolGlobsOverlap } from '../engine/resolve/glob-overlap.ts';
import { runBlocking } from '../host/interrupt.ts';
import { UserMistake } from '../host/user-mistake.ts';
import type { Plan } from '../model/documents.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';
import type { PlanComparison } from '../report/diff-json.ts';
import { grammarFor } from '../runtime/grammar-for.ts';
import type { CommandContext } from './command-context.ts';
import { loadSoundWorkspace } from './load-sound-workspace.ts';
import { unknownName } from './unknown-name.ts';

/** Whether an operand of `policy diff` names a plan. */
export function namesPlan(operand: string): boolean {
  return operand.startsWith('plan:');
}

/** Compares the two plans that the operands name, and what a tenant would feel of it. Throws `UserMistake`. */
export async function comparePlans(context: CommandContext): Promise<PlanComparison> {
  const { given } = context;
  const [from, to] = planNames(given.operands);
  const { resolved } = await loadSoundWorkspace(context);
  const { sql } = await grammarFor(resolved.workspace);
  const workspace = withGrammar(resolved.workspace, sql);
  const [before, after] = [planNamed(workspace, from), planNamed(workspace, to)];
  const id = given.text('tenant');
  const tool = given.text('tool');
  const isAsked = (name: string | undefined): boolean =>
    tool === undefined || name === undefined || name === totalToolCalls || toolGlobsOverlap(name, tool);
  const changes = diffPlans(before, after).filter(({ kind, name }) =>
    kind === 'limit' || kind === 'tool' ? isAsked(name) : true,
  );
  if (id === undefined) return { from, to, changes };
  const policy = tenantNamed(workspace, id);
  const tenant = runBlocking(() => diffTenantPlans(policy, workspace, before, after, diffTool));
  const felt = tenant.changes.filter((change) => isAsked(change.tool));
  return { from, to, changes, tenant: { ...tenant, changes: felt } };
}

function planNames(operands: readonly string[]): readonly [from: string, to: string] {
  const other = operands.find((operand) => !namesPlan(operand));
  if (other !== undefined) throw new UserMistake(`'${other}' names no plan`, { help: howTo });
  const [from, to, ...more] = operands.map((operand) => operand.slice('plan:'.length));
  if (from !== undefined && to !== undefined && more.length === 0) return [from, to];
  const named = operands.length === 1 ? '1 is named' : `${operands.length} are named`;
  throw new UserMistake(`diff compares two plans, and ${named}`, { help: howTo });
}

const howTo = 'write plan:NAME plan:NAME';

function planNamed(workspace: EffectiveWorkspace, name: string): Plan {
  const plans = workspace.plans;
  if (plans === undefined)
    throw new UserMistake('the workspace has no plans', {
      help: 'a document with `plans:` or `rate_limits:` holds them',
    });
  const plan = plans.get(name);
  if (plan !== undefined) return plan;
  throw unknownName('plan', name, [...plans.keys()]);
}

function tenantNamed(workspace: EffectiveWorkspace, id: string): EffectivePolicy {
  const policy = workspace.tenants.get(id);
  if (policy === undefined) throw unknownName('tenant', id, [...workspace.tenants.keys()]);
  return policy;
}
