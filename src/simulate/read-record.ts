import type { JsonValue } from '../model/json.ts';
import { validate } from '../parse/generated/simulate-record.js';
import { duplicateKeyProblem, readJson } from '../text/strict-json.ts';
import type { CallRecord } from './call-record.ts';

/** A saved call, or why the line is none: one sentence without full stop. */
export type RecordReading =
  | { readonly ok: true; readonly record: CallRecord }
  | { readonly ok: false; readonly problem: string };

/** Reads a line that `simulate --format jsonl` printed. Never throws, whatever the text is. */
export function readCallRecord(line: string): RecordReading {
  const reading = readJson(line);
  if (!reading.ok)
    return { ok: false, problem: `it is not JSON: ${reading.problem} at offset ${reading.offset}` };
  if (reading.duplicateKey !== undefined)
    return { ok: false, problem: duplicateKeyProblem(reading.duplicateKey) };
  const { value } = reading;
  if (isRecord(value)) return { ok: true, record: value };
  const [first] = validate.errors ?? [];
  const where = first === undefined || first.instancePath === '' ? '' : ` at ${first.instancePath}`;
  return {
    ok: false,
    problem: `it is no call of policy simulate --format jsonl${where}: ${first?.message ?? 'it does not match its schema'}`,
  };
}

function isRecord(value: JsonValue): value is JsonValue & CallRecord {
  return validate(value);
}
