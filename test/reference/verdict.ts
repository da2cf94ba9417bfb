import type { DecisionCode } from '../../src/model/decision.ts';
import type { PlainAction } from './plain-documents.ts';

/** What the page says about a call. */
export interface Verdict {
  readonly action: PlainAction;
  readonly code: DecisionCode;
  /** Name of the rule that gave the code, where one did. */
  readonly rule?: string;
  /** Its condition, by id or index. */
  readonly condition?: string;
  /** Whole seconds, with `rate_limited`. */
  readonly retryAfter?: number;
}

export function deny(code: DecisionCode): Verdict {
  return { action: 'deny', code };
}
