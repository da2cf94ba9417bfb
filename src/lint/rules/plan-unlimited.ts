import { toolRoom, totalRoom } from '../../analysis/plan-room.ts';
import type { Plan } from '../../model/documents.ts';
import type { Sourced } from '../../model/place.ts';
import { control } from '../control.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { tenantGroups } from '../tenant-groups.ts';
import { usedTools } from '../used-tools.ts';

export const planUnlimited: LintRule = {
  code: 'plan/unlimited',
  level: 'warning',
  kind: 'S',
  edition: 1,
  finds: 'a tool in use without any limit; no `total_tool_calls`',
  help: 'write `total_tool_calls` under `rate_limits` of the plan, and a limit for each tool that costs',
  controls: [
    control('owasp-llm', 'LLM10:2025'),
    control('atlas', 'AML.T0034'),
    control('atlas-mitigations', 'AML.M0004'),
    control('nist-800-53', 'SC-5'),
  ],
  check: callsAreLimited,
};

/** Every plan limits all calls together; without plans, every tool in use has a limit in its rule. */
function* callsAreLimited(context: LintContext): Iterable<Report> {
  const { workspace } = context;
  const unlimited = toolsWithoutLimit(context);
  if (workspace.plans === undefined) {
    yield* withoutPlans(unlimited.get(undefined));
    return;
  }
  for (const plan of workspace.plans.values()) {
    if (totalRoom(plan, day) < Infinity) continue;
    const tools = [...(unlimited.get(plan)?.tools.keys() ?? [])];
    const more = tools.length === 0 ? '' : `, and nothing at all limits ${listed(tools)}`;
    yield {
      message: `no limit counts all calls of a tenant on ${plan.name.value} together${more}`,
      label: 'no `total_tool_calls`',
      place: plan.name.place,
      causes: [...(unlimited.get(plan)?.tools.values() ?? [])].map(({ place }) => place.file),
    };
  }
}

const day = 86_400_000;

interface Unlimited {
  /** By name or glob, where it is written first. */
  readonly tools: Map<string, Sourced<string>>;
  readonly tenants: string[];
}

function toolsWithoutLimit(context: LintContext): ReadonlyMap<Plan | undefined, Unlimited> {
  const used = usedTools(context);
  const found = new Map<Plan | undefined, Unlimited>();
  for (const { policy, plan, tenants } of tenantGroups(context.workspace)) {
    const unlimited: Unlimited = found.get(plan) ?? { tools: new Map(), tenants: [] };
    found.set(plan, unlimited);
    let isOpen = false;
    for (const { tool, rule, written } of used(policy, plan)) {
      if (rule.rule.rateLimit !== undefined || written.value !== tool) continue;
      if (plan !== undefined && toolRoom(plan, tool, day) < Infinity) continue;
      isOpen = true;
      if (!unlimited.tools.has(tool)) unlimited.tools.set(tool, written);
    }
    if (isOpen) for (const id of tenants) unlimited.tenants.push(id);
  }
  return found;
}

function* withoutPlans(unlimited: Unlimited | undefined): Iterable<Report> {
  const [first] = unlimited?.tools.values() ?? [];
  if (unlimited === undefined || first === undefined) return;
  yield {
    message: `nothing limits how often ${listed([...unlimited.tools.keys()])} ${unlimited.tools.size === 1 ? 'is' : 'are'} called`,
    label: 'as often as an agent likes',
    help: 'write a document of plans with `total_tool_calls`, or `constraints: { rate_limit: ... }` in the rule',
    place: first.place,
    tenants: unlimited.tenants,
    tool: first.value,
    causes: [...unlimited.tools.values()].map(({ place }) => place.file),
  };
}

function listed(tools: readonly string[]): string {
  const shown = tools.slice(0, 3);
  const more = tools.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length < 2 ? shown.join() : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
