import { commonText } from '../../analysis/common-text.ts';
import type { Language } from '../../analysis/language/language-algebra.ts';
import { witnessEngine } from '../../analysis/witness-engine.ts';
import type { Witness } from '../../model/finding.ts';
import type { LintContext } from '../rule.ts';
import type { AskedPattern, PatternQuestions } from './asked-patterns.ts';
import { dottedLanguage } from './dotted-language.ts';
import { shownCall } from './shown-call.ts';
import { wildcardDots } from './wildcard-dots.ts';

/** A text that shows a defect and, where the engine decides so, a call that is allowed with it. */
export interface ShownText {
  readonly text: string;
  readonly witness?: Witness;
}

/** Candidates that are tried before the first one is shown without a call. */
const mostTries = 8;

/**
 * A text that comes to the pattern and is in the first of the sets (each given as sets of which it is what is common) of
 * which the pattern's own condition allows one; else the first text that there is, without a call. Undefined where all
 * are empty. Throws `OverBudget`.
 */
export function showText(
  asked: AskedPattern,
  sets: Iterable<readonly Language[]>,
  context: LintContext,
  questions: PatternQuestions,
): ShownText | undefined {
  let first: string | undefined;
  let tries = 0;
  for (const set of dotted(asked, sets, questions)) {
    const text = commonText(set);
    if (text === undefined) continue;
    first ??= text;
    const witness = allowedWith(asked, text, context, questions);
    if (witness !== undefined) return { text, witness };
    tries += 1;
    if (tries >= mostTries) break;
  }
  return first === undefined ? undefined : { text: first };
}

/** Each set, before it those of its texts that have dots where the pattern has wildcards for them. */
function* dotted(
  { regex, bindings, reached }: AskedPattern,
  sets: Iterable<readonly Language[]>,
  { algebra }: PatternQuestions,
): Generator<readonly Language[]> {
  const dots = wildcardDots(regex.pattern);
  const strict = dots.length === 0 ? undefined : dottedLanguage(regex, dots, () => '\\.', bindings, algebra);
  for (const set of sets) {
    if (strict !== undefined) yield [...reached, ...set, strict];
    yield [...reached, ...set];
  }
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
