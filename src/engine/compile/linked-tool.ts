import type { ArgumentPath } from '../../model/argument-path.ts';
import type { DecidedApproval } from '../../model/decision.ts';
import type { BoundaryEntry } from '../../model/documents.ts';
import type { Action, Condition, PathMatch } from '../../model/rule.ts';
import type { EffectiveRule } from '../../model/workspace.ts';
import type { BoundMatcher } from './bound-matcher.ts';
import type { Slot } from '../ask/slot.ts';

/** Everything that is asked of one tool's calls for one tenant, ready to be asked. */
export interface LinkedTool {
  readonly slots: readonly Slot[];
  readonly boundaries: readonly LinkedBoundary[];
  readonly baseline: readonly LinkedRule[];
  readonly rules: readonly LinkedRule[];
  /** `arguments.` paths that any boundary of the tool names, for `closed_arguments`. */
  readonly boundaryPaths: readonly ArgumentPath[];
}

export interface LinkedBoundary {
  readonly entry: BoundaryEntry;
  readonly ask: LinkedPath;
}

/** What a rule or condition says beside its action, with the tenant's values put in. */
export interface LinkedWords {
  readonly reason?: string;
  readonly approval?: DecidedApproval;
}

export interface LinkedRule {
  readonly source: EffectiveRule;
  readonly words: LinkedWords;
  readonly conditions: readonly LinkedCondition[];
}

export interface LinkedCondition {
  readonly source: Condition;
  /** Its id, else its index in the rule. */
  readonly name: string;
  readonly action: Action;
  readonly words: LinkedWords;
  readonly paths: readonly LinkedPath[];
}

/** A matcher on a path. */
export interface LinkedPath {
  readonly match: Pick<PathMatch, 'path' | 'matcher' | 'place'>;
  readonly slot: Slot;
  readonly matcher: BoundMatcher;
  /** Made only of whole-value parts: asked once, of the list. */
  readonly wholeOnly: boolean;
  /** Some part reads the text of elements; some part reads the text of the whole value. */
  readonly readsElements: boolean;
  readonly readsWhole: boolean;
}
