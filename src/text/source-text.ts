import type { Place, Position } from '../model/place.ts';

/** A file's text with what it takes to turn offsets into lines. Offsets and columns count UTF-16 code units. */
export interface SourceText {
  /** Path relative to the workspace, with `/`. */
  readonly file: string;
  readonly text: string;
  /** Offset of the first column of each line. A byte order mark is before the first column, not in it. */
  readonly lineStarts: readonly number[];
}

/** Lines end at `\n` or `\r\n`. */
export function createSourceText(file: string, text: string): SourceText {
  const lineStarts = [text.startsWith('\ufeff') ? 1 : 0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return { file, text, lineStarts };
}

/** The place of `start..end`; offsets outside the text are moved to its edge. */
export function placeOf(source: SourceText, start: number, end: number): Place {
  const first = clamp(start, 0, source.text.length);
  const { line, column } = positionAt(source, first);
  return { file: source.file, line, column, start: first, end: clamp(end, first, source.text.length) };
}

/** Line and column, from 1, of an offset; offsets outside the text are moved to its edge. */
export function positionAt(source: SourceText, offset: number): Position {
  const at = clamp(offset, 0, source.text.length);
  const { lineStarts } = source;
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: Math.max(at - (lineStarts[low] ?? 0), 0) + 1, offset: at };
}

/** The text of a line, from 1, without its line break; empty where there is no such line. */
export function lineText(source: SourceText, line: number): string {
  const start = source.lineStarts[line - 1];
  if (start === undefined) return '';
  const next = source.lineStarts[line];
  const end = next === undefined ? source.text.length : next - 1;
  const text = source.text.slice(start, end);
  return next !== undefined && text.endsWith('\r') ? text.slice(0, -1) : text;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
