import type {
  PlainAction,
  PlainBoundaryEntry,
  PlainCondition,
  PlainMatcher,
  PlainRule,
  PlainTenant,
  PlainWorkspace,
} from '../../reference/plain-documents.ts';
import type { Random } from '../../reference/random.ts';
import { generateBaseline, generateBoundaries, generateRules } from './generate-documents.ts';
import { generateMatcher } from './generate-matcher.ts';

/** A changed workspace, and the change in words. */
export interface ChangedWorkspace {
  readonly after: PlainWorkspace;
  readonly change: string;
}

type Change = (workspace: PlainWorkspace, paths: readonly string[], random: Random) => PlainWorkspace;

/** What an author would do to a policy, by the way it is called in the report of a failure. */
const changes: readonly (readonly [name: string, change: Change])[] = [
  ['a pattern loses ^', onPatterns((text) => text.replace('^', ''))],
  ['a pattern loses $', onPatterns((text) => text.replace(/\$(?!\{)/, ''))],
  ['a pattern gets |', onPatterns((text) => `${text}|b`)],
  ['a pattern gets ^', onPatterns((text) => `^${text}`)],
  ['a quantifier is added', onPatterns((text) => text.replace(/(?<![\w.])a(?!\w*\})/, '[a-b]?'))],
  ['a matcher is another', (workspace, _, random) => withOtherMatcher(workspace, random)],
  ['two conditions change places', onConditions((list) => list.toReversed())],
  ['a condition goes', onConditions((list) => (list.length > 1 ? list.slice(1) : list))],
  ['an action is another', withOtherAction],
  ['a rule goes', onRules((rules, random) => (rules.length > 1 ? without(rules, random) : rules))],
  ['rules change places', onRules((rules) => rules.toReversed())],
  ['a rule comes first', (workspace, paths, random) => withNewRule(workspace, paths, random)],
  ['arguments are closed or opened', onRules((rules) => rules.map(withOtherClosing))],
  ['the default is another', withOtherDefault],
  ['a boundary is opened', onEntries(() => 'open')],
  ['a boundary is another', onEntries((_, random) => boundaryMatcher(random))],
  ['boundaries are enforced or not', withOtherEnforcement],
  ['boundaries come or go', withOtherBoundaries],
  ['the baseline comes or goes', withOtherBaseline],
  ['plans go or ask for approval', withOtherPlans],
  ['nothing', (workspace) => workspace],
];

/** A workspace after one or two changes of an author; some change nothing. */
export function changeWorkspace(
  before: PlainWorkspace,
  paths: readonly string[],
  random: Random,
): ChangedWorkspace {
  let after = before;
  const names: string[] = [];
  for (let left = random.chance(0.3) ? 2 : 1; left > 0; left -= 1) {
    const [name, change] = random.pick(changes);
    after = change(after, paths, random);
    names.push(name);
  }
  return { after, change: names.join(', ') };
}

function onRules(edit: (rules: readonly PlainRule[], random: Random) => readonly PlainRule[]): Change {
  return (workspace, _paths, random) => ({
    ...workspace,
    tenants: workspace.tenants.map((tenant): PlainTenant => {
      return tenant.rules === undefined ? tenant : { ...tenant, rules: edit(tenant.rules, random) };
    }),
  });
}

/** Changes the conditions of one rule. */
function onConditions(
  edit: (conditions: readonly PlainCondition[], random: Random) => readonly PlainCondition[],
): Change {
  return onRules((rules, random) => {
    const chosen = random.pickAny(rules.filter((rule) => rule.conditions !== undefined));
    return rules.map((rule) => {
      return rule === chosen ? { ...rule, conditions: edit(rule.conditions ?? [], random) } : rule;
    });
  });
}

/** Changes one condition of one rule. */
function onCondition(edit: (condition: PlainCondition, random: Random) => PlainCondition): Change {
  return onConditions((conditions, random) => {
    const chosen = random.below(conditions.length);
    return conditions.map((condition, index) => (index === chosen ? edit(condition, random) : condition));
  });
}

/** Changes every pattern of one condition; one that would be empty stays. */
function onPatterns(edit: (pattern: string) => string): Change {
  const edited = (pattern: string): string => edit(pattern) || pattern;
  return onCondition((condition) => ({
    ...condition,
    match: mapValues(condition.match, (matcher) => withPatterns(matcher, edited)),
  }));
}

function withPatterns(matcher: PlainMatcher, edit: (pattern: string) => string): PlainMatcher {
  if (typeof matcher === 'string') return edit(matcher);
  const again = (inner: PlainMatcher): PlainMatcher => withPatterns(inner, edit);
  if (matcher.regex !== undefined) {
    return { regex: { ...matcher.regex, pattern: edit(matcher.regex.pattern) } };
  }
  if (matcher.not !== undefined) return { not: again(matcher.not) };
  if (matcher.any_of !== undefined) return { any_of: matcher.any_of.map(again) };
  return matcher.all_of === undefined ? matcher : { all_of: matcher.all_of.map(again) };
}

function withOtherMatcher(workspace: PlainWorkspace, random: Random): PlainWorkspace {
  const other = onCondition((condition) => ({
    ...condition,
    match: mapValues(condition.match, () => generateMatcher(random, { context: false, exists: true }, 1)),
  }));
  return other(workspace, [], random);
}

function withOtherAction(
  workspace: PlainWorkspace,
  paths: readonly string[],
  random: Random,
): PlainWorkspace {
  const action = random.pick<PlainAction>(['allow', 'deny', 'require_approval']);
  const change = onCondition(({ match }) => ({ match, action, ...approvalFor(action) }));
  return change(workspace, paths, random);
}

function approvalFor(action: PlainAction): Pick<PlainCondition, 'approval'> {
  return action === 'require_approval' ? { approval: { channel: 'console', timeout: '60s' } } : {};
}

function without(rules: readonly PlainRule[], random: Random): readonly PlainRule[] {
  const gone = random.below(rules.length);
  return rules.filter((_, index) => index !== gone);
}

function withNewRule(workspace: PlainWorkspace, paths: readonly string[], random: Random): PlainWorkspace {
  const [rule] = generateRules(random, paths);
  if (rule === undefined) return workspace;
  const { id: _, ...nameless } = rule;
  return onRules((rules) => [nameless, ...rules])(workspace, paths, random);
}

function withOtherClosing({ closed_arguments: was, ...rule }: PlainRule): PlainRule {
  return was === true ? rule : { ...rule, closed_arguments: true };
}

function withOtherDefault(
  workspace: PlainWorkspace,
  _paths: readonly string[],
  random: Random,
): PlainWorkspace {
  const action = random.pick<PlainAction>(['allow', 'deny', 'require_approval']);
  return {
    ...workspace,
    tenants: workspace.tenants.map((tenant) => {
      return tenant.rules === undefined ? tenant : { ...tenant, default_action: action };
    }),
  };
}

function onEntries(edit: (entry: PlainBoundaryEntry, random: Random) => PlainBoundaryEntry): Change {
  return (workspace, _paths, random) => ({
    ...workspace,
    boundaries: workspace.boundaries.map((document) => ({
      ...document,
      tools: mapValues(document.tools, (entries) => {
        return entries === 'none' ? entries : mapValues(entries, (entry) => edit(entry, random));
      }),
    })),
  });
}

function boundaryMatcher(random: Random): PlainBoundaryEntry {
  const matcher = generateMatcher(random, { context: false, exists: true }, 1);
  return typeof matcher === 'string' ? { regex: { pattern: matcher } } : matcher;
}

function withOtherEnforcement(workspace: PlainWorkspace): PlainWorkspace {
  const isEnforced = workspace.boundaries.some((document) => document.enforce !== false);
  const boundaries = workspace.boundaries.map((document) => ({ ...document, enforce: !isEnforced }));
  return { ...workspace, boundaries };
}

function withOtherBoundaries(
  workspace: PlainWorkspace,
  paths: readonly string[],
  random: Random,
): PlainWorkspace {
  return {
    ...workspace,
    boundaries: workspace.boundaries.length > 0 ? [] : generateBoundaries(random, paths),
  };
}

function withOtherBaseline(
  workspace: PlainWorkspace,
  paths: readonly string[],
  random: Random,
): PlainWorkspace {
  return { ...workspace, baseline: workspace.baseline.length > 0 ? [] : [generateBaseline(random, paths)] };
}

function withOtherPlans({ plans, ...workspace }: PlainWorkspace): PlainWorkspace {
  const tenants = workspace.tenants.map((tenant) => ({ ...tenant, plan: 'free' }));
  if (plans?.plans?.free?.approvals === 'required') return { ...workspace, tenants };
  return { ...workspace, tenants, plans: { plans: { free: { approvals: 'required' } } } };
}

function mapValues<T, U>(object: { readonly [key: string]: T }, edit: (value: T) => U): { [key: string]: U } {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, edit(value)]));
}
