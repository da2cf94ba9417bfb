import type { SuppressionUse } from '../../model/suppression.ts';
import { suggest } from '../../text/suggest.ts';
import { isDay } from '../apply-ignores.ts';
import { control } from '../control.ts';
import { type IgnoreUse, isLockedCode, type LintRule, type Report, type RunContext } from '../rule.ts';

export const structureIgnore: LintRule = {
  code: 'structure/ignore',
  level: 'warning',
  kind: 'S',
  edition: 1,
  finds:
    'an ignore comment without reason, past its date, or that hides nothing; a suppression that no longer applies',
  help: 'write `# policy-ignore CODE until 2027-01-31 -- reason` on the line above, or remove the comment',
  controls: [control('nist-800-53', 'CM-3'), control('soc2', 'CC8.1')],
  check: () => [],
  checkRun: ignoresAreNeeded,
};

/**
 * Every ignore comment names a rule, gives a reason, is in date, and hides a finding of the line below it; every
 * suppression names a rule, is in date, and hides as many findings as it counts.
 */
function* ignoresAreNeeded({ ignores, suppressions, codes }: RunContext): Iterable<Report> {
  for (const use of ignores) {
    const problem = problemOf(use, codes);
    if (problem !== undefined) yield { help: structureIgnore.help, ...problem, place: use.comment.place };
  }
  for (const use of suppressions) {
    const problem = staleness(use, codes);
    if (problem !== undefined) yield { help: prune, ...problem, place: use.suppression.place };
  }
}

const prune = 'policy lint --prune-suppressions takes out what no longer applies';

function staleness(
  { suppression, hidden, expired }: SuppressionUse,
  codes: readonly string[],
): Omit<Report, 'place'> | undefined {
  const { code, until, count } = suppression;
  if (isLockedCode(code) || code === structureIgnore.code)
    return { message: `${code} cannot be suppressed`, help: 'put right what it finds, and remove the entry' };
  if (!codes.includes(code))
    return { message: `there is no rule ${code} to suppress`, ...nearest(code, codes) };
  if (until !== undefined && !isDay(until)) return { message: `${until} is no date`, label: 'hides nothing' };
  if (expired)
    return {
      message: `the suppression of ${code} ended on ${until}`,
      label: 'hides nothing any more',
      help: 'put right what it finds, or agree on another day',
    };
  if (hidden === 0) return { message: `no finding of ${code} is left that this suppression is about` };
  if (hidden < count) return { message: `${hidden} of the ${count} findings of ${code} are left` };
  return undefined;
}

function nearest(code: string, codes: readonly string[]): { readonly help?: string } {
  const near = suggest(code, codes);
  return near === undefined ? {} : { help: `did you mean ${near}?` };
}

function problemOf(
  { comment, hidden, expired }: IgnoreUse,
  codes: readonly string[],
): Omit<Report, 'place'> | undefined {
  const { code, until, reason } = comment;
  if (code === '') return { message: 'an ignore comment names no rule', label: 'which rule?' };
  if (isLockedCode(code) || code === structureIgnore.code) {
    return { message: `${code} cannot be ignored`, help: 'put right what it finds, and remove the comment' };
  }
  if (!codes.includes(code)) {
    return { message: `there is no rule ${code} to ignore`, ...nearest(code, codes) };
  }
  if (reason === undefined || reason === '') {
    return {
      message: `${code} is ignored without a reason, so the comment hides nothing`,
      label: 'add `-- reason`',
    };
  }
  if (until !== undefined && !isDay(until)) return { message: `${until} is no date`, label: 'hides nothing' };
  if (expired)
    return { message: `the comment that ignores ${code} ended on ${until}`, label: 'hides nothing any more' };
  if (hidden === 0) {
    return {
      message: `nothing on the line below is ${code}, so the comment hides nothing`,
      help: 'remove the comment',
    };
  }
  return undefined;
}
