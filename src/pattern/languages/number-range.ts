import { choice, emptyText, oneOf, type PatternNode, repeat, sequence } from '../pattern-node.ts';

const digits = '0123456789abcdef';

/** The numbers from `low` to `high`, written in that base with small letters and without leading zeros. */
export function numberRange(low: number, high: number, base: 10 | 16): PatternNode {
  const lengths: PatternNode[] = [];
  for (let count = 1, least = 0; least <= high; count += 1) {
    const most = base ** count - 1;
    if (most >= low) lengths.push(fixedLength(Math.max(low, least), Math.min(high, most), count, base));
    least = most + 1;
  }
  return choice(...lengths);
}

/** The same with exactly `count` digits. */
function fixedLength(low: number, high: number, count: number, base: number): PatternNode {
  if (count === 0) return emptyText;
  const unit = base ** (count - 1);
  let first = Math.floor(low / unit);
  let last = Math.floor(high / unit);
  if (first === last) {
    return sequence(digitsFrom(first, last), fixedLength(low % unit, high % unit, count - 1, base));
  }
  const options: PatternNode[] = [];
  if (low % unit !== 0) {
    options.push(sequence(digitsFrom(first, first), fixedLength(low % unit, unit - 1, count - 1, base)));
    first += 1;
  }
  if (high % unit !== unit - 1) {
    options.push(sequence(digitsFrom(last, last), fixedLength(0, high % unit, count - 1, base)));
    last -= 1;
  }
  if (first <= last) {
    options.push(sequence(digitsFrom(first, last), repeat(digitsFrom(0, base - 1), count - 1, count - 1)));
  }
  return choice(...options);
}

function digitsFrom(first: number, last: number): PatternNode {
  return oneOf(digits.slice(first, last + 1));
}
