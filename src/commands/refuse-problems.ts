import { UserMistake } from '../host/user-mistake.ts';
import type { LintOutcome } from '../lint/run-lint.ts';

/** Throws `UserMistake` where the configuration or an option says something of lint rules that cannot be done. */
export function refuseProblems({ problems }: LintOutcome): void {
  const [first, ...rest] = problems;
  if (first === undefined) return;
  throw new UserMistake(first, { help: [...rest, 'policy rules lists the rules'].join('; ') });
}
