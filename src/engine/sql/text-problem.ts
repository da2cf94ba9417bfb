import { isWellFormed } from '../../pattern/well-formed.ts';
import type { SqlObjection } from './inquiry.ts';

/** Words, signs and brackets that a statement may have: what nests takes at least one each. */
const mostTokens = 1000;

/**
 * What keeps a text from being handed to the grammar: characters that databases and drivers do not read alike, or more
 * nesting than a parser may be trusted with. Linear. `at` in UTF-16 units.
 */
export function textProblem(text: string): SqlObjection | undefined {
  const backslash = text.indexOf('\\');
  if (backslash >= 0) return { what: 'a backslash, which means what the server is set to', at: backslash };
  const zero = text.indexOf('\0');
  if (zero >= 0) return { what: 'a zero character', at: zero };
  if (!isWellFormed(text)) return { what: 'half a surrogate pair', at: undefined };
  return countTokens(text) > mostTokens
    ? { what: `more than ${mostTokens} words and signs`, at: undefined }
    : undefined;
}

/**
 * At least as many as a text can nest: whatever is no literal, number, comma, point or blank. Starts of comments count
 * too: at each of them the grammar looks to the end of the signs behind it.
 */
function countTokens(text: string): number {
  const skipped = /--[^\n\r]*|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|[\s,.;]+|\d+/y;
  const word = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|"[^"]*"?/y;
  let count = 0;
  let at = 0;
  while (at < text.length && count <= mostTokens) {
    if (text.startsWith('/*', at)) {
      const comment = readComment(text, at, mostTokens - count);
      count += comment.starts;
      at = comment.end;
      continue;
    }
    if (text[at] === "'") {
      at = quoteEnd(text, "'", at);
      continue;
    }
    skipped.lastIndex = at;
    const plain = skipped.exec(text)?.[0];
    if (plain !== undefined) {
      at = plain.startsWith('$') ? quoteEnd(text, plain, at) : at + plain.length;
      continue;
    }
    word.lastIndex = at;
    count += 1;
    at += word.exec(text)?.[0].length ?? 1;
  }
  return count;
}

/** The end of a text between marks. Of `'a''b'` it is two texts. */
function quoteEnd(text: string, mark: string, at: number): number {
  const end = text.indexOf(mark, at + mark.length);
  return end < 0 ? text.length : end + mark.length;
}

/** The end of a comment and how many start in it, or some more than `most`. */
function readComment(
  text: string,
  start: number,
  most: number,
): { readonly end: number; readonly starts: number } {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  let open = 0;
  let starts = 0;
  for (let mark = marks.exec(text); mark !== null && starts <= most; mark = marks.exec(text)) {
    const begins = mark[0] === '/*';
    open += begins ? 1 : -1;
    if (begins) starts += 1;
    if (open === 0) return { end: marks.lastIndex, starts };
  }
  return { end: text.length, starts };
}
