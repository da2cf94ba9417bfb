import { readInput, standardInput } from '../host/read-input.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { InexactNumber, type JsonObject, type JsonValue, UnjudgeableArguments } from '../model/json.ts';
import { createSourceText, positionAt } from '../text/source-text.ts';
import { duplicateKeyProblem, readJson } from '../text/strict-json.ts';

// Past 1 MiB the engine refuses arguments; what is read may be larger, so that the refusal can be seen.
const limit = { what: 'a JSON value', maxBytes: 16 * 1024 * 1024 };

/**
 * The object that an option holds: JSON text, `@FILE`, or `-` for standard input. Throws `UserMistake` for anything
 * that is no JSON object, duplicate keys included.
 */
export async function readJsonOption(option: string, text: string, cwd: string): Promise<JsonObject> {
  const value = await readJudgedOption(option, text, cwd);
  if (value instanceof UnjudgeableArguments) throw new UserMistake(`${option}: ${value.problem}`);
  if (isObject(value)) return value;
  throw new UserMistake(`${option} is no JSON object`);
}

/**
 * The same for a call's arguments, which the engine judges: any JSON value, and `UnjudgeableArguments` for a duplicate
 * key. Text that is no JSON is the user's mistake.
 */
export async function readJudgedOption(
  option: string,
  text: string,
  cwd: string,
): Promise<JsonValue | UnjudgeableArguments> {
  const json = await optionText(text, cwd);
  const reading = readJson(json);
  if (!reading.ok) {
    const { line, column } = positionAt(createSourceText(option, json), reading.offset);
    throw new UserMistake(`${option} is not JSON: ${reading.problem} at line ${line}, column ${column}`);
  }
  if (reading.duplicateKey === undefined) return reading.value;
  return new UnjudgeableArguments(duplicateKeyProblem(reading.duplicateKey));
}

function optionText(text: string, cwd: string): string | Promise<string> {
  if (text === standardInput) return readInput(standardInput, cwd, limit);
  return text.startsWith('@') ? readInput(text.slice(1), cwd, limit) : text;
}

function isObject(value: JsonValue): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof InexactNumber)
  );
}
