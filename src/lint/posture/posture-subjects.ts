import type { Plan } from '../../model/documents.ts';
import type { Posture } from '../../model/posture.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../../model/workspace.ts';
import type { LintContext } from '../rule.ts';
import { type Risk, riskOf } from './risk.ts';

/** Tenants of whom the rules about postures say the same: they have one posture, one list of rules and one plan. */
export interface PostureSubject {
  readonly posture: Posture | undefined;
  readonly risk: Risk;
  /** The first of them. */
  readonly policy: EffectivePolicy;
  readonly plan: Plan | undefined;
  /** The ids of all of them. */
  readonly tenants: readonly string[];
}

/** A subject that declares a posture. */
export interface DeclaredSubject extends PostureSubject {
  readonly posture: Posture;
}

const known = new WeakMap<EffectiveWorkspace, readonly PostureSubject[]>();

/**
 * All tenants, suspended ones too, for their data is still there. Tenants that only fill in a template are one subject, so
 * that the work does not grow with them.
 */
export function postureSubjects({ workspace }: Pick<LintContext, 'workspace'>): readonly PostureSubject[] {
  const found = known.get(workspace) ?? collect(workspace);
  known.set(workspace, found);
  return found;
}

/** Those that declare a posture. */
export function declaredSubjects(context: Pick<LintContext, 'workspace'>): readonly DeclaredSubject[] {
  return postureSubjects(context).flatMap((subject) =>
    subject.posture === undefined ? [] : [{ ...subject, posture: subject.posture }],
  );
}

function collect(workspace: EffectiveWorkspace): readonly PostureSubject[] {
  const groups = new Map<Posture | undefined, Map<EffectivePolicy['rules'], Map<string, string[]>>>();
  for (const { posture, rules, plan = '', tenantId } of workspace.tenants.values()) {
    const byRules = groups.get(posture) ?? new Map<EffectivePolicy['rules'], Map<string, string[]>>();
    groups.set(posture, byRules);
    const byPlan = byRules.get(rules) ?? new Map<string, string[]>();
    byRules.set(rules, byPlan);
    const tenants = byPlan.get(plan);
    if (tenants === undefined) byPlan.set(plan, [tenantId]);
    else tenants.push(tenantId);
  }
  return [...groups].flatMap(([posture, byRules]) =>
    [...byRules.values()].flatMap((byPlan) =>
      [...byPlan].flatMap(([plan, tenants]): PostureSubject[] => {
        const policy = workspace.tenants.get(tenants[0] ?? '');
        if (policy === undefined) return [];
        return [{ posture, risk: riskOf(posture), policy, plan: workspace.plans?.get(plan), tenants }];
      }),
    ),
  );
}
