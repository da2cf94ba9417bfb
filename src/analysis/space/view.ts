import type { BoundMatcher } from '../../engine/compile/bound-matcher.ts';
import type { AnswerSet } from '../language/answer-set.ts';

/**
 * What the parts of a matcher that see the whole value see: the element itself, or the list it stands in, of which the
 * number of items and what each `contains` answers are supposed.
 */
export type View =
  | { readonly kind: 'element' }
  | {
      readonly kind: 'list';
      readonly name: string;
      readonly size: number;
      readonly contains: ReadonlyMap<BoundMatcher, AnswerSet>;
    };

export const elementView: View = { kind: 'element' };
