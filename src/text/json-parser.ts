import type { JsonValue } from '../model/json.ts';
import { exactNumber } from './exact-number.ts';
import { readJsonString } from './json-string.ts';

/** Deepest nesting that is read: `[]` has one level. */
export const maxJsonDepth = 512;

/** More duplicate keys than this in one text, and the text is refused. */
const maxDuplicateKeys = 100;

/** A key that its object holds already. */
export interface DuplicateKey {
  /** JSON Pointer (RFC 6901) of the member. */
  readonly path: string;
  /** Offset of the key's second occurrence, in UTF-16 code units. */
  readonly offset: number;
}

/** What a JSON text holds, or the first thing that is wrong with it. `offset` is the text's length where it ends early. */
export type ParsedJson =
  | { readonly ok: true; readonly value: JsonValue; readonly duplicateKeys: readonly DuplicateKey[] }
  | { readonly ok: false; readonly problem: string; readonly offset: number };

/** Reads one RFC 8259 text, strictly. Of members with the same key the last counts. Never throws; linear. */
export function parseJson(text: string): ParsedJson {
  const cursor: Cursor = { text, at: 0, depth: 0, problem: undefined, duplicateKeys: [] };
  const value = readValue(cursor, undefined);
  if (value === undefined) return failure(cursor);
  skipSpace(cursor);
  if (cursor.at < text.length) {
    fail(cursor, 'more text after the JSON value');
    return failure(cursor);
  }
  return { ok: true, value, duplicateKeys: cursor.duplicateKeys };
}

interface Cursor {
  readonly text: string;
  at: number;
  depth: number;
  /** Set once reading has failed; `at` is then the place. */
  problem: string | undefined;
  readonly duplicateKeys: DuplicateKey[];
}

/** Where a value stands; a chain, so that a pointer is only written out for a duplicate. */
interface Parent {
  readonly parent: Parent | undefined;
  step: string | number;
}

function failure(cursor: Cursor): ParsedJson {
  return { ok: false, problem: cursor.problem ?? 'not JSON', offset: cursor.at };
}

function fail(cursor: Cursor, problem: string): undefined {
  cursor.problem ??=
    cursor.at >= cursor.text.length ? 'the text ends in the middle of a JSON value' : problem;
  return undefined;
}

function readValue(cursor: Cursor, parent: Parent | undefined): JsonValue | undefined {
  skipSpace(cursor);
  switch (cursor.text[cursor.at]) {
    case '{':
      return nested(cursor, parent, readObject);
    case '[':
      return nested(cursor, parent, readArray);
    case '"':
      return readString(cursor);
    case 't':
      return readWord(cursor, 'true', true);
    case 'f':
      return readWord(cursor, 'false', false);
    case 'n':
      return readWord(cursor, 'null', null);
    default:
      return readNumber(cursor);
  }
}

type ReadNested = (cursor: Cursor, parent: Parent | undefined) => JsonValue | undefined;

function nested(cursor: Cursor, parent: Parent | undefined, read: ReadNested): JsonValue | undefined {
  if (cursor.depth >= maxJsonDepth) return fail(cursor, `nested deeper than ${maxJsonDepth} levels`);
  cursor.depth++;
  cursor.at++;
  const value = read(cursor, parent);
  cursor.depth--;
  return value;
}

function readArray(cursor: Cursor, parent: Parent | undefined): JsonValue | undefined {
  const list: JsonValue[] = [];
  if (takes(cursor, ']')) return list;
  const here: Parent = { parent, step: 0 };
  do {
    here.step = list.length;
    const item = readValue(cursor, here);
    if (item === undefined) return undefined;
    list.push(item);
  } while (takes(cursor, ','));
  return takes(cursor, ']') ? list : fail(cursor, 'expected `,` or `]`');
}

function readObject(cursor: Cursor, parent: Parent | undefined): JsonValue | undefined {
  const object: { [key: string]: JsonValue } = {};
  if (takes(cursor, '}')) return object;
  const here: Parent = { parent, step: '' };
  do {
    skipSpace(cursor);
    const offset = cursor.at;
    if (cursor.text[offset] !== '"') return fail(cursor, 'expected a key in double quotes');
    const key = readString(cursor);
    if (key === undefined) return undefined;
    here.step = key;
    if (Object.hasOwn(object, key) && !notes(cursor, here, offset)) return undefined;
    if (!takes(cursor, ':')) return fail(cursor, 'expected `:`');
    const value = readValue(cursor, here);
    if (value === undefined) return undefined;
    setOwn(object, key, value);
  } while (takes(cursor, ','));
  return takes(cursor, '}') ? object : fail(cursor, 'expected `,` or `}`');
}

// Assigning to `__proto__` would set the prototype and lose the member.
function setOwn(object: { [key: string]: JsonValue }, key: string, value: JsonValue): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

function notes(cursor: Cursor, place: Parent, offset: number): boolean {
  if (cursor.duplicateKeys.length === maxDuplicateKeys) {
    cursor.at = offset;
    fail(cursor, `more than ${maxDuplicateKeys} duplicate keys`);
    return false;
  }
  cursor.duplicateKeys.push({ path: pointer(place), offset });
  return true;
}

function pointer(place: Parent): string {
  const steps: string[] = [];
  for (let at: Parent | undefined = place; at !== undefined; at = at.parent) {
    steps.push(String(at.step).replaceAll('~', '~0').replaceAll('/', '~1'));
  }
  return `/${steps.reverse().join('/')}`;
}

function readString(cursor: Cursor): string | undefined {
  const read = readJsonString(cursor.text, cursor.at);
  cursor.at = read.end;
  if (read.problem !== undefined) return fail(cursor, read.problem);
  return read.value;
}

function readWord<T extends JsonValue>(cursor: Cursor, word: string, value: T): T | undefined {
  for (const letter of word) {
    if (cursor.text[cursor.at] !== letter) return fail(cursor, `expected \`${word}\``);
    cursor.at++;
  }
  return value;
}

function readNumber(cursor: Cursor): JsonValue | undefined {
  const start = cursor.at;
  if (cursor.text[cursor.at] === '-') cursor.at++;
  const first = cursor.at;
  if (!readDigits(cursor)) return fail(cursor, 'expected a JSON value');
  if (cursor.text[first] === '0' && cursor.at > first + 1) {
    cursor.at = first + 1;
    return fail(cursor, 'a number may not start with 0');
  }
  if (cursor.text[cursor.at] === '.') {
    cursor.at++;
    if (!readDigits(cursor)) return fail(cursor, 'expected a digit');
  }
  const mark = cursor.text[cursor.at];
  if (mark === 'e' || mark === 'E') {
    cursor.at++;
    const sign = cursor.text[cursor.at];
    if (sign === '+' || sign === '-') cursor.at++;
    if (!readDigits(cursor)) return fail(cursor, 'expected a digit');
  }
  return exactNumber(cursor.text.slice(start, cursor.at));
}

function readDigits(cursor: Cursor): boolean {
  const start = cursor.at;
  while (isDigit(cursor.text.charCodeAt(cursor.at))) cursor.at++;
  return cursor.at > start;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function takes(cursor: Cursor, mark: string): boolean {
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== mark) return false;
  cursor.at++;
  return true;
}

function skipSpace(cursor: Cursor): void {
  for (;;) {
    const code = cursor.text.charCodeAt(cursor.at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    cursor.at++;
  }
}
