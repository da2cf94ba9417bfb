import { entitlesToSome } from '../analysis/plan-diff.ts';
import { mayPass } from '../analysis/usable-tools.ts';
import type { Plan } from '../model/documents.ts';
import type { Sourced } from '../model/place.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';

/** A tool, or a glob of tools, that rules can allow or hold. */
export interface ToolInUse {
  /** The exact name or glob, where it is written first. */
  readonly tool: Sourced<string>;
  /** The name of that rule. */
  readonly rule: string;
  /** The plans of the tenants who have such a rule; undefined stands for no plans document. */
  readonly plans: ReadonlySet<Plan | undefined>;
  /** Every file in which such a rule is written. */
  readonly files: ReadonlySet<string>;
}

/**
 * The tools, by name or glob, that a rule of some active tenant can allow or hold, and that the tenant's plan entitles to
 * in part at least. Each once, in the order of the tenants. Linear in the rules of all tenants.
 */
export function toolsInUse(workspace: EffectiveWorkspace): readonly ToolInUse[] {
  const found = new Map<
    string,
    { tool: Sourced<string>; rule: string; plans: Set<Plan | undefined>; files: Set<string> }
  >();
  // Tenants that only fill in a template share its rules.
  const seen = new Map<EffectivePolicy['rules'], Set<Plan | undefined>>();
  for (const { rules, plan: planName, status } of workspace.tenants.values()) {
    const plan = planName === undefined ? undefined : workspace.plans?.get(planName);
    if (status === 'suspended' || (workspace.plans !== undefined && plan === undefined)) continue;
    const plans = seen.get(rules) ?? new Set();
    if (plans.has(plan)) continue;
    seen.set(rules, plans.add(plan));
    for (const rule of rules) {
      if (!mayPass(rule)) continue;
      for (const tool of rule.rule.tools) {
        if (plan !== undefined && !entitlesToSome(plan, tool.value)) continue;
        const use = found.get(tool.value) ?? { tool, rule: rule.name, plans: new Set(), files: new Set() };
        found.set(tool.value, use);
        use.plans.add(plan);
        use.files.add(tool.place.file);
      }
    }
  }
  return [...found.values()];
}
