import type { Matcher } from '../../model/matcher.ts';
import type { TemplateText } from '../../model/template-text.ts';
import type { PatternNode } from '../../pattern/pattern-node.ts';
import type { TextForm } from '../../text/form-problem.ts';
import { isWildcard, type LiteralEnd } from '../literal-ends.ts';
import type { Markers } from './reference-markers.ts';

type WithoutPlace<T> = T extends unknown ? Omit<T, 'place'> : never;

/** A matcher that is yet to be placed. */
type Unplaced = WithoutPlace<Matcher>;

/** What a pattern comes to as a typed matcher. */
export interface Draft {
  readonly typed: Unplaced;
  /** The pattern asks for more than the typed matcher says. */
  readonly narrower: boolean;
  /** Texts of the matcher, and the form that each must have. */
  readonly checks: readonly (readonly [TextForm, TemplateText])[];
}

/** The texts that a pattern matches where they are few and whole: `equals`, or `one_of`. */
export function exactDraft(ends: readonly LiteralEnd[], markers: Markers): Draft | undefined {
  if (ends.length === 0 || !ends.every(isExact)) return undefined;
  const texts = unique(ends.map(({ text }) => text));
  return {
    typed: {
      kind: 'one_of',
      values: texts.map((text) => ({ kind: 'text', text: markers.template(text) })),
      spelling: texts.length === 1 ? 'equals' : 'one_of',
    },
    narrower: false,
    checks: [],
  };
}

/** Whether the text is all that its alternative matches. */
export function isExact({ anchored, rest, text }: LiteralEnd): boolean {
  return anchored && rest === 'edge' && text !== '';
}

/** Whether what follows in the pattern lets anything through: wildcards and anchors only. */
export function isAnything(next: readonly PatternNode[]): boolean {
  return next.every(
    (node) =>
      node.kind === 'assertion' ||
      (node.kind === 'repeat' &&
        node.max === undefined &&
        node.item.kind === 'chars' &&
        isWildcard(node.item.set)),
  );
}

export function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
