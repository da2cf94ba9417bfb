import { fieldsOf, textAt, untagged } from './tree.ts';

/** The text of a string literal. */
export function literalText(value: unknown): string | undefined {
  const constant = fieldsOf(value, 'A_Const');
  const text = constant === undefined ? undefined : untagged(constant, 'sval');
  return text === undefined ? undefined : (textAt(text, 'sval') ?? '');
}

// One character or class at a time, each with at most one quantifier, so that reading it takes linear time.
const plainRegex =
  /^\^?(?:(?:[A-Za-z0-9_ @,:/.\u0080-\uffff-]|\[(?:a-z|A-Z|0-9|[A-Za-z0-9_])+\])[*+?]?|\|)*\$?$/;

/** A regular expression that is surely well formed. */
export function isPlainRegex(text: string | undefined): boolean {
  return text !== undefined && plainRegex.test(text);
}
