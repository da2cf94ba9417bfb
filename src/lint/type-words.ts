import type { JsonType } from '../analysis/tool-schema/value-facts.ts';
import { listed } from './part-words.ts';

const words: { readonly [type in JsonType]: string } = {
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

/** `a string`, `a string or null`; `nothing` where there is no type. */
export function typeWords(types: Iterable<JsonType>): string {
  const each = [...types].map((type) => words[type]);
  return each.length === 0 ? 'nothing' : listed(each).replace(' and ', ' or ');
}
