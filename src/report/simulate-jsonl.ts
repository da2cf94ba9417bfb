import { type ArgumentsShown, callRecord, shownTrace } from '../simulate/call-record.ts';
import type { JudgedCall } from '../simulate/judged-call.ts';
import { jsonLine } from './json-text.ts';

/**
 * One call as a line of `simulate --format jsonl`, with its line break (`schemas/simulate-record.schema.json`); with the
 * trace that its decision has, where that is asked for.
 */
export function simulateLine(
  judged: JudgedCall,
  shown: ArgumentsShown,
  { traced = false }: { readonly traced?: boolean } = {},
): string {
  const { trace } = judged.decision;
  const record = {
    ...callRecord(judged, shown),
    ...(traced && trace !== undefined ? { trace: shownTrace(trace, shown) } : {}),
  };
  return `${shown.show ? jsonLine(record) : plainLine(record)}\n`;
}

// Masked lines hold no inexact number; the few with characters that a terminal would obey take the longer way.
function plainLine(record: ReturnType<typeof callRecord>): string {
  const text = JSON.stringify(record);
  return /^[\x20-\x7e]*$/.test(text) ? text : jsonLine(record);
}
