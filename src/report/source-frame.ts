import type { Place } from '../model/place.ts';
import { lineText, type SourceText } from '../text/source-text.ts';
import { holdsOrder, visibleText } from '../text/visible-text.ts';
import { textWidth } from './text-width.ts';

/** A line of a source as it is shown, and where the carets stand under it. */
export interface SourceFrame {
  readonly line: string;
  /** Columns of the terminal before the first caret. */
  readonly indent: number;
  /** Number of carets, at least one. */
  readonly carets: number;
}

const widest = 120;
const lead = 48;
const tabStop = 4;

/**
 * The line where a place begins, safe to print: tabs are spaces, what shows nothing is escaped, and of a long line only
 * the part around the place is kept. The carets stand under the place, to the end of its first line.
 */
export function sourceFrame(source: SourceText, place: Place): SourceFrame {
  const text = lineText(source, place.line);
  const start = Math.min(place.column - 1, text.length);
  const end = Math.min(start + Math.max(place.end - place.start, 0), text.length);
  const from = wholeCharacter(text, start > widest - lead ? start - lead : 0);
  const to = wholeCharacter(text, Math.min(text.length, from + widest));
  // In parts it would not be seen, so that a mark in the midst of it would leave it whole.
  const shown = holdsOrder(text)
    ? (part: string): string => visibleText(part).replaceAll('#', '\\u{23}')
    : visibleText;
  const before = expand((from > 0 ? '…' : '') + text.slice(from, start), 0, shown);
  const marked = expand(text.slice(start, Math.min(end, to)), textWidth(before), shown);
  const after = expand(text.slice(Math.min(end, to), to), textWidth(before) + textWidth(marked), shown);
  return {
    line: `${before}${marked}${after}${to < text.length ? '…' : ''}`.trimEnd(),
    indent: textWidth(before),
    carets: Math.max(1, textWidth(marked)),
  };
}

/** An offset that does not cut a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return offset > 0 && code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}

function expand(text: string, column: number, show: (part: string) => string): string {
  let shown = '';
  for (const [index, piece] of text.split('\t').entries()) {
    if (index > 0) shown += ' '.repeat(tabStop - ((column + textWidth(shown)) % tabStop));
    shown += show(piece);
  }
  return shown;
}
