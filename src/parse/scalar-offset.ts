import type { Place } from '../model/place.ts';
import type { SourceText } from '../text/source-text.ts';
import { readEscape } from './escapes.ts';

/**
 * The source offset of the code unit `index` of a scalar's value, where `place` is the scalar. Exact for plain and
 * quoted scalars on one line and for block scalars; within folded lines it is as near as the fold lets it be. An index
 * past the end gives the end of the scalar's text.
 */
export function scalarOffset(source: SourceText, place: Place, index: number): number {
  const { text } = source;
  const first = text.charAt(place.start);
  if (first === '"') return walk(text, place.start + 1, place.end - 1, index, doubleStep);
  if (first === "'") return walk(text, place.start + 1, place.end - 1, index, singleStep);
  if (first === '|' || first === '>') return blockOffset(text, place, index);
  return walk(text, place.start, place.end, index, plainStep);
}

/** How far one step goes in the source, and how many code units of the value that is. */
interface Step {
  readonly past: number;
  readonly units: number;
}

type StepReader = (text: string, at: number, end: number) => Step;

function walk(text: string, start: number, end: number, index: number, step: StepReader): number {
  let at = start;
  let units = 0;
  while (at < end) {
    const next = step(text, at, end);
    if (units + next.units > index) return next.past - at === next.units ? at + (index - units) : at;
    units += next.units;
    at = next.past;
  }
  return Math.max(Math.min(at, end), start);
}

function plainStep(text: string, at: number, end: number): Step {
  return foldStep(text, at, end) ?? { past: at + 1, units: 1 };
}

function singleStep(text: string, at: number, end: number): Step {
  if (text.charAt(at) === "'") return { past: Math.min(at + 2, end), units: 1 };
  return plainStep(text, at, end);
}

function doubleStep(text: string, at: number, end: number): Step {
  if (text.charAt(at) !== '\\') return plainStep(text, at, end);
  const found = readEscape(text, at, end);
  return { past: Math.max(found.end, at + 1), units: (found.value ?? found.raw).length };
}

// White space around a line break folds to one space, or to one line break for each empty line.
function foldStep(text: string, at: number, end: number): Step | undefined {
  const character = text.charAt(at);
  if (character !== ' ' && character !== '\t' && character !== '\r' && character !== '\n') return undefined;
  let past = at;
  let breaks = 0;
  while (past < end && ' \t\r\n'.includes(text.charAt(past))) {
    if (text.charAt(past) === '\n') breaks += 1;
    past += 1;
  }
  if (breaks === 0) return { past, units: past - at };
  return { past, units: Math.max(breaks - 1, 1) };
}

function blockOffset(text: string, place: Place, index: number): number {
  const body = text.indexOf('\n', place.start) + 1;
  if (body === 0 || body >= place.end) return place.start;
  const indent = blockIndent(text, place.start, body, place.end);
  let units = 0;
  let lastEnd = body;
  for (let line = body; line < place.end; ) {
    const lineBreak = text.indexOf('\n', line);
    const past = lineBreak === -1 || lineBreak >= place.end ? place.end : lineBreak;
    const contentEnd = text.charAt(past - 1) === '\r' ? past - 1 : past;
    const start = Math.min(line + indent, contentEnd);
    if (index < units + contentEnd - start) return start + index - units;
    if (index === units + contentEnd - start) return contentEnd;
    units += contentEnd - start + 1;
    lastEnd = contentEnd;
    line = past + 1;
  }
  return lastEnd;
}

function blockIndent(text: string, start: number, body: number, end: number): number {
  const header = text.slice(start, body);
  const given = /^[|>][-+]?([1-9])/.exec(header)?.[1];
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const outer = /^ */.exec(text.slice(lineStart, start))?.[0].length ?? 0;
  if (given !== undefined) return outer + Number(given);
  const first = /^(?:[ \t]*\r?\n)*( *)/.exec(text.slice(body, end));
  return first?.[1]?.length ?? 0;
}
