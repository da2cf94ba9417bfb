import type { Action } from '../../../src/model/rule.ts';

/** A call that a claim shows. */
export interface ClaimedCall {
  readonly tool: string;
  readonly arguments: { readonly [key: string]: unknown };
  readonly context: { readonly [key: string]: unknown };
  readonly kind?: string;
}

/** A rule, or a condition of it, by name. */
export interface Part {
  readonly rule?: string;
  /** Absent: the rule's own action. */
  readonly condition?: string;
}

export interface ClaimedEscape extends Part {
  readonly through: 'allow' | 'approval';
  /** The bounded path. */
  readonly path: string;
  readonly witness: ClaimedCall;
  /** Enforced boundaries stop the call. */
  readonly stopped: boolean;
}

export interface ClaimedDecision extends Part {
  readonly action: Action;
  readonly code: string;
}

export interface ClaimedChange {
  readonly from: ClaimedDecision;
  readonly to: ClaimedDecision;
  readonly witness: ClaimedCall;
}

/** All that an analysis says of a case: the escapes and unreachable parts of `before`, the changes to `after`. */
export interface Claims {
  readonly escapes: readonly ClaimedEscape[];
  /** Paths of which nothing is claimed; `all` where it is none in particular. */
  readonly undecidedPaths: readonly string[];
  readonly dead: readonly (Part & { readonly coveredBy: readonly Part[] })[];
  readonly deadUndecided: boolean;
  readonly changes: readonly ClaimedChange[];
  readonly changesUndecided: boolean;
}

/** The same text for the same part; a decision by default is one too. */
export function partName({ rule, condition }: Part): string {
  if (rule === undefined) return 'default';
  return condition === undefined ? rule : `${rule} ${condition}`;
}
