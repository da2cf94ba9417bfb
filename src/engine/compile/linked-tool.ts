import type { ArgumentPath } from '../../model/argument-path.ts';
import type { BoundaryEntry } from '../../model/documents.ts';
import type { Action, Condition, PathMatch } from '../../model/rule.ts';
import type { EffectiveRule } from '../../model/workspace.ts';
import type { Slot } from '../ask/slot.ts';
import type { ToolLimits } from '../limits/tool-limits.ts';
import type { Verdict } from '../verdict.ts';
import type { BoundMatcher } from './bound-matcher.ts';

/**
 * Everything that is asked of one tool's calls for one tenant, ready to be asked. What each part says when it decides
 * is made beforehand (`on...`): most calls are decided without making a new object.
 */
export interface LinkedTool {
  readonly slots: readonly Slot[];
  readonly boundaries: readonly LinkedBoundary[];
  readonly baseline: readonly LinkedRule[];
  readonly rules: readonly LinkedRule[];
  /** `arguments.` paths that any boundary of the tool names, for `closed_arguments`. */
  readonly boundaryPaths: readonly ArgumentPath[];
  /** The plan does not entitle to the tool; then nothing else of it is asked. */
  readonly onNotEntitled: Verdict | undefined;
  readonly onDefault: Verdict;
  /** The default is deny, and some answer on the way was unclear. */
  readonly onUnclearDefault: Verdict;
  /** The plan asks for approval of what the rules allow. */
  readonly onPlan: Verdict | undefined;
  /** Of calls that no rule decides. */
  readonly limits: ToolLimits;
}

export interface LinkedBoundary {
  readonly entry: BoundaryEntry;
  readonly ask: LinkedPath;
  readonly onDeny: Verdict;
}

export interface LinkedRule {
  readonly source: EffectiveRule;
  readonly conditions: readonly LinkedCondition[];
  readonly onAction: Verdict | undefined;
  /** Of calls that it decides. */
  readonly limits: ToolLimits;
}

export interface LinkedCondition {
  readonly source: Condition;
  /** Its id, else its index in the rule. */
  readonly name: string;
  readonly action: Action;
  readonly paths: readonly LinkedPath[];
  /** It decides, or is a floor. */
  readonly onDecide: Verdict;
  /** It denies what it cannot judge. */
  readonly onUnclear: Verdict;
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
