import type { Witness } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import type { Action } from '../model/rule.ts';
import type { EffectivePolicy, EffectiveWorkspace } from '../model/workspace.ts';

/** One version of a tenant's policy, with what decides beside it. */
export interface TenantSide {
  readonly workspace: EffectiveWorkspace;
  readonly policy: EffectivePolicy;
}

/** What one version decides of the witness, and where it says so. */
export interface DecidedSide {
  readonly action: Action;
  readonly code: string;
  readonly rule?: string;
  readonly condition?: string;
  readonly place: Place;
}

/** Calls of one tool that two versions decide differently, with the shortest of them. Both sides were decided by the engine. */
export interface DecisionChange {
  readonly tool: string;
  readonly from: DecidedSide;
  readonly to: DecidedSide;
  readonly witness: Witness;
}

/** `undecided`: why it could not be settled whether there are more. */
export interface ToolDiff {
  readonly changes: readonly DecisionChange[];
  readonly undecided: readonly string[];
}

export type ToolDiffer = (before: TenantSide, after: TenantSide, tool: string) => ToolDiff;
