import { boundaryEntriesFor } from '../engine/compile/boundary-entries.ts';
import { invariantConcerns } from '../engine/resolve/invariant-concerns.ts';
import { textUses } from '../engine/resolve/text-uses.ts';
import { matchesToolName } from '../engine/tool-name.ts';
import type { Invariant } from '../model/documents.ts';
import type { Witness } from '../model/finding.ts';
import type { Matcher } from '../model/matcher.ts';
import type { PathMatch, Rule } from '../model/rule.ts';
import type { EffectivePolicy, EffectiveRule, EffectiveWorkspace } from '../model/workspace.ts';
import { type ForbiddenSearch, findForbidden } from './find-forbidden.ts';
import { toolRepresentatives } from './tool-representatives.ts';
import { mayPass } from './usable-tools.ts';
import { quickEngine } from './witness-engine.ts';

/** What of an invariant does not hold, or cannot be told, for a tenant and a tool. */
export interface BrokenInvariant {
  readonly invariant: Invariant;
  readonly policy: EffectivePolicy;
  readonly tool: string;
  readonly search: Exclude<ForbiddenSearch, { readonly found: 'none' }>;
}

/**
 * Asks every invariant of every tenant that it concerns, tool by tool. Nothing comes for what holds. Tenants for whom a
 * question is the same, whatever their ids and values, are asked once.
 */
export function* brokenInvariants(
  workspace: EffectiveWorkspace,
  invariants: readonly Invariant[],
): Generator<BrokenInvariant> {
  if (invariants.length === 0) return;
  const answers = createAnswers(workspace);
  const toolsFor = createToolNames(workspace);
  for (const policy of workspace.tenants.values()) {
    for (const invariant of invariants) {
      if (!invariantConcerns(invariant, policy)) continue;
      const { tools, complete } = toolsFor(invariant, policy);
      for (const tool of tools) {
        const search = answers(policy, tool, invariant);
        if (search.found !== 'none') yield { invariant, policy, tool, search };
      }
      if (!complete) yield { invariant, policy, tool: '**', search: tooManyTools };
    }
  }
}

const tooManyTools = {
  found: 'undecided',
  why: 'the globs carve out more sets of tool names than are looked at',
} as const;

/** What decides about a tool. */
interface Question {
  readonly policy: EffectivePolicy;
  readonly tool: string;
  readonly invariant: Invariant;
  readonly rules: readonly EffectiveRule[];
}

function createAnswers(
  workspace: EffectiveWorkspace,
): (policy: EffectivePolicy, tool: string, invariant: Invariant) => ForbiddenSearch {
  const unbounded = { ...workspace, boundaries: [] };
  const numbers = new Map<object, number>();
  const numberOf = (object: object): number => {
    const number = numbers.get(object) ?? numbers.size;
    numbers.set(object, number);
    return number;
  };
  const shared = new Map<string, ForbiddenSearch>();
  const share = (key: readonly unknown[], ask: () => ForbiddenSearch): ForbiddenSearch => {
    const text = JSON.stringify(key);
    const answer = shared.get(text) ?? ask();
    shared.set(text, answer);
    return answer;
  };
  const bounds = (tool: string): boolean => boundaryEntriesFor(workspace.boundaries, tool).length > 0;
  return (policy, tool, invariant) => {
    const rules = policy.rules.filter(({ rule }) => isAbout(rule, tool));
    const question: Question = { policy, tool, invariant, rules };
    if (neverPasses(question)) return { found: 'none' };
    const common = [numberOf(invariant), tool, policy.plan, policy.status];
    const baseline = workspace.baseline.filter(({ rule }) => isAbout(rule, tool));
    const sharesBaseline = !matchVaries(invariant.match) && !baseline.some(({ rule }) => ruleVaries(rule));
    if (invariant.action.value !== 'deny' && baseline.length > 0 && sharesBaseline) {
      const relaxed = { ...policy, rules: [], defaultAction: invariant.action.value };
      const answer = share(common, () => findForbidden(unbounded, relaxed, tool, asked(invariant)));
      if (answer.found === 'none') return answer;
    }
    const find = (): ForbiddenSearch => {
      // Boundaries only take calls away: what the rules alone do not let pass needs no look at them.
      if (invariant.action.value !== 'deny' && bounds(tool)) {
        const answer = findForbidden(unbounded, policy, tool, asked(invariant));
        if (answer.found === 'none') return answer;
      }
      const answer = findForbidden(workspace, policy, tool, asked(invariant));
      return answer.found === 'call' && !isMet(invariant, answer.witness, workspace, policy)
        ? unsure
        : answer;
    };
    const varies =
      !sharesBaseline ||
      rules.some(({ rule }) => ruleVaries(rule)) ||
      boundaryEntriesFor(workspace.boundaries, tool).some(
        (entry) => entry.kind === 'matcher' && (matcherVaries(entry.matcher) || pathVaries(entry)),
      );
    if (varies) return find();
    const key = [...common, policy.defaultAction, ...rules.map(({ rule }) => numberOf(rule))];
    return moved(share(key, find), policy, workspace, invariant) ?? find();
  };
}

function asked({ action, match }: Invariant): Parameters<typeof findForbidden>[3] {
  return { action: action.value, match };
}

const unsure = { found: 'undecided', why: 'the engine does not judge what the invariant asks for' } as const;

/** Whether the engine says of a call that it meets what the invariant asks for: it would be denied for that. */
function isMet(
  { match, place, action }: Invariant,
  call: Witness,
  workspace: EffectiveWorkspace,
  policy: EffectivePolicy,
): boolean {
  if (match.length === 0) return true;
  const deny = { value: 'deny', place: action.place } as const;
  const rule: Rule = {
    tools: [{ value: call.tool, place }],
    closedArguments: false,
    conditions: [{ match, action: deny, place }],
    place,
  };
  const asking: EffectiveWorkspace = {
    envelope: workspace.envelope,
    limits: workspace.limits,
    baseline: [],
    boundaries: [],
    tenants: new Map([
      [
        policy.tenantId,
        {
          ...policy,
          status: 'active',
          rules: [{ name: 'invariant', rule, chain: [] }],
          defaultAction: 'allow',
        },
      ],
    ]),
  };
  return quickEngine(asking).decide(call).code === 'rule';
}

/** Whether no rule and no default lets a call pass: then there is nothing to look for. */
function neverPasses({ policy, rules, invariant }: Question): boolean {
  return invariant.action.value !== 'deny' && policy.defaultAction === 'deny' && !rules.some(mayPass);
}

/** The answer with the tenant's own id in its call, decided anew; undefined where the call is not decided so. */
function moved(
  answer: ForbiddenSearch,
  { tenantId }: EffectivePolicy,
  workspace: EffectiveWorkspace,
  { action }: Invariant,
): ForbiddenSearch | undefined {
  if (answer.found !== 'call' || answer.witness.context.tenant_id === tenantId) return answer;
  const { witness } = answer;
  const own = { ...witness, context: { ...witness.context, tenant_id: tenantId } };
  return quickEngine(workspace).decide(own).action === action.value ? { ...answer, witness: own } : undefined;
}

function isAbout(rule: Rule, tool: string): boolean {
  return rule.tools.some(({ value }) => matchesToolName(value, tool));
}

/** Whether what a rule says of a call may differ from tenant to tenant. */
function ruleVaries({ conditions }: Rule): boolean {
  return conditions.some(({ match }) => matchVaries(match));
}

function matchVaries(match: readonly PathMatch[]): boolean {
  return match.some((asked) => matcherVaries(asked.matcher) || pathVaries(asked));
}

function matcherVaries(matcher: Matcher): boolean {
  return textUses(matcher).length > 0;
}

// A context is the caller's, but for the tenant's id.
function pathVaries({ path }: Pick<PathMatch, 'path'>): boolean {
  return path.root === 'context';
}

/** Names that stand for every tool that an invariant is about. */
function createToolNames(
  workspace: EffectiveWorkspace,
): (invariant: Invariant, policy: EffectivePolicy) => ReturnType<typeof toolRepresentatives> {
  const known = new Map<string, ReturnType<typeof toolRepresentatives>>();
  const namesOf = (rules: readonly EffectiveRule[]): readonly string[] =>
    rules.flatMap(({ rule }) => rule.tools.map(({ value }) => value));
  const everybodys = [
    ...namesOf(workspace.baseline),
    ...workspace.boundaries.flatMap(({ tools }) => tools.map(({ tool }) => tool.value)),
  ];
  return (invariant, { rules, plan }) => {
    const entitled = plan === undefined ? [] : (workspace.plans?.get(plan)?.tools ?? []);
    const own = invariant.tools.map(({ value }) => value);
    const entries = new Set([
      ...own,
      ...namesOf(rules),
      ...everybodys,
      ...entitled.map(({ value }) => value),
    ]);
    const key = JSON.stringify([own, ...entries]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const { tools, complete } = toolRepresentatives(entries);
    const meant = {
      tools: tools.filter((tool) => own.some((entry) => matchesToolName(entry, tool))),
      complete,
    };
    known.set(key, meant);
    return meant;
  };
}
