import type { JsonObject, JsonValue } from '../model/json.ts';
import { validate as validateDiff } from '../parse/generated/diff-output.js';
import { validate as validateLint } from '../parse/generated/lint-output.js';
import { asSimulateOutput } from '../simulate/read-output.ts';
import type { SimulateOutput } from '../simulate/simulate-output.ts';
import { duplicateKeyProblem, readJson } from '../text/strict-json.ts';
import type { DiffOutput } from './diff-json.ts';
import type { LintOutput } from './lint-json.ts';

/** What a command printed with `--format json`. */
type SavedResult =
  | { readonly kind: 'simulate'; readonly output: SimulateOutput }
  | { readonly kind: 'lint'; readonly output: LintOutput }
  | { readonly kind: 'diff'; readonly output: DiffOutput };

/** A saved result, or why the text is none: one sentence without full stop. */
export type ResultReading =
  | { readonly ok: true; readonly result: SavedResult }
  | { readonly ok: false; readonly problem: string };

/** Reads what `simulate`, `lint` or `diff --format json` printed. Never throws, whatever the text is. */
export function readSavedResult(text: string): ResultReading {
  const reading = readJson(text);
  if (!reading.ok)
    return { ok: false, problem: `it is not JSON: ${reading.problem} at offset ${reading.offset}` };
  if (reading.duplicateKey !== undefined)
    return { ok: false, problem: duplicateKeyProblem(reading.duplicateKey) };
  const { value } = reading;
  if (has(value, 'findings')) {
    if (isLint(value)) return { ok: true, result: { kind: 'lint', output: value } };
    return { ok: false, problem: `it is no result of policy lint${firstError(validateLint.errors)}` };
  }
  if (has(value, 'groups')) {
    if (isDiff(value)) return { ok: true, result: { kind: 'diff', output: value } };
    return { ok: false, problem: `it is no result of policy diff${firstError(validateDiff.errors)}` };
  }
  if (!has(value, 'totals'))
    return { ok: false, problem: 'it is no result of policy simulate, lint or diff' };
  const simulate = asSimulateOutput(value);
  return simulate.ok ? { ok: true, result: { kind: 'simulate', output: simulate.output } } : simulate;
}

function has(value: JsonValue, key: string): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key);
}

function isLint(value: JsonObject): value is JsonObject & LintOutput {
  return validateLint(value);
}

function isDiff(value: JsonObject): value is JsonObject & DiffOutput {
  return validateDiff(value);
}

function firstError(errors: typeof validateLint.errors): string {
  const [first] = errors ?? [];
  const where = first === undefined || first.instancePath === '' ? '' : ` at ${first.instancePath}`;
  return `${where}: ${first?.message ?? 'it does not match its schema'}`;
}
