import type { DecidedApproval, Decision, DecisionCode } from '../model/decision.ts';
import type { Place } from '../model/place.ts';
import type { Action } from '../model/rule.ts';
import type { EffectiveRule } from '../model/workspace.ts';

/** What a step came to: one part of a decision. */
export interface Verdict {
  readonly action: Action;
  readonly code: DecisionCode;
  /** The author's own words for the agent, where there are some. */
  readonly reason?: string;
  /** More for the agent where the code alone does not say enough; gives no rule away. */
  readonly detail?: string;
  readonly rule?: EffectiveRule;
  readonly condition?: string;
  readonly place?: Place;
  readonly approval?: DecidedApproval;
  /** The decision that depends on nothing but this verdict, made when it is first needed: see `decision-of`. */
  settled?: Decision;
}

/** What each code says to the agent where the author wrote no reason. Without full stop; gives no rule away. */
const reasons: {
  readonly [code in DecisionCode]: { readonly [action in Action]?: string } & { readonly deny: string };
} = {
  rule: { allow: 'allowed', deny: 'this call is not allowed', require_approval: 'this call needs approval' },
  rule_action: {
    allow: 'allowed',
    deny: 'this call is not allowed',
    require_approval: 'this call needs approval',
  },
  default_action: {
    allow: 'allowed',
    deny: 'nothing allows this call',
    require_approval: 'this call needs approval',
  },
  plan: { deny: 'this call needs approval', require_approval: 'this plan asks for approval of every call' },
  baseline: {
    deny: 'this call is not allowed for anyone',
    require_approval: 'this call needs approval for everyone',
  },
  boundary: { deny: "the call reaches outside the tenant's own resources" },
  rate_limited: { deny: 'too many calls' },
  envelope_incomplete: { deny: 'the call is incomplete' },
  tenant_unknown: { deny: 'there is no policy for this tenant' },
  tenant_suspended: { deny: 'this tenant is suspended' },
  not_entitled: { deny: "this tool is not part of the tenant's plan" },
  argument_unjudgeable: { deny: 'an argument has a form that cannot be judged' },
  argument_too_large: { deny: 'the arguments are too large' },
  argument_unexpected: { deny: 'the call has an argument that is not expected' },
  internal_error: { deny: 'the call could not be decided' },
};

/** The sentence for the agent. */
export function reasonOf(verdict: Verdict): string {
  if (verdict.reason !== undefined) return verdict.reason;
  const general = reasons[verdict.code][verdict.action] ?? reasons[verdict.code].deny;
  return verdict.detail === undefined ? general : `${general}: ${verdict.detail}`;
}

/** A text that a matcher must read is longer than matchers read. */
export function tooLarge(path: string, where: Pick<Verdict, 'rule' | 'condition' | 'place'>): Verdict {
  return { action: 'deny', code: 'argument_too_large', detail: path, ...where };
}
