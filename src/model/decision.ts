import type { LoggingLevel } from './documents.ts';
import type { Action } from './rule.ts';

/** Every code a decision can have. A closed list. */
export const decisionCodes = [
  'rule',
  'rule_action',
  'default_action',
  'plan',
  'baseline',
  'boundary',
  'rate_limited',
  'envelope_incomplete',
  'tenant_unknown',
  'tenant_suspended',
  'not_entitled',
  'argument_unjudgeable',
  'argument_too_large',
  'argument_unexpected',
  'internal_error',
] as const;

export type DecisionCode = (typeof decisionCodes)[number];

/** A limit that was asked. `used` counts this call where it was taken. `retryAfter` in whole seconds, where it had no room. */
export interface LimitUse {
  readonly scope: 'rule' | 'tool' | 'total';
  readonly name: string;
  /** As written, `50/hour`. */
  readonly limit: string;
  readonly used: number;
  readonly retryAfter?: number;
}

/** Which part of which policy decided. `rule` and `condition` as named in `language.md`, "Fields". */
export interface DecidedBy {
  readonly tenant?: string;
  readonly revision?: string;
  readonly rule?: string;
  readonly condition?: string;
  readonly file?: string;
  readonly line?: number;
}

export interface DecidedApproval {
  readonly channel?: string;
  readonly webhook?: string;
  readonly timeoutSeconds?: number;
  readonly onTimeout: 'allow' | 'deny';
}

export interface Decision {
  readonly action: Action;
  readonly code: DecisionCode;
  /** For the agent: gives no rule away. */
  readonly reason: string;
  readonly policy: DecidedBy;
  readonly limits?: readonly LimitUse[] | 'not_evaluable';
  /** Seconds until the next try may succeed; with code `rate_limited` only. */
  readonly retryAfter?: number;
  readonly approval?: DecidedApproval;
  readonly logging: { readonly level?: LoggingLevel; readonly retention?: string };
  readonly notes?: readonly string[];
  readonly trace?: readonly TraceStep[];
}

export type Answer = 'yes' | 'no' | 'unclear';

export type StepName =
  | 'envelope'
  | 'tenant'
  | 'size'
  | 'boundaries'
  | 'baseline'
  | 'rules'
  | 'closed_arguments'
  | 'plan'
  | 'limits';

/** One thing that was asked on the way to a decision. */
export interface TraceStep {
  readonly step: StepName;
  /** What came of it, in words a person reads: `pass`, `deny`, `next`, `floor`, ... */
  readonly outcome: string;
  readonly rule?: string;
  readonly condition?: string;
  readonly path?: string;
  readonly matcher?: string;
  readonly answer?: Answer;
  /** Why the answer is what it is. */
  readonly detail?: string;
}
