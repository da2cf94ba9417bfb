import { type PlanLoss, planLosses } from '../../analysis/plan-losses.ts';
import { witnessEngine } from '../../analysis/witness-engine.ts';
import type { Plan } from '../../model/documents.ts';
import type { Witness } from '../../model/finding.ts';
import type { Rate } from '../../model/rule.ts';
import type { EffectiveWorkspace } from '../../model/workspace.ts';
import { control } from '../control.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const planNotMonotone: LintRule = {
  code: 'plan/not-monotone',
  level: 'error',
  kind: 'A',
  edition: 1,
  finds: 'a higher plan that gives less; the call it loses',
  help: 'give the higher plan at least what the lower one gives, or put the `rank`s right',
  controls: [
    control('nist-800-53', 'CM-6'),
    control('soc2', 'CC8.1'),
    control('atlas-mitigations', 'AML.M0004'),
  ],
  needs: ['plans'],
  check: higherPlansGiveNoLess,
};

/** Whatever a plan entitles to or has room for, every plan of a higher rank does too. */
function* higherPlansGiveNoLess({ workspace }: LintContext): Iterable<Report> {
  if (workspace.plans === undefined) return;
  for (const loss of planLosses(workspace.plans.values())) yield reportOf(loss, workspace);
}

function reportOf(loss: PlanLoss, workspace: EffectiveWorkspace): Report {
  const [lower, higher] = [loss.lower.name.value, loss.higher.name.value];
  switch (loss.kind) {
    case 'tool': {
      const { tool, entry } = loss;
      const witness = deniedCall(loss.higher, tool, workspace);
      return {
        message: `${tool}: a call of it, which ${lower} entitles to and ${higher} refuses`,
        label: `gives less than ${lower}`,
        help: `add ${entry} to the \`tools\` of ${higher}, or put the \`rank\`s right`,
        place: loss.higher.name.place,
        tool,
        ...(witness === undefined ? {} : { witness }),
      };
    }
    case 'limit': {
      const { limit, room } = loss;
      const { count, unitMs, text } = limit.rate.value;
      const name = limit.name.value;
      const enough =
        room === Infinity ? `no limit, as ${lower} has` : `${room}${text.slice(text.indexOf('/'))}`;
      return {
        message: `${name}: call ${count + 1} in ${spanWords(unitMs)}, which ${lower} has room for and ${higher} refuses`,
        label: `gives less than ${lower}`,
        help: `write ${enough}, or put the \`rank\`s right`,
        place: limit.rate.place,
        tool: loss.tool,
      };
    }
    case 'undecided':
      return {
        message: `${lower} and ${higher} have too many globs to say whether ${higher} gives less`,
        help: 'name the tools, or write fewer globs',
        place: loss.higher.name.place,
      };
  }
}

function spanWords(unitMs: Rate['unitMs']): string {
  const words = new Map([
    [1_000, 'a second'],
    [60_000, 'a minute'],
    [3_600_000, 'an hour'],
    [86_400_000, 'a day'],
  ]);
  return words.get(unitMs) ?? `${unitMs / 1000} seconds`;
}

/** A call of a tenant of the plan that the engine refuses for its plan; undefined where no tenant has the plan. */
function deniedCall(plan: Plan, tool: string, workspace: EffectiveWorkspace): Witness | undefined {
  const tenant = [...workspace.tenants.values()].find(
    (policy) => policy.plan === plan.name.value && policy.status === 'active',
  );
  if (tenant === undefined) return undefined;
  const required = workspace.envelope.required.map((key) => [key, 'x'] as const);
  const context = { ...Object.fromEntries(required), tenant_id: tenant.tenantId };
  const { code } = witnessEngine(workspace).decide({ tool, arguments: {}, context });
  return code === 'not_entitled' ? { tool, arguments: {}, context, kind: 'decision' } : undefined;
}
