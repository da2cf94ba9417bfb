import { entitlesToSome } from '../../analysis/plan-diff.ts';
import { toolRoom, totalRoom } from '../../analysis/plan-room.ts';
import { mayPass } from '../../analysis/usable-tools.ts';
import { isToolGlob } from '../../engine/tool-name.ts';
import type { Plan } from '../../model/documents.ts';
import type { EffectiveRule } from '../../model/workspace.ts';
import { control } from '../control.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { type TenantGroup, tenantGroups } from '../tenant-groups.ts';

export const planExceeds: LintRule = {
  code: 'plan/exceeds',
  level: 'error',
  kind: 'F',
  edition: 1,
  finds: "a tenant's limit or tool beyond its plan",
  help: 'take the tool or limit out of the policy, or give the tenant a plan that has it',
  controls: [
    control('nist-800-53', 'AC-6'),
    control('nist-800-53', 'CM-7'),
    control('soc2', 'CC6.3'),
    control('soc2', 'CC8.1'),
  ],
  needs: ['plans'],
  check: policiesKeepToTheirPlans,
};

/** A policy allows only tools that its plan entitles to, and no limit of a rule is one that the plan never lets it reach. */
function* policiesKeepToTheirPlans({ workspace }: LintContext): Iterable<Report> {
  for (const group of tenantGroups(workspace)) {
    const { plan, policy } = group;
    if (plan === undefined) continue;
    for (const rule of policy.rules) {
      if (!mayPass(rule)) continue;
      yield* toolsBeyond(rule, plan, group);
      yield* limitBeyond(rule, plan, group);
    }
  }
}

function* toolsBeyond({ rule, name }: EffectiveRule, plan: Plan, { tenants }: TenantGroup): Iterable<Report> {
  for (const { value, place } of rule.tools) {
    // Of a glob the plan takes its part.
    if (entitlesToSome(plan, value)) continue;
    yield {
      message: `the policy lets ${value} pass, and the plan ${plan.name.value} does not entitle to it: every call is denied`,
      label: `not among the tools of ${plan.name.value}`,
      help: `take the rule out, or add ${value} to the \`tools\` of ${plan.name.value} (${plan.place.file}:${plan.name.place.line})`,
      place,
      tenants,
      rule: name,
      tool: value,
      causes: [plan.place.file],
    };
  }
}

function* limitBeyond({ rule, name }: EffectiveRule, plan: Plan, { tenants }: TenantGroup): Iterable<Report> {
  const { rateLimit, tools } = rule;
  if (rateLimit === undefined) return;
  const { count, unitMs, text } = rateLimit.value;
  const entitled = tools.filter(({ value }) => entitlesToSome(plan, value));
  if (entitled.length === 0) return;
  // A glob may stand for any number of tools, each with the room that its limit gives.
  const each = entitled.map(({ value }) => {
    const room = toolRoom(plan, value, unitMs);
    return isToolGlob(value) && room > 0 ? Infinity : room;
  });
  const room = Math.min(
    totalRoom(plan, unitMs),
    each.reduce((sum, calls) => sum + calls, 0),
  );
  if (room >= count) return;
  yield {
    message: `the limit ${text} is never reached: the plan ${plan.name.value} has room for ${room} calls in that time`,
    label: `more than ${plan.name.value} gives`,
    help: `write a limit that the plan leaves room for, or raise that of ${plan.name.value} (${plan.place.file}:${plan.name.place.line})`,
    place: rateLimit.place,
    tenants,
    rule: name,
    causes: [plan.place.file],
  };
}
