import { readJson } from '../../text/strict-json.ts';
import type { RecordCollector } from './collect-records.ts';
import type { Line } from './split-lines.ts';

/** Adds what a line holds. */
export function collectLine({ number, text, problem }: Line, collector: RecordCollector): void {
  if (text === undefined) {
    collector.malformed(problem, number);
    return;
  }
  const reading = readJson(text);
  if (reading.ok) collector.add(reading.value, reading.duplicateKeys, number);
  else collector.malformed(`not JSON: ${reading.problem} at column ${reading.offset + 1}`, number);
}
