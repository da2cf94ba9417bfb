// One character or class at a time, each with at most one quantifier, so that reading it takes linear time.
const plainRegex =
  /^\^?(?:(?:[A-Za-z0-9_ @,:/.\u0080-\uffff-]|\[(?:a-z|A-Z|0-9|[A-Za-z0-9_])+\])[*+?]?|\|)*\$?$/;

const longestRegex = 200;

/** A regular expression that is surely well formed, and no work to compile. */
export function isPlainRegex(text: string | undefined): boolean {
  return text !== undefined && text.length <= longestRegex && plainRegex.test(text);
}
