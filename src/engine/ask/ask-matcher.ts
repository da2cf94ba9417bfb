import type { Scalar } from '../../model/json.ts';
import { InexactNumber } from '../../model/json.ts';
import type { BoundMatcher, CallPrefix } from '../compile/bound-matcher.ts';
import { ownProperty } from '../plain-data.ts';
import type { ScalarOptions } from '../scalar-options.ts';
import { answerSql } from '../sql/answer-sql.ts';
import type { AnswerCode } from './answer.ts';
import { both, either, NO, opposite, UNCLEAR, YES } from './answer.ts';
import { askFilter } from './filter/ask-filter.ts';
import type { CallData, Slot } from './slot.ts';
import { elementAt, languagesOf, sqlOf } from './slot.ts';

/** Asks a matcher of one element of a slot; `whole` is what whole-value parts see. The element is neither absent nor odd. */
export function askMatcher(
  matcher: BoundMatcher,
  slot: Slot,
  index: number,
  whole: unknown,
  call: CallData,
): AnswerCode {
  const element = elementAt(slot, index);
  switch (matcher.kind) {
    case 'regex': {
      const mask = languagesOf(slot, index);
      return mask === undefined ? UNCLEAR : hasBit(mask, matcher.bit);
    }
    case 'one_of':
      return askOptions(matcher.options, element, call);
    case 'contains':
      return askContains(matcher.options, whole, call);
    case 'within':
      return askWithin(matcher, slot, index, call);
    case 'number':
      return askNumber(matcher, element);
    case 'length':
      return askLength(matcher, whole);
    case 'exists':
      return matcher.exists ? YES : NO;
    case 'not':
      return opposite(askMatcher(matcher.matcher, slot, index, whole, call));
    case 'any_of':
      return askAny(matcher.matchers, slot, index, whole, call);
    case 'all_of':
      return askAll(matcher.matchers, slot, index, whole, call);
    case 'filter':
      return askFilter(matcher, whole, call);
    case 'sql':
      return askSql(matcher, slot, element, call);
  }
}

function askAny(
  matchers: readonly BoundMatcher[],
  slot: Slot,
  index: number,
  whole: unknown,
  call: CallData,
): AnswerCode {
  let answer: AnswerCode = NO;
  for (const matcher of matchers) {
    answer = either(answer, askMatcher(matcher, slot, index, whole, call));
    if (answer === YES) return YES;
  }
  return answer;
}

function askAll(
  matchers: readonly BoundMatcher[],
  slot: Slot,
  index: number,
  whole: unknown,
  call: CallData,
): AnswerCode {
  let answer: AnswerCode = YES;
  for (const matcher of matchers) {
    answer = both(answer, askMatcher(matcher, slot, index, whole, call));
    if (answer === NO) return NO;
  }
  return answer;
}

function askSql(
  { policy }: Extract<BoundMatcher, { kind: 'sql' }>,
  slot: Slot,
  element: unknown,
  call: CallData,
): AnswerCode {
  const read = sqlOf(slot, element);
  if (read === undefined) return UNCLEAR;
  const { answer } = answerSql(read, policy, call.context);
  if (answer === 'unclear') return UNCLEAR;
  return answer === 'yes' ? YES : NO;
}

function hasBit(mask: Uint32Array, bit: number): AnswerCode {
  const word = mask[bit >>> 5] ?? 0;
  return (word >>> (bit & 31)) & 1 ? YES : NO;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

// No coercion: a value of a type that no option has is unclear, and so is an option that the context does not give.
function askOptions(options: ScalarOptions, element: unknown, call: CallData): AnswerCode {
  if (!isScalar(element)) return UNCLEAR;
  if (options.values.has(element)) return YES;
  let comparable = options.types.has(typeof element);
  let unclear = false;
  for (const key of options.contextKeys) {
    const option = ownProperty(call.context, key);
    if (!isScalar(option)) unclear = true;
    else if (option === element) return YES;
    else if (typeof option === typeof element) comparable = true;
  }
  return comparable && !unclear ? NO : UNCLEAR;
}

function askContains(options: ScalarOptions, whole: unknown, call: CallData): AnswerCode {
  if (!Array.isArray(whole)) return UNCLEAR;
  const given = options.contextKeys.map((key) => ownProperty(call.context, key));
  let inexact = false;
  for (const item of whole) {
    if (isScalar(item) && (options.values.has(item) || given.includes(item))) return YES;
    if (item instanceof InexactNumber) inexact = true;
  }
  const numberWanted = options.types.has('number') || given.some((option) => typeof option === 'number');
  return !given.every(isScalar) || (inexact && numberWanted) ? UNCLEAR : NO;
}

function askWithin(
  matcher: Extract<BoundMatcher, { kind: 'within' }>,
  slot: Slot,
  index: number,
  call: CallData,
): AnswerCode {
  const text = elementAt(slot, index);
  const mask = typeof text === 'string' ? languagesOf(slot, index) : undefined;
  if (typeof text !== 'string' || mask === undefined) return UNCLEAR;
  for (const bit of matcher.bits) if (hasBit(mask, bit) === YES) return YES;
  if (hasBit(mask, matcher.canonicalBit) !== YES) return UNCLEAR;
  let answer: AnswerCode = NO;
  for (const prefix of matcher.callPrefixes) {
    answer = either(answer, askCallPrefix(prefix, text, call));
  }
  return answer;
}

/** The form of a tenant id, which a context value in a prefix must have. */
const tenantIdForm = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

function askCallPrefix(prefix: CallPrefix, text: string, call: CallData): AnswerCode {
  const value = ownProperty(call.context, prefix.contextKey);
  if (typeof value !== 'string' || !tenantIdForm.test(value)) return UNCLEAR;
  const start = prefix.head + value + prefix.tail;
  if (prefix.form === 'key') return text.length > start.length && text.startsWith(start) ? YES : NO;
  // The text is canonical, so below a folder is: the folder, then the end or a slash.
  const folder = start.endsWith('/') ? start.slice(0, -1) : start;
  return text.startsWith(folder) && (text.length === folder.length || text[folder.length] === '/') ? YES : NO;
}

function askNumber(matcher: { min: number; max: number; integer: boolean }, element: unknown): AnswerCode {
  if (typeof element !== 'number' || !Number.isFinite(element)) return UNCLEAR;
  if (element < matcher.min || element > matcher.max) return NO;
  return matcher.integer && !Number.isInteger(element) ? NO : YES;
}

function askLength(matcher: { min: number; max: number }, whole: unknown): AnswerCode {
  if (typeof whole !== 'string' && !Array.isArray(whole)) return UNCLEAR;
  const length = typeof whole === 'string' ? codePoints(whole) : whole.length;
  return length >= matcher.min && length <= matcher.max ? YES : NO;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
