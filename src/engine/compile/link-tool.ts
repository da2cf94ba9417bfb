import type { ArgumentPath } from '../../model/argument-path.ts';
import type { BoundaryEntry, Plan } from '../../model/documents.ts';
import type { Matcher } from '../../model/matcher.ts';
import type { PathMatch } from '../../model/rule.ts';
import type { Bindings, EffectivePolicy, EffectiveRule, EffectiveWorkspace } from '../../model/workspace.ts';
import type { Slot } from '../ask/slot.ts';
import { createSlot } from '../ask/slot.ts';
import { toolLimits } from '../limits/tool-limits.ts';
import type { SqlParser } from '../sql/sql-parser.ts';
import { matchesToolName } from '../tool-name.ts';
import type { Verdict } from '../verdict.ts';
import { bindMatcher } from './bind-matcher.ts';
import type { BoundMatcher } from './bound-matcher.ts';
import { boundaryEntriesFor } from './boundary-entries.ts';
import { linkRule } from './link-rule.ts';
import type { LinkedBoundary, LinkedPath, LinkedTool } from './linked-tool.ts';
import type { ScannerSource } from './scanner-source.ts';
import type { TextLanguages } from './text-languages.ts';
import { createTextLanguages } from './text-languages.ts';

/** Gathers what concerns one tool and compiles it. Throws `PolicyError` where the policy cannot be compiled. */
export function linkTool(
  workspace: EffectiveWorkspace,
  policy: EffectivePolicy,
  tool: string,
  scanners: ScannerSource,
  sql?: SqlParser | undefined,
): LinkedTool {
  const plan = policy.plan === undefined ? undefined : workspace.plans?.get(policy.plan);
  const entitled = workspace.plans === undefined || (plan !== undefined && isEntitled(plan, tool));
  if (!entitled) return notEntitled(policy);
  const concerns = (rule: EffectiveRule): boolean =>
    rule.rule.tools.some((entry) => matchesToolName(entry.value, tool));
  const rules = policy.rules.filter(concerns);
  const baseline = workspace.baseline.filter(concerns);
  const documents = workspace.boundaries;
  const enforced = boundaryEntriesFor(
    documents.filter(({ enforce }) => enforce),
    tool,
  );

  const binder = createBinder(policy.bindings);
  for (const entry of enforced) if (entry.kind === 'matcher') binder.add(entry);
  for (const { rule } of [...baseline, ...rules]) {
    for (const condition of rule.conditions) for (const match of condition.match) binder.add(match);
  }
  const slots = binder.slots(scanners, workspace.limits.maxArgumentBytes, sql);
  const limits = toolLimits(plan, tool);
  const link = (match: PathMatch): LinkedPath => linkPath(match, binder, slots);
  return {
    slots: [...slots.values()],
    boundaries: enforced.flatMap((entry) => linkBoundary(entry, binder, slots)),
    baseline: baseline.map((rule) =>
      linkRule(rule, { condition: 'baseline', action: 'baseline' }, policy.bindings, limits, link),
    ),
    rules: rules.map((rule) =>
      linkRule(
        rule,
        { condition: 'rule', action: 'rule_action' },
        policy.bindings,
        toolLimits(plan, tool, rule),
        link,
      ),
    ),
    boundaryPaths: [...enforced, ...boundaryEntriesFor(documents, tool)]
      .map(({ path }) => path)
      .filter(({ root }) => root === 'arguments'),
    onDefault: { action: policy.defaultAction, code: 'default_action' },
    onUnclearDefault: { action: 'deny', code: 'argument_unjudgeable' },
    onNotEntitled: undefined,
    onPlan:
      plan?.approvalsRequired === true
        ? { action: 'require_approval', code: 'plan', place: plan.place }
        : undefined,
    limits,
  };
}

/** Whether a plan entitles to a tool; a plan without `tools` entitles to all. */
function isEntitled(plan: Plan, tool: string): boolean {
  return plan.tools === undefined || plan.tools.some((entry) => matchesToolName(entry.value, tool));
}

function notEntitled(policy: EffectivePolicy): LinkedTool {
  const deny: Verdict = { action: 'deny', code: 'not_entitled', place: policy.place };
  return {
    slots: [],
    boundaries: [],
    baseline: [],
    rules: [],
    boundaryPaths: [],
    onNotEntitled: deny,
    onDefault: deny,
    onUnclearDefault: deny,
    onPlan: undefined,
    limits: { applied: [], requests: [] },
  };
}

interface Binder {
  add(match: Pick<PathMatch, 'path' | 'matcher'>): void;
  bound(matcher: Matcher): BoundMatcher;
  slots(scanners: ScannerSource, maxTextBytes: number, sql: SqlParser | undefined): Map<string, Slot>;
}

// All matchers of a path are bound before its scanner is made, so that one scanner answers all of them.
function createBinder(bindings: Bindings): Binder {
  const paths = new Map<string, { path: ArgumentPath; languages: TextLanguages }>();
  const bound = new Map<Matcher, BoundMatcher>();
  return {
    add({ path, matcher }) {
      if (path.root === 'result') return;
      const slot = paths.get(path.text) ?? { path, languages: createTextLanguages() };
      paths.set(path.text, slot);
      bound.set(matcher, bindMatcher(matcher, bindings, slot.languages));
    },
    bound(matcher) {
      const known = bound.get(matcher);
      if (known === undefined) throw new Error('a matcher was asked for that was never bound');
      return known;
    },
    slots(scanners, maxTextBytes, sql) {
      return new Map(
        [...paths].map(([text, { path, languages }]) => [
          text,
          createSlot(path, scanners.scannerFor(languages), maxTextBytes, sql),
        ]),
      );
    },
  };
}

function linkBoundary(entry: BoundaryEntry, binder: Binder, slots: Map<string, Slot>): LinkedBoundary[] {
  if (entry.kind !== 'matcher' || entry.path.root === 'result') return [];
  const onDeny: Verdict = {
    action: 'deny',
    code: 'boundary',
    detail: entry.path.text,
    place: entry.matcher.place,
  };
  return [{ entry, ask: linkPath(entry, binder, slots), onDeny }];
}

function linkPath(match: LinkedPath['match'], binder: Binder, slots: Map<string, Slot>): LinkedPath {
  const slot = slots.get(match.path.text);
  if (slot === undefined) throw new Error(`no slot for ${match.path.text}`);
  return {
    match,
    slot,
    matcher: binder.bound(match.matcher),
    wholeOnly: isWholeOnly(match.matcher),
    readsElements: readsText(match.matcher, false),
    readsWhole: readsText(match.matcher, true),
  };
}

/** Whether a matcher is made only of parts that see the whole value. */
function isWholeOnly(matcher: Matcher): boolean {
  switch (matcher.kind) {
    case 'exists':
    case 'length':
    case 'contains':
    case 'filter':
      return true;
    case 'not':
    case 'shared':
      return isWholeOnly(matcher.matcher);
    case 'any_of':
    case 'all_of':
      return matcher.matchers.every(isWholeOnly);
    default:
      return false;
  }
}

function readsText(matcher: Matcher, whole: boolean): boolean {
  switch (matcher.kind) {
    case 'length':
      return whole;
    case 'exists':
    case 'contains':
    case 'filter':
    case 'one_of':
    case 'number':
      return false;
    case 'not':
    case 'shared':
      return readsText(matcher.matcher, whole);
    case 'any_of':
    case 'all_of':
      return matcher.matchers.some((part) => readsText(part, whole));
    default:
      return !whole;
  }
}
