import { boundaryPaths } from './ask-boundaries.ts';
import { askPaths, formForAllow, formForApproval, formForDeny } from './ask-condition.ts';
import type { Asking } from './ask-matcher.ts';
import { areArgumentsClosed } from './closed-arguments.ts';
import { type EffectivePolicy, type NamedRule, namedRules } from './effective-policy.ts';
import type { Enveloped } from './envelope.ts';
import type { PlainWorkspace } from './plain-documents.ts';
import type { Reading } from './reading.ts';
import { toolsMatch } from './tool-glob.ts';
import { deny, type Verdict } from './verdict.ts';

/** "Rule by rule in order, every condition and then the rule's own action. The first deny is the answer; the first floor gives the approval." */
export function askBaseline(workspace: PlainWorkspace, call: Enveloped, asking: Asking): Verdict | undefined {
  const rules = namedRules(workspace.baseline.flatMap((document) => document.rules));
  let floor: Verdict | undefined;
  for (const { name, rule } of rulesFor(call.tool, rules, asking.reading)) {
    for (const [index, condition] of (rule.conditions ?? []).entries()) {
      const paths = askPaths(condition.match, call, asking);
      const decided = { code: 'baseline', rule: name, condition: condition.id ?? String(index) } as const;
      if (condition.action === 'deny') {
        const answer = formForDeny(paths, asking);
        if (answer === 'yes') return { action: 'deny', ...decided };
        if (answer === 'unclear' && asking.reading.unclearDenies) return deny('argument_unjudgeable');
      } else if (formForApproval(paths, asking) !== 'next') {
        floor ??= { action: 'require_approval', ...decided };
      }
    }
    if (rule.action === 'deny') return { action: 'deny', code: 'baseline', rule: name };
    if (rule.action !== undefined) floor ??= { action: 'require_approval', code: 'baseline', rule: name };
  }
  return floor;
}

function rulesFor(tool: string, rules: readonly NamedRule[], reading: Reading): readonly NamedRule[] {
  return rules.filter(({ rule }) => toolsMatch(rule.tool, tool, reading));
}

/** What step 5 came to. */
export interface Ruling {
  readonly verdict: Verdict;
  /** The rule that decided, whose limit counts. */
  readonly decidedBy?: NamedRule;
}

/**
 * "Rules in the order of the file; in a rule, conditions in order; the first that decides; then the rule's own
 * `action`; else the next rule for the tool. None: `default_action`."
 */
export function askRules(
  workspace: PlainWorkspace,
  policy: EffectivePolicy,
  call: Enveloped,
  asking: Asking,
): Ruling {
  const { reading } = asking;
  let floor: Verdict | undefined;
  let sawUnclear = false;
  for (const decidedBy of rulesFor(call.tool, policy.rules, reading)) {
    const { name, rule } = decidedBy;
    const decide = (verdict: Verdict, paths: readonly string[]): Ruling => {
      const mustBeClosed = rule.closed_arguments === true && reading.closedArguments;
      const named = [...paths, ...boundaryPaths(workspace, call.tool, reading)];
      if (mustBeClosed && !areArgumentsClosed(call.arguments, named)) {
        return { verdict: deny('argument_unexpected'), decidedBy };
      }
      return { verdict: floor !== undefined && reading.ruleFloors ? floor : verdict, decidedBy };
    };
    for (const [index, condition] of (rule.conditions ?? []).entries()) {
      const paths = askPaths(condition.match, call, asking);
      sawUnclear ||= paths.flat().includes('unclear');
      const verdict = {
        action: condition.action,
        code: 'rule',
        rule: name,
        condition: condition.id ?? String(index),
      } as const;
      if (condition.action === 'allow') {
        if (formForAllow(paths, asking) === 'yes') return decide(verdict, Object.keys(condition.match));
      } else if (condition.action === 'deny') {
        const answer = formForDeny(paths, asking);
        if (answer === 'yes') return { verdict, decidedBy };
        if (answer === 'unclear' && reading.unclearDenies) return { verdict: deny('argument_unjudgeable') };
      } else {
        const form = formForApproval(paths, asking);
        if (form === 'decides') return decide(verdict, Object.keys(condition.match));
        if (form === 'floor') floor ??= verdict;
      }
    }
    if (rule.action === undefined) continue;
    const verdict = { action: rule.action, code: 'rule_action', rule: name } as const;
    return rule.action === 'deny' ? { verdict, decidedBy } : decide(verdict, []);
  }
  if (policy.defaultAction === 'deny') {
    return {
      verdict: deny(sawUnclear && reading.unclearDefault ? 'argument_unjudgeable' : 'default_action'),
    };
  }
  if (floor !== undefined && reading.ruleFloors) return { verdict: floor };
  return { verdict: { action: policy.defaultAction, code: 'default_action' } };
}
