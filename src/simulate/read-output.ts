import type { JsonValue } from '../model/json.ts';
import { validate } from '../parse/generated/simulate-output.js';
import { duplicateKeyProblem, readJson } from '../text/strict-json.ts';
import type { SimulateOutput } from './simulate-output.ts';

/** A saved result, or why the text is none: one sentence without full stop. */
export type OutputReading =
  | { readonly ok: true; readonly output: SimulateOutput }
  | { readonly ok: false; readonly problem: string };

/** Reads what `simulate --format json` printed. Never throws, whatever the text is. */
export function readSimulateOutput(text: string): OutputReading {
  const reading = readJson(text);
  if (!reading.ok)
    return { ok: false, problem: `it is not JSON: ${reading.problem} at offset ${reading.offset}` };
  if (reading.duplicateKey !== undefined)
    return { ok: false, problem: duplicateKeyProblem(reading.duplicateKey) };
  return asSimulateOutput(reading.value);
}

/** The same of JSON that was read. */
export function asSimulateOutput(value: JsonValue): OutputReading {
  if (isOutput(value)) return { ok: true, output: value };
  const [first] = validate.errors ?? [];
  const where = first === undefined || first.instancePath === '' ? '' : ` at ${first.instancePath}`;
  const why = first?.message ?? 'it does not match its schema';
  return { ok: false, problem: `it is no result of policy simulate${where}: ${why}` };
}

function isOutput(value: JsonValue): value is JsonValue & SimulateOutput {
  return validate(value);
}
