import { diffPlans, givesMore } from '../analysis/plan-diff.ts';
import { diffTenantPlans, type TenantDiff } from '../analysis/tenant-plan-diff.ts';
import { UserMistake } from '../host/user-mistake.ts';
import type { Plan } from '../model/documents.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';
import { diffJson, type PlanComparison } from '../report/diff-json.ts';
import { diffMarkdown } from '../report/diff-markdown.ts';
import { diffPretty } from '../report/diff-pretty.ts';
import type { Palette } from '../report/palette.ts';
import { suggest } from '../text/suggest.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { loadSoundWorkspace } from './load-sound-workspace.ts';

/** `policy diff`: what may happen under one that may not under the other. */
export const diffCommand: CommandDefinition = {
  summary: 'two plans: what may happen under one that may not under the other',
  operands: [{ name: '[operands...]', about: 'plan:NAME plan:NAME' }],
  options: [
    { flags: '--tenant <id>', about: 'what this tenant would lose and gain' },
    { flags: '--fail-on <effect>', about: 'exit 1 where something may happen that could not before: wider' },
  ],
  formats: ['pretty', 'json', 'markdown'],
  example: `
policy diff plan:free plan:pro

plan free → plan pro
  +  limit send_email   10/hour  →  100/hour  wider  plans.yaml:3 → plans.yaml:4
  1 change: 1 wider, 0 narrower
`,
  run: runDiff,
};

async function runDiff(context: CommandContext): Promise<ExitCode> {
  const { given } = context;
  const failOn = given.choices('fail-on', ['wider']);
  const [from, to] = planOperands(given.operands);
  const tenant = given.text('tenant');
  const { workspace } = (await loadSoundWorkspace(context)).resolved;
  const comparison = comparePlans(workspace, from, to, tenant);
  await context.report((format, palette) => render(comparison, format, palette));
  const asked = comparison.tenant?.changes.some(givesMore) ?? comparison.changes.some(givesMore);
  return failOn.length > 0 && (asked || comparison.tenant?.verdict === 'undecided') ? 1 : 0;
}

function planOperands(operands: readonly string[]): readonly [from: string, to: string] {
  const [from, to, ...more] = operands.map(planName);
  if (from !== undefined && to !== undefined && more.length === 0) return [from, to];
  const named = operands.length === 1 ? '1 is named' : `${operands.length} are named`;
  throw new UserMistake(`diff compares two plans, and ${named}`, { help: later });
}

const later =
  'write plan:NAME plan:NAME; files, workspaces, bundles and git revisions cannot be compared yet';

function planName(operand: string): string {
  if (!operand.startsWith('plan:')) throw new UserMistake(`'${operand}' names no plan`, { help: later });
  return operand.slice('plan:'.length);
}

function comparePlans(
  workspace: EffectiveWorkspace,
  from: string,
  to: string,
  tenantId: string | undefined,
): PlanComparison {
  const [before, after] = [planNamed(workspace, from), planNamed(workspace, to)];
  const tenant = tenantId === undefined ? undefined : tenantDiff(workspace, tenantId, before, after);
  return { from, to, changes: diffPlans(before, after), ...(tenant === undefined ? {} : { tenant }) };
}

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

function tenantDiff(workspace: EffectiveWorkspace, id: string, from: Plan, to: Plan): TenantDiff {
  const policy = workspace.tenants.get(id);
  if (policy === undefined) throw unknownName('tenant', id, [...workspace.tenants.keys()]);
  return diffTenantPlans(policy, workspace, from, to);
}

const mostNames = 12;

function unknownName(what: string, name: string, known: readonly string[]): UserMistake {
  const near = suggest(name, known);
  const listed = `${what}s are ${known.slice(0, mostNames).join(', ')}${known.length > mostNames ? ', ...' : ''}`;
  return new UserMistake(`there is no ${what} '${name}'`, {
    help: near === undefined ? listed : `did you mean ${near}?`,
  });
}

function render(comparison: PlanComparison, format: string, palette: Palette): string {
  if (format === 'json') return diffJson(comparison);
  return format === 'markdown' ? diffMarkdown(comparison) : diffPretty(comparison, palette);
}
