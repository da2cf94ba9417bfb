import type { Place } from '../model/place.ts';
import type { SourceText } from '../text/source-text.ts';

/** What to replace to put another matcher in place of a regex. */
export interface RegexSpan {
  readonly start: number;
  readonly end: number;
  /** The span is a key with its value, so that another key and value fit, not a matcher of its own. */
  readonly inMapping: boolean;
}

const before =
  /(?<!['"\w.-])regex:[ \t]*(?:\r?\n[ \t]*pattern:[ \t]*|\{[ \t]*(?:ignore_case:[ \t]*(?:true|false)[ \t]*,[ \t]*)?pattern:[ \t]*)?$/;
const longestHead = 200;

/**
 * The span of a regex whose pattern is the scalar at `place`: the scalar, or all of `regex: ...` around it. Undefined for
 * block scalars, and for a mapping that is not written in one of the usual ways.
 */
export function regexSpan(source: SourceText, place: Place, ignoreCase: boolean): RegexSpan | undefined {
  const { text } = source;
  if (/[|>]/.test(text.charAt(place.start))) return undefined;
  const head = text.slice(Math.max(place.start - longestHead, 0), place.start);
  const [found] = before.exec(head) ?? [];
  if (found === undefined) {
    const inMapping = ignoreCase || /(?:pattern|regex)['"]?[ \t]*:[ \t]*(?:[&!]\S+[ \t]+)?$/.test(head);
    return inMapping ? undefined : { start: place.start, end: place.end, inMapping: false };
  }
  const tail = text.slice(place.end, place.end + longestHead);
  const start = place.start - found.length;
  if (found.includes('{')) {
    const [rest] = /^[ \t]*(?:,[ \t]*ignore_case:[ \t]*(?:true|false)[ \t]*)?,?[ \t]*\}/.exec(tail) ?? [];
    return rest === undefined ? undefined : { start, end: place.end + rest.length, inMapping: true };
  }
  if (!found.includes('\n')) return ignoreCase ? undefined : { start, end: place.end, inMapping: true };
  const [rest = ''] = /^[ \t]*\r?\n[ \t]*ignore_case:[ \t]*(?:true|false)/.exec(tail) ?? [];
  return ignoreCase && rest === '' ? undefined : { start, end: place.end + rest.length, inMapping: true };
}
