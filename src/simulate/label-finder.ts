import type { RecordedCall } from '../model/call.ts';
import type { ExpectedLabel } from './expected-labels.ts';

/** The label of a call: the first that holds. */
export type LabelFinder = (file: string, call: RecordedCall) => ExpectedLabel | undefined;

/** Indexes labels by what they ask, so that a look-up costs one step for each different set of criteria. */
export function createLabelFinder(labels: readonly ExpectedLabel[]): LabelFinder {
  const shapes = new Map<number, Map<string, ExpectedLabel>>();
  for (const label of labels) {
    const asked = criteriaOf(label.file, label);
    const shape = asked.reduce<number>((bits, value, at) => bits + (value === undefined ? 0 : 2 ** at), 0);
    const found = shapes.get(shape) ?? new Map<string, ExpectedLabel>();
    shapes.set(shape, found);
    const key = JSON.stringify(asked.filter((value) => value !== undefined));
    if (!found.has(key)) found.set(key, label);
  }
  return (file, call) => {
    const values = criteriaOf(file, call);
    let best: ExpectedLabel | undefined;
    for (const [shape, found] of shapes) {
      const asked = values.filter((_, at) => (shape & (2 ** at)) !== 0);
      const label = asked.includes(undefined) ? undefined : found.get(JSON.stringify(asked));
      if (label !== undefined && (best === undefined || label.at < best.at)) best = label;
    }
    return best;
  };
}

type Criteria = Pick<RecordedCall, 'line' | 'callId' | 'session'> & { readonly index?: number };

function criteriaOf(
  file: string | undefined,
  { line, index, callId, session }: Criteria,
): readonly (string | number | undefined)[] {
  return [file, line, index, callId, session];
}
