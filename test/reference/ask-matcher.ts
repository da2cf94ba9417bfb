import { RE2JS } from 're2js';
import { InexactNumber } from '../../src/model/json.ts';
import { formAnswer } from './ask-form.ts';
import { isWellFormed, keyWithin, pathWithin } from './canonical-text.ts';
import { filterAnswer } from './filter-form.ts';
import { type Answer, allOf, anyOf, yesIf } from './kleene.ts';
import type { PlainMatcher, PlainScalar, PlainTypedMatcher } from './plain-documents.ts';
import type { Reading } from './reading.ts';
import { type Bindings, boundOf, type Option, optionsOf, prefixesOf, regexOf } from './template-text.ts';

/** What a matcher is asked about besides the value. */
export interface Asking {
  readonly bindings: Bindings;
  readonly maxArgumentBytes: number;
  readonly reading: Reading;
}

/** Thrown when a matcher must read a string that is longer than `max_argument_bytes`. */
export class ArgumentTooLarge extends Error {}

/** `exists`, `length`, `contains`, `contains_any` and `filter` see the whole value. */
const wholeValueKinds: readonly string[] = ['exists', 'length', 'contains', 'contains_any', 'filter'];

/** Whether a matcher is made only of whole-value parts. */
export function isWholeValue(matcher: PlainMatcher): boolean {
  if (typeof matcher === 'string') return false;
  const inner = innerMatchers(matcher);
  if (inner.length > 0) return inner.every(isWholeValue);
  return Object.keys(matcher).every((kind) => wholeValueKinds.includes(kind));
}

function innerMatchers(matcher: PlainTypedMatcher): readonly PlainMatcher[] {
  const { not, shared, any_of = [], all_of = [] } = matcher;
  return [
    ...(not === undefined ? [] : [not]),
    ...(shared === undefined ? [] : [shared]),
    ...any_of,
    ...all_of,
  ];
}

/**
 * What a matcher says to one element of `whole`; where elements are not asked one by one, both are the same value,
 * and undefined is an absent one. Throws `ArgumentTooLarge`.
 */
export function askMatcher(matcher: PlainMatcher, element: unknown, whole: unknown, asking: Asking): Answer {
  if (typeof matcher === 'string') return askRegex(matcher, false, element, asking);
  const seen = asking.reading.wholeValueParts ? whole : element;
  const again = (inner: PlainMatcher): Answer => askMatcher(inner, element, whole, asking);
  if (matcher.any_of !== undefined) return anyOf(matcher.any_of.map(again));
  if (matcher.all_of !== undefined) return allOf(matcher.all_of.map(again));
  if (matcher.shared !== undefined) return again(matcher.shared);
  if (matcher.not !== undefined) {
    const answer = again(matcher.not);
    if (isAbsent(element, asking)) return asking.reading.notOfAbsent;
    if (answer === 'unclear') return asking.reading.notOfUnclear;
    return yesIf(answer === 'no');
  }
  if (matcher.exists !== undefined) return yesIf(matcher.exists !== isAbsent(seen, asking));
  if (matcher.length !== undefined) return askLength(matcher.length, seen, asking);
  if (matcher.contains !== undefined) return askContains([matcher.contains], seen, asking);
  if (matcher.contains_any !== undefined) return askContains(matcher.contains_any, seen, asking);
  if (matcher.filter !== undefined) {
    return isAbsent(seen, asking) ? 'no' : filterAnswer(seen, matcher.filter, asking.bindings);
  }
  if (matcher.equals !== undefined) return askOneOf([matcher.equals], element, asking);
  if (matcher.one_of !== undefined) return askOneOf(matcher.one_of, element, asking);
  if (matcher.number !== undefined) return askNumber(matcher.number, element, asking);
  if (matcher.path_within !== undefined) return askWithin(matcher.path_within, pathWithin, element, asking);
  if (matcher.key_within !== undefined) return askWithin(matcher.key_within, keyWithin, element, asking);
  const form = formAnswer(matcher, asking.bindings);
  if (form !== undefined) return askForm(form, element, asking);
  if (matcher.regex !== undefined) {
    return askRegex(matcher.regex.pattern, matcher.regex.ignore_case ?? false, element, asking);
  }
  throw new Error(`no matcher: ${JSON.stringify(matcher)}`);
}

function isAbsent(value: unknown, asking: Asking): boolean {
  return value === undefined || (value === null && asking.reading.nullIsAbsent);
}

/** "A regex takes strings, and safe integers and booleans as their JSON text". */
function askRegex(pattern: string, ignoreCase: boolean, value: unknown, asking: Asking): Answer {
  if (isAbsent(value, asking)) return 'no';
  const quote = asking.reading.variablesQuoted ? RE2JS.quote : (literal: string) => literal;
  const regex = compiled(regexOf(pattern, asking.bindings, quote), ignoreCase);
  if (typeof value === 'string') {
    const text = readText(value, asking);
    return isWellFormed(text) ? yesIf(regex.test(text)) : asking.reading.wrongType;
  }
  if (typeof value === 'boolean' || Number.isSafeInteger(value))
    return yesIf(regex.test(JSON.stringify(value)));
  return asking.reading.wrongType;
}

const regexes: Map<string, RE2JS> = new Map();

/** RE2 syntax, searched. Kept by source: to compile one is slow. */
function compiled(source: string, ignoreCase: boolean): RE2JS {
  const key = `${ignoreCase} ${source}`;
  const regex = regexes.get(key) ?? RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  regexes.set(key, regex);
  return regex;
}

/** "A string longer than `max_argument_bytes` (UTF-8) that a matcher must read: deny, `argument_too_large`, at once." */
function readText(text: string, asking: Asking): string {
  if (Buffer.byteLength(text, 'utf8') > asking.maxArgumentBytes) throw new ArgumentTooLarge();
  return text;
}

/** "The same JSON scalar; no coercion", "unclear on a value whose JSON type none of their options has". */
function askOneOf(written: string | readonly PlainScalar[], value: unknown, asking: Asking): Answer {
  if (isAbsent(value, asking)) return 'no';
  if (value instanceof InexactNumber) return asking.reading.wrongType;
  const options = optionsOf(written, asking.bindings);
  if (options.some((option) => option !== undefined && option === value)) return 'yes';
  if (options.includes(undefined)) return 'unclear';
  return options.some((option) => typeof option === typeof value) ? 'no' : asking.reading.wrongType;
}

/** "A list (roles, scopes) that holds the scalar". */
function askContains(written: string | readonly PlainScalar[], value: unknown, asking: Asking): Answer {
  if (isAbsent(value, asking)) return 'no';
  if (!Array.isArray(value)) return asking.reading.wrongType;
  const options: readonly Option[] = optionsOf(written, asking.bindings);
  if (value.some((item) => item !== undefined && options.includes(item))) return 'yes';
  if (options.includes(undefined)) return 'unclear';
  // "Unclear where it is not found, one option is a number and the list holds a number that lost digits."
  const lostDigits = value.some((item) => item instanceof InexactNumber);
  return lostDigits && options.some((option) => typeof option === 'number') ? 'unclear' : 'no';
}

/** "A JSON number in range"; bounds are inclusive. */
function askNumber(range: PlainTypedMatcher['number'] & object, value: unknown, asking: Asking): Answer {
  if (isAbsent(value, asking)) return 'no';
  if (typeof value !== 'number') return asking.reading.wrongType;
  return yesIf(isInRange(value, range, asking) && (range.integer !== true || Number.isInteger(value)));
}

/** "A string's code points or a list's items in range". */
function askLength(range: PlainTypedMatcher['length'] & object, value: unknown, asking: Asking): Answer {
  if (isAbsent(value, asking)) return 'no';
  if (typeof value === 'string') return yesIf(isInRange([...readText(value, asking)].length, range, asking));
  return Array.isArray(value) ? yesIf(isInRange(value.length, range, asking)) : asking.reading.wrongType;
}

function isInRange(value: number, range: PlainTypedMatcher['length'] & object, asking: Asking): boolean {
  const { min, max } = range;
  if (min !== undefined && value < boundOf(min, asking.bindings)) return false;
  return max === undefined || value <= boundOf(max, asking.bindings);
}

/** `path_within` and `key_within`: unclear for text that is not canonical; "one that is yes makes the matcher yes". */
function askWithin(
  written: string | readonly string[],
  within: (text: string, prefix: string) => Answer,
  value: unknown,
  asking: Asking,
): Answer {
  if (isAbsent(value, asking)) return 'no';
  if (typeof value !== 'string') return asking.reading.wrongType;
  const text = readText(value, asking);
  const answers = prefixesOf(written, asking.bindings).map((prefix) => {
    return prefix === undefined ? 'unclear' : within(text, prefix);
  });
  return anyOf(answers);
}

/** A matcher of a canonical form: takes strings only, and reads them. */
function askForm(form: (text: string) => Answer, value: unknown, asking: Asking): Answer {
  if (isAbsent(value, asking)) return 'no';
  return typeof value === 'string' ? form(readText(value, asking)) : asking.reading.wrongType;
}
