import { type ArgumentsShown, callRecord } from '../simulate/call-record.ts';
import type { JudgedCall } from '../simulate/judged-call.ts';
import { jsonLine } from './json-text.ts';

/** One call as a line of `simulate --format jsonl`, with its line break (`schemas/simulate-record.schema.json`). */
export function simulateLine(judged: JudgedCall, shown: ArgumentsShown): string {
  const record = callRecord(judged, shown);
  return `${shown.show ? jsonLine(record) : plainLine(record)}\n`;
}

// Masked lines hold no inexact number; the few with characters that a terminal would obey take the longer way.
function plainLine(record: ReturnType<typeof callRecord>): string {
  const text = JSON.stringify(record);
  return /^[\x20-\x7e]*$/.test(text) ? text : jsonLine(record);
}
