/** Canonical text, or what is wrong with the JSON text; `offset` in UTF-16 code units. */
export type OpaCanonical =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: string; readonly offset: number };

/** Deepest nesting that is read: `[]` has one level. */
export const maxCanonicalDepth = 128;

/**
 * JSON text as Open Policy Agent prints it before it takes a digest: keys sorted by their UTF-8 bytes, no spaces,
 * no HTML escapes, U+2028 and U+2029 escaped, numbers as in the source. Read strictly: a duplicate key, half a
 * surrogate pair or more than 128 levels are refused, for two readers could take such a text for two different things.
 */
export function opaCanonicalJson(source: string): OpaCanonical {
  const cursor: Cursor = { source, at: 0, depth: 0 };
  try {
    const text = value(cursor);
    skipSpace(cursor);
    if (cursor.at < source.length) fail(cursor, 'something follows the value');
    return { ok: true, text };
  } catch (error) {
    if (error instanceof JsonFault) return { ok: false, why: error.message, offset: error.offset };
    throw error;
  }
}

/** Orders texts as their UTF-8 bytes are ordered: by code points, where JavaScript compares code units. */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const one = a.charCodeAt(at);
    const other = b.charCodeAt(at);
    if (one !== other) return rank(one) - rank(other);
  }
  return a.length - b.length;
}

// Surrogates stand for code points above all that fit one unit.
function rank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}

interface Cursor {
  readonly source: string;
  at: number;
  depth: number;
}

class JsonFault extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

function fail(cursor: Cursor, why: string): never {
  throw new JsonFault(why, cursor.at);
}

function value(cursor: Cursor): string {
  skipSpace(cursor);
  const char = cursor.source[cursor.at];
  if (char === '"') return string(cursor);
  if (char === '{' || char === '[') {
    if (++cursor.depth > maxCanonicalDepth) fail(cursor, `more than ${maxCanonicalDepth} levels`);
    const text = char === '{' ? object(cursor) : array(cursor);
    cursor.depth--;
    return text;
  }
  return scalar(cursor);
}

function object(cursor: Cursor): string {
  cursor.at++;
  const members = new Map<string, string>();
  skipSpace(cursor);
  while (cursor.source[cursor.at] !== '}') {
    if (members.size > 0) expect(cursor, ',');
    skipSpace(cursor);
    const start = cursor.at;
    if (cursor.source[start] !== '"') fail(cursor, 'a key is missing');
    const key = string(cursor);
    if (members.has(key)) {
      cursor.at = start;
      fail(cursor, `the key ${key} is there twice`);
    }
    skipSpace(cursor);
    expect(cursor, ':');
    members.set(key, value(cursor));
    skipSpace(cursor);
  }
  cursor.at++;
  const keys = [...members.keys()];
  if (!isSorted(keys)) keys.sort(compareKeys);
  return `{${keys.map((key) => `${key}:${members.get(key) ?? ''}`).join(',')}}`;
}

function isSorted(keys: readonly string[]): boolean {
  return keys.every((key, index) => index === 0 || compareKeys(keys[index - 1] ?? '', key) < 0);
}

// Keys are held as printed; escapes sort elsewhere than what they stand for.
function compareKeys(a: string, b: string): number {
  return compareUtf8(plainKey(a), plainKey(b));
}

function plainKey(printed: string): string {
  return printed.includes('\\') ? String(JSON.parse(printed)) : printed.slice(1, -1);
}

function array(cursor: Cursor): string {
  cursor.at++;
  const items: string[] = [];
  skipSpace(cursor);
  while (cursor.source[cursor.at] !== ']') {
    if (items.length > 0) expect(cursor, ',');
    items.push(value(cursor));
    skipSpace(cursor);
  }
  cursor.at++;
  return `[${items.join(',')}]`;
}

function expect(cursor: Cursor, char: string): void {
  if (cursor.source[cursor.at] !== char) fail(cursor, `expected ${char}`);
  cursor.at++;
}

const scalars = /(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![0-9A-Za-z.+-])/y;

function scalar(cursor: Cursor): string {
  scalars.lastIndex = cursor.at;
  const text = scalars.exec(cursor.source)?.[0];
  if (text === undefined) return fail(cursor, 'no JSON value');
  cursor.at += text.length;
  return text;
}

const spaces = /[ \t\r\n]*/y;

function skipSpace(cursor: Cursor): void {
  if (cursor.source.charCodeAt(cursor.at) > 0x20) return;
  spaces.lastIndex = cursor.at;
  cursor.at += spaces.exec(cursor.source)?.[0].length ?? 0;
}

/** What stands in a string for itself, in the source and in canonical text. */
const plain = /[^"\\\u0000-\u001f\u2028\u2029\ud800-\udfff]*/y;

function string(cursor: Cursor): string {
  const { source } = cursor;
  const start = cursor.at;
  plain.lastIndex = start + 1;
  const run = plain.exec(source)?.[0] ?? '';
  const end = start + 1 + run.length;
  if (source[end] === '"') {
    cursor.at = end + 1;
    return source.slice(start, end + 1);
  }
  return printed(escapedString(cursor));
}

/** What the string at the cursor stands for, where its source cannot be taken as it is. */
function escapedString(cursor: Cursor): string {
  const { source, at: start } = cursor;
  let end = start + 1;
  while (end < source.length && source[end] !== '"') end += source[end] === '\\' ? 2 : 1;
  const text = parsedString(source.slice(start, end + 1));
  if (text === undefined) return fail(cursor, 'a string is malformed');
  if (/\p{Surrogate}/u.test(text)) fail(cursor, 'a string holds half a surrogate pair');
  cursor.at = end + 1;
  return text;
}

function parsedString(raw: string): string | undefined {
  try {
    return String(JSON.parse(raw));
  } catch {
    return undefined;
  }
}

function printed(text: string): string {
  // JSON.stringify escapes as OPA does, these two aside.
  return JSON.stringify(text)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}
