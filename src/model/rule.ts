import type { ArgumentPath } from './argument-path.ts';
import type { Matcher } from './matcher.ts';
import type { Place, Sourced } from './place.ts';
import type { TemplateText } from './template-text.ts';

export type Action = 'allow' | 'deny' | 'require_approval';

/** At most `count` in any span of `unitMs` milliseconds. `text` is as written, `50/hour`. */
export interface Rate {
  readonly text: string;
  readonly count: number;
  readonly unitMs: number;
}

/** How a held call is put before a person. Absent keys were not written. */
export interface Approval {
  readonly place: Place;
  readonly channel?: TemplateText;
  readonly webhook?: TemplateText;
  readonly webhookPlace?: Place;
  readonly timeoutMs?: number;
  readonly onTimeout?: 'allow' | 'deny';
  readonly onTimeoutPlace?: Place;
}

/** One path of a `match`, with its matcher. `place` is the path's key in the source. */
export interface PathMatch {
  readonly path: ArgumentPath;
  readonly matcher: Matcher;
  readonly place: Place;
}

/** An ordered case in a rule: all paths of `match` must hold. */
export interface Condition {
  readonly id?: string;
  readonly match: readonly PathMatch[];
  readonly action: Sourced<Action>;
  readonly reason?: Sourced<TemplateText>;
  readonly approval?: Approval;
  readonly place: Place;
}

export interface Rule {
  readonly id?: string;
  /** Exact names or globs, in the order written; at least one. */
  readonly tools: readonly Sourced<string>[];
  readonly description?: string;
  readonly rateLimit?: Sourced<Rate>;
  readonly closedArguments: boolean;
  readonly conditions: readonly Condition[];
  readonly action?: Sourced<Action>;
  readonly reason?: Sourced<TemplateText>;
  readonly approval?: Approval;
  readonly place: Place;
}
