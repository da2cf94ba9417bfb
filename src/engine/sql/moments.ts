import { literalText } from './literals.ts';
import type { Fields } from './tree.ts';
import { fieldsOf, listAt, namesAt, nodeOf, textAt, untagged } from './tree.ts';

const clocks: ReadonlySet<string> = new Set([
  'now',
  'statement_timestamp',
  'transaction_timestamp',
  'clock_timestamp',
]);
const clockWords: ReadonlySet<string> = new Set([
  ...['SVFOP_CURRENT_DATE', 'SVFOP_CURRENT_TIMESTAMP', 'SVFOP_CURRENT_TIMESTAMP_N'],
  ...['SVFOP_LOCALTIMESTAMP', 'SVFOP_LOCALTIMESTAMP_N'],
]);

/** The SQL words for the present time. */
export function isClockWord(fields: Fields): boolean {
  return clockWords.has(textAt(fields, 'op') ?? '');
}

/** A moment near the present, or a day of these ages, plus or minus a span that is short: it never fails. `left` and `right` of a `+` or `-`. */
export function isNearMoment(left: unknown, right: unknown): boolean {
  return isMoment(left) && isShortSpan(right);
}

/** Whether an expression is the present time, or part of it, as a date or timestamp: it never fails. */
export function isMoment(value: unknown): boolean {
  const node = nodeOf(value);
  if (node?.kind === 'SQLValueFunction') return isClockWord(node.fields);
  if (node?.kind === 'TypeCast') {
    const names = namesAt(untagged(node.fields, 'typeName') ?? {}, 'names') ?? [];
    if (!/^(?:date|timestamp|timestamptz)$/.test(names.at(-1) ?? '')) return false;
    return isClock(node.fields.arg) || ordinaryDay.test(literalText(node.fields.arg) ?? '');
  }
  return isClock(value);
}

const ordinaryDay = /^\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?$/;

function isClock(value: unknown): boolean {
  const node = nodeOf(value);
  if (node?.kind === 'SQLValueFunction') return isClockWord(node.fields);
  if (node?.kind !== 'FuncCall') return false;
  const names = namesAt(node.fields, 'funcname') ?? [];
  const args = listAt(node.fields, 'args');
  if (names.length !== 1) return false;
  if (names[0] === 'date_trunc') return args.length === 2 && isClock(args[1]);
  return clocks.has(names[0] ?? '') && args.length === 0;
}

const shortSpan = /^\d{1,4} (?:second|minute|min|hour|day|week|month|mon)s?$|^\d{1,3} years?$/;

function isShortSpan(value: unknown): boolean {
  const cast = fieldsOf(value, 'TypeCast');
  const constant = fieldsOf(cast === undefined ? value : cast.arg, 'A_Const');
  if (constant === undefined) return false;
  if (cast === undefined) {
    const number = untagged(constant, 'ival')?.ival ?? 0;
    return typeof number === 'number' && 'ival' in constant && Math.abs(number) < 100_000;
  }
  const type = untagged(cast, 'typeName') ?? {};
  if (namesAt(type, 'names')?.at(-1) !== 'interval' || listAt(type, 'typmods').length > 0) return false;
  return shortSpan.test(textAt(untagged(constant, 'sval') ?? {}, 'sval') ?? '');
}
