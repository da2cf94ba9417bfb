import { UserMistake } from '../host/user-mistake.ts';
import type { Action } from '../model/rule.ts';
import { amountText } from '../report/number-text.ts';
import type { ReplaySummary } from '../simulate/replay-summary.ts';
import { visibleText } from '../text/visible-text.ts';
import type { Given } from './given.ts';
import { malformedRecords } from './malformed-records.ts';

const actions: readonly Action[] = ['allow', 'deny', 'require_approval'];

/** `allow-to-deny` and the others, with the decisions before and after. */
const transitions: ReadonlyMap<string, string> = new Map(
  actions.flatMap((from) =>
    actions.filter((to) => to !== from).map((to) => [`${from}-to-${to}`, `${from}>${to}`] as const),
  ),
);

/** What `--fail-on` names: `deny`, `differs`, `allow-to-deny` and the other transitions. Throws `UserMistake`. */
export function failsOn(given: Given): readonly string[] {
  return given.choices('fail-on', ['deny', 'differs', ...transitions.keys()]);
}

/** Throws `UserMistake` where `--fail-on` asks for changed decisions of a run that compares nothing. */
export function refuseUncompared(given: Given): void {
  if (given.text('against') === undefined && failsOn(given).some((name) => transitions.has(name)))
    throw nothingCompared();
}

/**
 * Whether a result is one that `--fail-on` asks to fail on: some call is decided so, or so changed. What a section finds to
 * be wrong fails by itself. Throws `UserMistake` where the result cannot tell.
 */
export function fails(summary: ReplaySummary, asked: readonly string[]): boolean {
  const { totals, sections } = summary;
  const changes = asked.flatMap((name) => transitions.get(name) ?? []);
  if (changes.length > 0 && sections.changes === undefined) throw nothingCompared();
  return (
    crossed(sections) ||
    (asked.includes('deny') && totals.deny > 0) ||
    (asked.includes('differs') && recordedDiffers(sections)) ||
    changes.some((change) => (sections.changes?.matrix[change] ?? 0) > 0)
  );
}

function nothingCompared(): UserMistake {
  return new UserMistake('--fail-on asks for changed decisions, and nothing is compared', {
    help: '--against names another workspace, bundle or git revision',
  });
}

function recordedDiffers({ expectations }: ReplaySummary['sections']): boolean {
  if (expectations?.recorded !== undefined) return expectations.recorded.differing > 0;
  throw new UserMistake('--fail-on differs asks for recorded decisions, and the recordings have none', {
    help: 'the formats that have some are in docs/formats/README.md',
  });
}

/** Whether something is wrong whatever flags are given: a call reached another tenant, or is not decided as a label expects. */
function crossed({ attacks, expectations, results, swap }: ReplaySummary['sections']): boolean {
  return (
    (attacks?.reportedTotal ?? 0) > 0 ||
    (expectations?.labels?.differing ?? 0) > 0 ||
    (results?.foreignTotal ?? 0) > 0 ||
    (swap?.cells.some(({ leaks }) => leaks > 0) ?? false)
  );
}

/** What makes a run fail that has reported all it found. Throws `UserMistake`. */
export function refuseWhatIsLeft(summary: ReplaySummary, skipMalformed: boolean, allowEmpty: boolean): void {
  const malformed = malformedRecords(summary, 'everything else was decided; --skip-malformed accepts them');
  if (malformed !== undefined && !skipMalformed) throw malformed;
  refuseUnmatched(summary);
  if (summary.totals.calls === 0 && !allowEmpty) {
    throw new UserMistake('the recordings hold no call to decide', {
      help: '--allow-empty says that this is meant',
    });
  }
}

/** A label that no call meets checks nothing. */
function refuseUnmatched({ sections: { expectations } }: ReplaySummary): void {
  const { file = '', unmatchedTotal = 0, unmatched = [] } = expectations?.labels ?? {};
  if (unmatchedTotal === 0) return;
  throw new UserMistake(
    `no call meets ${amountText(unmatchedTotal, 'label')}, the first at ${visibleText(file)}:${unmatched[0] ?? 1}`,
    { help: 'calls are named as --format jsonl names them: file, line, index, callId, session' },
  );
}
