import type { Fields } from './tree.ts';
import { fieldsOf, has, listAt, textAt, untagged } from './tree.ts';

/** The text of a string literal. */
export function literalText(value: unknown): string | undefined {
  const constant = fieldsOf(value, 'A_Const');
  const text = constant === undefined ? undefined : untagged(constant, 'sval');
  return text === undefined ? undefined : (textAt(text, 'sval') ?? '');
}

/** Whether a value is a whole number written out, none below zero, or NULL: `LIMIT ALL`. */
export function isCount(value: unknown): boolean {
  const constant = fieldsOf(value, 'A_Const');
  if (constant === undefined) return false;
  const whole = untagged(constant, 'ival');
  return whole === undefined ? constant.isnull === true : !(typeof whole.ival === 'number' && whole.ival < 0);
}

/** Whether a value is a constant, or an array of constants, that the parser itself casts. */
export function isWrittenOut(value: unknown): boolean {
  const array = fieldsOf(value, 'A_ArrayExpr');
  if (array === undefined) return fieldsOf(value, 'A_Const') !== undefined;
  return listAt(array, 'elements').every((element) => fieldsOf(element, 'A_Const') !== undefined);
}

/** Whether a number is of a size that every numeric type takes. */
export function isModestNumber(constant: Fields): boolean {
  return (
    !has(constant, 'fval') || /^-?[\d.]{1,40}$/.test(textAt(untagged(constant, 'fval') ?? {}, 'fval') ?? '')
  );
}

const ordinaryTexts: readonly (readonly [types: RegExp, text: RegExp])[] = [
  [/^(?:date|timestamp|timestamptz)$/, /^(?:\d{4}-\d{1,2}-\d{1,2}(?:[T ][\d:.+Z -]{0,30})?|[a-z]{1,20})$/i],
  [/^(?:numeric|decimal|real|float4|float8)$/, /^\s*[+-]?[\d.]{1,40}\s*$/],
];

/** Whether a text, cast to that type, is of a size that all types like it take: no date after the year 9999. */
export function isModestText(text: string, type: string): boolean {
  return ordinaryTexts.every(([types, ordinary]) => !types.test(type) || ordinary.test(text));
}
