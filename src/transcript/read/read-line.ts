import { readJson } from '../../text/strict-json.ts';
import type { TranscriptFormat, TranscriptRecord } from '../transcript-format.ts';
import { createCollector, type RecordCollector } from './collect-records.ts';
import type { Line } from './split-lines.ts';

/** What one line holds, read by itself: its calls count from 0. For formats whose lines stand alone. */
export function readLine(line: Line, format: TranscriptFormat): readonly TranscriptRecord[] {
  const collector = createCollector(format);
  collectLine(line, collector);
  return collector.take();
}

/** Adds what a line holds. */
export function collectLine({ number, text, problem }: Line, collector: RecordCollector): void {
  if (text === undefined) return collector.malformed(problem, number);
  const reading = readJson(text);
  if (reading.ok) collector.add(reading.value, reading.duplicateKeys, number);
  else collector.malformed(`not JSON: ${reading.problem} at column ${reading.offset + 1}`, number);
}
