import { type JsonValue, UnjudgeableArguments } from '../model/json.ts';
import { heldMembers, writtenMembers } from './json-check.ts';
import { type DuplicateKey, parseJson } from './json-parser.ts';
import { visibleText } from './visible-text.ts';

/**
 * What a JSON text holds. Offsets count UTF-16 code units; a failure at the text's length means that it ends early.
 * Of members with the same key the value keeps the last.
 */
export type JsonReading =
  | {
      readonly ok: true;
      readonly value: JsonValue;
      /** The first key that its object holds twice. */
      readonly duplicateKey?: DuplicateKey;
      /** All of them, in the order of the text, where there is one. */
      readonly duplicateKeys?: readonly DuplicateKey[];
    }
  | { readonly ok: false; readonly problem: string; readonly offset: number };

/**
 * Reads one JSON text strictly (RFC 8259): duplicate keys are reported, numbers that a double's shortest form does not
 * equal become `InexactNumber`, `__proto__` is a key like any other, nesting past 512 levels is a problem. Never
 * throws; linear in the text.
 */
export function readJson(text: string): JsonReading {
  const quick = readPlain(text);
  if (quick !== undefined) return { ok: true, value: quick };
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const [first] = parsed.duplicateKeys;
  if (first === undefined) return { ok: true, value: parsed.value };
  return { ok: true, value: parsed.value, duplicateKey: first, duplicateKeys: parsed.duplicateKeys };
}

/**
 * The arguments of a call that was recorded as JSON text. A duplicate key or no JSON at all gives
 * `UnjudgeableArguments`. The empty string is `{}` only where `emptyIsObject` says that the format means it.
 */
export function readArguments(
  text: string,
  options: { readonly emptyIsObject?: boolean } = {},
): JsonValue | UnjudgeableArguments {
  if (text === '')
    return options.emptyIsObject === true ? {} : new UnjudgeableArguments('the arguments are empty text');
  const reading = readJson(text);
  if (!reading.ok)
    return new UnjudgeableArguments(
      `the arguments are not JSON: ${reading.problem} at offset ${reading.offset}`,
    );
  if (reading.duplicateKey === undefined) return reading.value;
  return new UnjudgeableArguments(duplicateKeyProblem(reading.duplicateKey));
}

/** The problem that a duplicate key is, in words. */
export function duplicateKeyProblem(duplicate: DuplicateKey): string {
  return `the key ${visibleText(duplicate.path)} occurs twice`;
}

/**
 * The value, where the host's own parser and a look at text and value show that it is what the strict reader would
 * give: no member got lost to a duplicate key, no digit of a number either. Else undefined.
 */
function readPlain(text: string): JsonValue | undefined {
  const value = parseOrUndefined(text);
  if (value === undefined) return undefined;
  const members = writtenMembers(text);
  return members >= 0 && members === heldMembers(value) ? value : undefined;
}

function parseOrUndefined(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
