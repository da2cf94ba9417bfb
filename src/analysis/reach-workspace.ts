import { matchesToolName } from '../engine/tool-name.ts';
import type { Rule } from '../model/rule.ts';
import type { EffectivePolicy, EffectiveRule, EffectiveWorkspace } from '../model/workspace.ts';
import { algebraOf } from './analysis-session.ts';
import { decidesSample } from './decides-sample.ts';
import { findShadowed } from './find-shadowed.ts';
import { type DeadPart, findUnreachable, type Reachability, type RulePart } from './find-unreachable.ts';
import { entitlesTo } from './plan-diff.ts';
import { toolRepresentatives } from './tool-representatives.ts';

/**
 * A part of rules that never says anything: of no tool that its rule stands for, and for no tenant that has the rule and
 * does not put rules of its own before it.
 */
export interface UnreachedPart extends DeadPart {
  /** It may stop lists, or what cannot be judged, but no call with single values that it names. */
  readonly isShadowed: boolean;
  /** One of those tools, and one of those tenants. */
  readonly tool: string;
  readonly policy: EffectivePolicy;
  /** An earlier part that decides every call that comes to it, wherever this one was looked at. */
  readonly after?: RulePart;
}

/** How many tenants are asked about a part that is dead for all so far: their values differ, their rules do not. */
const mostAsked = 50;

const known = new WeakMap<EffectiveWorkspace, readonly UnreachedPart[]>();

/**
 * Every unreached part of the rules of all tenants, in the order of the tenants and their rules. What cannot be told is
 * left out. Tenants whose rules are the same up to their id and values are asked once, as long as nothing is dead. Done
 * once for a workspace.
 */
export function reachWorkspace(workspace: EffectiveWorkspace): readonly UnreachedPart[] {
  const before = known.get(workspace);
  if (before !== undefined) return before;
  const survey = createSurvey(workspace);
  const toolsOf = createToolNames(workspace);
  for (const policy of workspace.tenants.values()) {
    if (policy.status === 'suspended') continue;
    for (const tool of toolsOf(policy)) survey.ask(policy, tool);
  }
  const unreached = survey.unreached();
  known.set(workspace, unreached);
  return unreached;
}

interface Survey {
  readonly ask: (policy: EffectivePolicy, tool: string) => void;
  readonly unreached: () => readonly UnreachedPart[];
}

function createSurvey(workspace: EffectiveWorkspace): Survey {
  const alive = new Set<object>();
  const dead = new Map<object, UnreachedPart>();
  const asked = new Map<object, number>();
  const aliveShapes = new Set<string>();
  const shapeOf = createRuleShapes();
  const isEntitled = createEntitlements(workspace);
  const isSettled = (part: object): boolean => alive.has(part) || (asked.get(part) ?? 0) >= mostAsked;

  return {
    ask(policy, tool) {
      const rules = policy.rules.filter(({ rule }) =>
        rule.tools.some(({ value }) => matchesToolName(value, tool)),
      );
      const parts = rules.flatMap(({ rule }) => partKeys(rule));
      if (parts.every(isSettled) || !isEntitled(policy, tool)) return;
      const shape = [tool, ...rules.map(({ rule }) => shapeOf(rule, policy.tenantId))].join('\n');
      if (aliveShapes.has(shape)) {
        for (const key of parts) alive.add(key);
        return;
      }
      if (isAllSampled(workspace, policy, tool, rules)) {
        aliveShapes.add(shape);
        for (const key of parts) alive.add(key);
        return;
      }
      const reach = findUnreachable(workspace, policy, tool);
      const shadowedHere = findShadowed(workspace, policy, tool);
      if (reach.dead.length + shadowedHere.length === 0) aliveShapes.add(shape);
      const deadHere = new Map<object, Unsaid>(
        [
          ...shadowedHere.map((part) => ({ ...part, isShadowed: true })),
          ...reach.dead.map((part) => ({ ...part, isShadowed: false })),
        ].map((part) => [keyOf(part), part]),
      );
      for (const key of parts) {
        asked.set(key, (asked.get(key) ?? 0) + 1);
        const part = deadHere.get(key);
        if (part === undefined) alive.add(key);
        else if (!isOverridden(part, policy)) dead.set(key, noted(dead.get(key), part, reach, policy, tool));
      }
    },
    unreached: () => [...dead].filter(([key]) => !alive.has(key)).map(([, part]) => part),
  };
}

/** Whether guessed calls show that every part of some rules decides something. */
function isAllSampled(
  workspace: EffectiveWorkspace,
  policy: EffectivePolicy,
  tool: string,
  rules: readonly EffectiveRule[],
): boolean {
  algebraOf(workspace).begin();
  return rules.every(
    (rule) =>
      rule.rule.conditions.every((condition) => decidesSample(workspace, policy, tool, rule, condition)) &&
      (rule.rule.action === undefined || decidesSample(workspace, policy, tool, rule)),
  );
}

type Unsaid = Omit<UnreachedPart, 'tool' | 'policy' | 'after'>;

function noted(
  before: UnreachedPart | undefined,
  part: Unsaid,
  { always }: Reachability,
  policy: EffectivePolicy,
  tool: string,
): UnreachedPart {
  const after =
    always !== undefined && !part.isShadowed && isBefore(always, part, policy) ? always : undefined;
  if (before === undefined) return { ...part, tool, policy, ...(after === undefined ? {} : { after }) };
  if (before.after === undefined || (after !== undefined && keyOf(after) === keyOf(before.after)))
    return before;
  const { after: _, ...others } = before;
  return others;
}

/** The rules of a tenant's own document come before a template's: that is how it is overridden. */
function isOverridden({ rule, coveredBy }: DeadPart, policy: EffectivePolicy): boolean {
  if (rule.source.chain.length === 0) return false;
  const own = new Set(policy.rules.filter(({ chain }) => chain.length === 0));
  return coveredBy.some((part) => own.has(part.rule.source));
}

function isBefore(one: RulePart, other: RulePart, { rules }: EffectivePolicy): boolean {
  const [first, second] = [one, other].map(({ rule }) => rules.indexOf(rule.source));
  if (first !== second) return (first ?? 0) < (second ?? 0);
  const [at, otherAt] = [one, other].map(({ rule, condition }) =>
    condition === undefined ? rule.conditions.length : rule.conditions.indexOf(condition),
  );
  return (at ?? 0) < (otherAt ?? 0);
}

// Each tool and tenant has linked parts of its own; what they are made of is shared.
function keyOf({ rule, condition }: RulePart): object {
  return condition?.source ?? rule.source.rule;
}

function partKeys(rule: Rule): readonly object[] {
  return rule.action === undefined ? rule.conditions : [...rule.conditions, rule];
}

/** Tells whether a tenant's plan entitles to a tool; each plan is asked once. */
function createEntitlements({
  plans,
}: EffectiveWorkspace): (policy: EffectivePolicy, tool: string) => boolean {
  const known = new Map<string, Map<string, boolean>>();
  return ({ plan: name }, tool) => {
    if (plans === undefined) return true;
    const plan = name === undefined ? undefined : plans.get(name);
    if (name === undefined || plan === undefined) return false;
    const ofPlan = known.get(name) ?? new Map<string, boolean>();
    known.set(name, ofPlan);
    const entitled = ofPlan.get(tool) ?? entitlesTo(plan, tool);
    ofPlan.set(tool, entitled);
    return entitled;
  };
}

/** Names that stand for every tool of a policy's rules. */
function createToolNames(workspace: EffectiveWorkspace): (policy: EffectivePolicy) => readonly string[] {
  const byEntries = new Map<string, readonly string[]>();
  const namesOf = (rules: readonly EffectiveRule[]): readonly string[] =>
    rules.flatMap(({ rule }) => rule.tools.map(({ value }) => value));
  const everybodys = namesOf(workspace.baseline);
  return ({ rules, plan }) => {
    const entitled = plan === undefined ? undefined : workspace.plans?.get(plan)?.tools;
    const entries = [
      ...new Set([...namesOf(rules), ...everybodys, ...(entitled ?? []).map(({ value }) => value)]),
    ];
    const key = JSON.stringify(entries);
    const names = byEntries.get(key) ?? toolRepresentatives(entries).tools;
    byEntries.set(key, names);
    return names;
  };
}

/** A rule as text, places aside, with a mark where the tenant's id stands. */
function createRuleShapes(): (rule: Rule, tenantId: string) => string {
  const texts = new WeakMap<Rule, string>();
  return (rule, tenantId) => {
    const text =
      texts.get(rule) ?? JSON.stringify(rule, (key, value: unknown) => (key === 'place' ? undefined : value));
    texts.set(rule, text);
    return text.replaceAll(tenantId, '\0');
  };
}
