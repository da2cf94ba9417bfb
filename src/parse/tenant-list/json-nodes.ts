import type { InexactNumber } from '../../model/json.ts';
import { exactNumber } from '../../text/exact-number.ts';
import { readJsonString } from '../../text/json-string.ts';
import { visibleText } from '../../text/visible-text.ts';
import type { Entry, LocatedNode, ScalarNode, Span } from '../located-node.ts';
import type { Problems } from '../problems.ts';
import { listNode, mapNode, scalarNode } from './located-data.ts';

/** Deepest nesting that is read: no tenant needs more. */
const depthLimit = 64;

/**
 * The JSON value that one line of `problems.source` holds, with places; those of texts and keys are within the quotes.
 * Undefined where it is no JSON. What is wrong is reported: a key that stands twice, a number that a double cannot hold.
 */
export function readJsonLine(problems: Problems, line: Span): LocatedNode | undefined {
  const cursor: Cursor = { problems, text: problems.source.text, at: line.start, end: line.end, depth: 0 };
  const value = readValue(cursor);
  if (value === undefined) return undefined;
  skipSpace(cursor);
  return cursor.at === cursor.end ? value : fail(cursor, 'more text after the JSON value');
}

interface Cursor {
  readonly problems: Problems;
  readonly text: string;
  at: number;
  readonly end: number;
  depth: number;
}

function fail(cursor: Cursor, problem: string, at: number = cursor.at): undefined {
  const isEnd = at >= cursor.end;
  cursor.problems.add(
    'yaml/syntax',
    { start: at, end: isEnd ? at : at + 1 },
    {
      message: isEnd ? 'the line ends in the middle of a JSON value' : 'the line is not JSON',
      label: isEnd ? 'ends here' : problem,
      help: 'write one tenant a line, each a JSON object (JSONL)',
    },
  );
  return undefined;
}

function readValue(cursor: Cursor): LocatedNode | undefined {
  skipSpace(cursor);
  const mark = cursor.at < cursor.end ? cursor.text[cursor.at] : undefined;
  if (mark === '"') return readText(cursor);
  if (mark !== '{' && mark !== '[') return readWord(cursor);
  if (cursor.depth >= depthLimit) return fail(cursor, `nested deeper than ${depthLimit} levels`);
  cursor.depth += 1;
  const value = mark === '{' ? readObject(cursor) : readList(cursor);
  cursor.depth -= 1;
  return value;
}

function readList(cursor: Cursor): LocatedNode | undefined {
  const start = cursor.at;
  const items: LocatedNode[] = [];
  cursor.at += 1;
  if (takes(cursor, ']')) return listNode(items, { start, end: cursor.at });
  do {
    const item = readValue(cursor);
    if (item === undefined) return undefined;
    items.push(item);
  } while (takes(cursor, ','));
  if (!takes(cursor, ']')) return fail(cursor, 'expected `,` or `]`');
  return listNode(items, { start, end: cursor.at });
}

function readObject(cursor: Cursor): LocatedNode | undefined {
  const start = cursor.at;
  const entries = new Map<string, Entry>();
  cursor.at += 1;
  if (takes(cursor, '}')) return mapNode(entries, { start, end: cursor.at });
  do {
    skipSpace(cursor);
    if (cursor.text[cursor.at] !== '"') return fail(cursor, 'expected a key in double quotes');
    const keyNode = readText(cursor);
    if (keyNode === undefined) return undefined;
    if (!takes(cursor, ':')) return fail(cursor, 'expected `:`');
    const value = readValue(cursor);
    if (value === undefined) return undefined;
    const key = String(keyNode.value);
    const earlier = entries.get(key);
    if (earlier === undefined) entries.set(key, { key, keyNode, value });
    else refuseDuplicate(cursor, earlier, keyNode);
  } while (takes(cursor, ','));
  if (!takes(cursor, '}')) return fail(cursor, 'expected `,` or `}`');
  return mapNode(entries, { start, end: cursor.at });
}

function refuseDuplicate({ problems }: Cursor, { key, keyNode }: Entry, again: ScalarNode): void {
  problems.add('yaml/duplicate-key', again, {
    message: `\`${visibleText(key)}\` stands twice in one object`,
    label: `also in column ${problems.place(keyNode).column}`,
    help: 'keep one of them; which one counts differs between parsers',
  });
}

function readText(cursor: Cursor): ScalarNode | undefined {
  const start = cursor.at;
  const read = readJsonString(cursor.text, start);
  if (read.problem !== undefined) return fail(cursor, read.problem, Math.min(read.end, cursor.end));
  cursor.at = read.end;
  // An empty text is its quotes, so that there is something to mark.
  const inner = read.end - start === 2 ? 0 : 1;
  const span = { start: start + inner, end: read.end - inner };
  if (loneSurrogate.test(read.value))
    cursor.problems.add('yaml/ambiguous', span, {
      message: 'the text holds half of a surrogate pair',
      label: 'no character',
      help: 'write both halves, or the character itself',
    });
  return scalarNode(read.value, span);
}

const loneSurrogate = /\p{Surrogate}/u;

const words: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** A number, or one of the three words. */
function readWord(cursor: Cursor): LocatedNode | undefined {
  const start = cursor.at;
  while (cursor.at < cursor.end && /[-+.0-9A-Za-z]/.test(cursor.text[cursor.at] ?? '')) cursor.at += 1;
  const span = { start, end: cursor.at };
  const written = cursor.text.slice(start, cursor.at);
  const word = words.get(written);
  if (word !== undefined) return scalarNode(word, span);
  const number = jsonNumber(written);
  if (number === undefined) return fail(cursor, 'expected a JSON value', start);
  if (typeof number === 'number') return scalarNode(number, span);
  refuseInexact(cursor.problems, span, { written, help: 'write it as text, in double quotes' });
  return scalarNode(null, span);
}

/** The number that a JSON number stands for; undefined for any other text. */
export function jsonNumber(written: string): number | InexactNumber | undefined {
  return /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/.test(written)
    ? exactNumber(written)
    : undefined;
}

/** Reports a number that would lose digits. */
export function refuseInexact(
  problems: Problems,
  span: Span,
  { written, help }: { readonly written: string; readonly help: string },
): void {
  problems.add('yaml/ambiguous', span, {
    message: `\`${written.slice(0, 60)}\` cannot be held to the last digit`,
    label: 'would become another number',
    help,
  });
}

function takes(cursor: Cursor, mark: string): boolean {
  skipSpace(cursor);
  if (cursor.at >= cursor.end || cursor.text[cursor.at] !== mark) return false;
  cursor.at += 1;
  return true;
}

function skipSpace(cursor: Cursor): void {
  while (cursor.at < cursor.end) {
    const code = cursor.text.charCodeAt(cursor.at);
    if (code !== 0x20 && code !== 0x09 && code !== 0x0d) return;
    cursor.at += 1;
  }
}
