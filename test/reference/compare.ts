import type { Decision } from '../../src/model/decision.ts';
import type { Case } from './generate.ts';
import { interpret, newState } from './interpret.ts';
import { asWritten, type Reading } from './reading.ts';
import { realEngine } from './real-engine.ts';
import { renderWorkspace } from './render-workspace.ts';
import type { Verdict } from './verdict.ts';

/** Where program and page part. */
export type Disagreement =
  | { readonly kind: 'refused'; readonly problems: readonly string[] }
  | { readonly kind: 'differs'; readonly index: number; readonly program: Verdict; readonly page: Verdict };

/** The first call of a case that the program decides otherwise than the page; undefined where there is none. */
export function findDisagreement(tried: Case, reading: Reading = asWritten): Disagreement | undefined {
  const program = programVerdicts(tried);
  return program.kind === 'refused' ? program : differenceFrom(program.verdicts, tried, reading);
}

/** What the program says to each call of a case, in order. */
export type ProgramVerdicts =
  | { readonly kind: 'refused'; readonly problems: readonly string[] }
  | { readonly kind: 'decided'; readonly verdicts: readonly Verdict[] };

export function programVerdicts({ workspace, calls }: Case): ProgramVerdicts {
  const engine = realEngine(renderWorkspace(workspace), workspace.config);
  if (engine.kind === 'refused') return engine;
  return { kind: 'decided', verdicts: calls.map((call) => verdictOf(engine.decide(call))) };
}

/** The first call to which the page, so read, says something else. */
export function differenceFrom(
  verdicts: readonly Verdict[],
  { workspace, calls }: Case,
  reading: Reading,
): Disagreement | undefined {
  const state = newState(reading);
  for (const [index, program] of verdicts.entries()) {
    const call = calls[index];
    if (call === undefined) return undefined;
    const page = interpret(workspace, call, state);
    if (!isSame(program, page)) return { kind: 'differs', index, program, page };
  }
  return undefined;
}

function verdictOf({ action, code, policy, retryAfter }: Decision): Verdict {
  return {
    action,
    code,
    ...(policy.rule !== undefined && { rule: policy.rule }),
    ...(policy.condition !== undefined && { condition: policy.condition }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

/** The rule counts where the code speaks of one. */
function isSame(program: Verdict, page: Verdict): boolean {
  if (program.action !== page.action || program.code !== page.code) return false;
  if (program.retryAfter !== page.retryAfter) return false;
  if (page.code !== 'rule' && page.code !== 'rule_action' && page.code !== 'baseline') return true;
  return program.rule === page.rule && program.condition === page.condition;
}
