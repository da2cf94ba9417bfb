import { InexactNumber, type JsonValue } from '../../model/json.ts';
import { isList, isObject } from './argument-place.ts';

/**
 * The names and types of arguments, and which texts name the tenant: calls of one shape are attacked once. Of a list its
 * first item counts.
 */
export function parentShape(value: JsonValue, marks: readonly string[]): string {
  if (typeof value === 'string') return marks.some((mark) => value.includes(mark)) ? 'own' : 'text';
  if (value === null || typeof value !== 'object') return typeof value;
  if (value instanceof InexactNumber) return 'number';
  if (isList(value)) return value[0] === undefined ? '[]' : `[${parentShape(value[0], marks)}]`;
  if (!isObject(value)) return '';
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}:${parentShape(member, marks)}`,
  );
  return `{${members.sort().join(',')}}`;
}
