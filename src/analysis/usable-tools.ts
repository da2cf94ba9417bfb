import { totalToolCalls } from '../engine/limits/tool-limits.ts';
import { toolGlobsOverlap } from '../engine/resolve/glob-overlap.ts';
import { isToolGlob } from '../engine/tool-name.ts';
import type { Plan } from '../model/documents.ts';
import type { Rule } from '../model/rule.ts';
import type { EffectivePolicy, EffectiveRule } from '../model/workspace.ts';
import { impliesRate } from './compare-rates.ts';
import { entitlesTo, entitlesToSome } from './plan-diff.ts';

/** The names and globs of tools that the policy may decide to allow or hold; each once. */
export function usableTools(policy: EffectivePolicy): readonly string[] {
  const named = policy.rules.filter(mayPass).flatMap(({ rule }) => rule.tools.map((tool) => tool.value));
  return [...new Set(policy.defaultAction === 'deny' ? named : [...named, '**'])];
}

/** Whether a rule may decide to allow or hold a call. */
export function mayPass({ rule }: EffectiveRule): boolean {
  return mayPassRule(rule);
}

/** The same of a rule where it is written. */
export function mayPassRule(rule: Rule): boolean {
  const actions = [
    ...rule.conditions.map((condition) => condition.action),
    ...(rule.action === undefined ? [] : [rule.action]),
  ];
  return actions.some((action) => action.value !== 'deny');
}

/**
 * Whether a tenant feels that two plans give a limit of this name differently. A tool that only one plan entitles to is
 * lost or gained, not limited differently.
 */
export function feelsLimit(name: string, policy: EffectivePolicy, from: Plan, to: Plan): boolean {
  const tools = usableTools(policy);
  if (name === totalToolCalls) return tools.length > 0;
  const limited = tools.filter((tool) => toolGlobsOverlap(tool, name));
  if (!limited.some((tool) => entitlesToSome(from, tool) && entitlesToSome(to, tool))) return false;
  if (!isToolGlob(name) && !(entitlesTo(from, name) && entitlesTo(to, name))) return false;
  return !isBoundByRule(name, policy, from, to);
}

/** Whether the one rule through which calls of the tool can pass is stricter than what either plan says. */
function isBoundByRule(name: string, policy: EffectivePolicy, from: Plan, to: Plan): boolean {
  const passing = policy.rules.filter(
    (rule) => mayPass(rule) && rule.rule.tools.some((tool) => toolGlobsOverlap(tool.value, name)),
  );
  const [only] = passing;
  const own = only?.rule.rateLimit?.value;
  if (own === undefined || passing.length > 1 || policy.defaultAction !== 'deny') return false;
  const rates = [from, to].map((plan) => plan.limits.find((limit) => limit.name.value === name)?.rate.value);
  return rates.every((rate) => rate === undefined || impliesRate(own, rate));
}
