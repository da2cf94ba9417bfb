import { exampleOf, isEmptyLanguage, type Language } from '../analysis/language/language-algebra.ts';
import { witnessEngine } from '../analysis/witness-engine.ts';
import type { Witness } from '../model/finding.ts';
import type { AskedPattern, PatternQuestions } from './asked-patterns.ts';
import type { LintContext } from './rule.ts';
import { shownCall } from './shown-call.ts';

/** A text that shows a defect and, where the engine decides so, a call that is allowed with it. */
export interface ShownText {
  readonly text: string;
  readonly witness?: Witness;
}

/** Candidates that are tried before the first one is shown without a call. */
const mostTries = 6;

/**
 * A text of the first of the sets that has one which the pattern's own condition allows; else the first text that there
 * is, without a call. Undefined where all are empty. Throws `OverBudget`.
 */
export function showText(
  asked: AskedPattern,
  sets: Iterable<Language>,
  context: LintContext,
  questions: PatternQuestions,
): ShownText | undefined {
  let first: string | undefined;
  let tries = 0;
  for (const set of sets) {
    if (isEmptyLanguage(set)) continue;
    const text = exampleOf(set);
    if (text === undefined) continue;
    first ??= text;
    const witness = allowedWith(asked, text, context, questions);
    if (witness !== undefined) return { text, witness };
    tries += 1;
    if (tries >= mostTries) break;
  }
  return first === undefined ? undefined : { text: first };
}

/** The call with that text, where the pattern's own condition allows it. */
function allowedWith(
  asked: AskedPattern,
  text: string,
  { workspace }: LintContext,
  { algebra }: PatternQuestions,
): Witness | undefined {
  const { condition, bindings } = asked;
  if (condition === undefined || bindings === undefined) return undefined;
  const call = shownCall(asked, text, bindings, algebra);
  if (call === undefined) return undefined;
  const { action, policy } = witnessEngine(workspace).decide(call, { without: { boundaries: true } });
  const { file, line } = condition.place;
  const name = condition.id ?? String(asked.index);
  const isIts = policy.condition === name && policy.file === file && policy.line === line;
  return action === 'allow' && isIts ? { ...call, kind: 'outside' } : undefined;
}
