import { UserMistake } from '../host/user-mistake.ts';
import type { Action } from '../model/rule.ts';
import type { ReplaySummary } from '../simulate/replay-summary.ts';
import type { Given } from './given.ts';
import { malformedRecords } from './malformed-records.ts';

const actions: readonly Action[] = ['allow', 'deny', 'require_approval'];

/** `allow-to-deny` and the others, with the decisions before and after. */
const transitions: ReadonlyMap<string, string> = new Map(
  actions.flatMap((from) =>
    actions.filter((to) => to !== from).map((to) => [`${from}-to-${to}`, `${from}>${to}`] as const),
  ),
);

/**
 * Whether a result is one that `--fail-on` asks to fail on: some call is decided so, or so changed. What a section finds to
 * be wrong fails by itself. Throws `UserMistake`.
 */
export function failureAsked(given: Given): (summary: ReplaySummary) => boolean {
  const asked = given.choices('fail-on', ['deny', ...transitions.keys()]);
  const changes = asked.flatMap((name) => transitions.get(name) ?? []);
  if (changes.length > 0 && given.text('against') === undefined)
    throw new UserMistake('--fail-on asks for changed decisions, and nothing is compared', {
      help: '--against names another workspace, bundle or git revision',
    });
  return ({ totals, sections }) =>
    crossed(sections) ||
    (asked.includes('deny') && totals.deny > 0) ||
    changes.some((change) => (sections.changes?.matrix[change] ?? 0) > 0);
}

/** Whether something reached another tenant: no flag is needed for that to fail. */
export function crossed({ attacks, results, swap }: ReplaySummary['sections']): boolean {
  return (
    (attacks?.reportedTotal ?? 0) > 0 ||
    (results?.foreignTotal ?? 0) > 0 ||
    (swap?.cells.some(({ leaks }) => leaks > 0) ?? false)
  );
}

/** What makes a run fail that has reported all it found. Throws `UserMistake`. */
export function refuseWhatIsLeft(summary: ReplaySummary, skipMalformed: boolean, allowEmpty: boolean): void {
  const malformed = malformedRecords(summary, 'everything else was decided; --skip-malformed accepts them');
  if (malformed !== undefined && !skipMalformed) throw malformed;
  if (summary.totals.calls === 0 && !allowEmpty) {
    throw new UserMistake('the recordings hold no call to decide', {
      help: '--allow-empty says that this is meant',
    });
  }
}
