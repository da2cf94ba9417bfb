import type { JsonValue } from '../../model/json.ts';
import type { Action } from '../../model/rule.ts';
import type { ArgumentsShown } from '../call-record.ts';
import { actionOrder, type ExpectedLabel } from '../expected-labels.ts';
import { createLabelFinder } from '../label-finder.ts';
import type { Section } from '../section.ts';
import {
  type ComparedDecisions,
  createDecisionComparison,
  mergeComparedDecisions,
} from './compared-decisions.ts';

/** What was expected of calls, held against what is decided. */
export type ExpectationsResult = {
  /** By a file of labels. */
  readonly labels?: ComparedDecisions & {
    /** The file, as it was named. */
    readonly file: string;
    /** Labels that no call meets. */
    readonly unmatchedTotal: number;
    /** The lines of the first of them. */
    readonly unmatched: readonly number[];
  };
  /** By what the recording says was decided then; absent where it says nothing. */
  readonly recorded?: ComparedDecisions;
};

export interface ExpectationsOptions {
  readonly shown: ArgumentsShown;
  readonly labels?: { readonly file: string; readonly labels: readonly ExpectedLabel[] };
}

const mostUnmatched = 100;

/** Compares each decision with the label that the call meets first, and with the decision that was recorded. */
export function createExpectations({
  shown,
  labels: given,
}: ExpectationsOptions): Section<{ readonly expectations?: ExpectationsResult }> {
  const find = createLabelFinder(given?.labels ?? []);
  const unmet = new Map((given?.labels ?? []).map((label) => [label.at, label]));
  const byLabel = createDecisionComparison(shown);
  const byRecord = createDecisionComparison(shown);
  let isRecorded = false;
  return {
    read: (file, call) => {
      isRecorded ||= recordedAction(call.recorded) !== undefined;
      const label = unmet.size === 0 ? undefined : find(file, call);
      if (label !== undefined) unmet.delete(label.at);
    },
    see: (judged) => {
      const { call, source } = judged;
      const label = find(source.file, call);
      if (label !== undefined) byLabel.compare(judged, label.actions, false);
      const recorded = recordedAction(call.recorded);
      if (recorded !== undefined) byRecord.compare(judged, [recorded], call.recorded?.optional === true);
    },
    result: () => {
      if (given === undefined && !isRecorded) return {};
      const unmatched = [...unmet.keys()].slice(0, mostUnmatched);
      const { file = '' } = given ?? {};
      return {
        expectations: {
          ...(given === undefined
            ? {}
            : { labels: { ...byLabel.result(), file, unmatchedTotal: unmet.size, unmatched } }),
          ...(isRecorded ? { recorded: byRecord.result() } : {}),
        },
      };
    },
  };
}

/** The result of two parts of one run. Both have read the same calls: the same labels are unmatched in them. */
export function mergeExpectations(one: ExpectationsResult, other: ExpectationsResult): ExpectationsResult {
  const labels =
    one.labels === undefined || other.labels === undefined
      ? (one.labels ?? other.labels)
      : {
          ...mergeComparedDecisions(one.labels, other.labels),
          file: one.labels.file,
          unmatchedTotal: one.labels.unmatchedTotal,
          unmatched: one.labels.unmatched,
        };
  const recorded =
    one.recorded === undefined || other.recorded === undefined
      ? (one.recorded ?? other.recorded)
      : mergeComparedDecisions(one.recorded, other.recorded);
  return { ...(labels === undefined ? {} : { labels }), ...(recorded === undefined ? {} : { recorded }) };
}

function recordedAction(recorded: { readonly [key: string]: JsonValue } | undefined): Action | undefined {
  return actionOrder.find((action) => action === recorded?.action);
}
