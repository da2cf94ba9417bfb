/** Shannon entropy of a text, in bits a character: 0 for one repeated character, under 3 for most words. */
export function textEntropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/**
 * Whether a text looks drawn at random rather than written: all three of upper case, lower case and digits, mixed
 * through and through, and hardly a character twice. Words, names, paths and alphabets are not.
 */
export function looksRandom(text: string): boolean {
  if (text.length < 20) return false;
  const classes = [...text].map(classOf);
  if (new Set(classes.filter((name) => name !== 'other')).size < 3) return false;
  let changes = 0;
  let steps = 0;
  for (let at = 1; at < text.length; at += 1) {
    if (classes[at] !== classes[at - 1]) changes += 1;
    if (text.charCodeAt(at) === text.charCodeAt(at - 1) + 1) steps += 1;
  }
  const pairs = text.length - 1;
  return changes / pairs >= 0.35 && steps / pairs < 0.3 && textEntropy(text) >= 3.6;
}

function classOf(character: string): 'upper' | 'lower' | 'digit' | 'other' {
  if (character >= 'a' && character <= 'z') return 'lower';
  if (character >= 'A' && character <= 'Z') return 'upper';
  return character >= '0' && character <= '9' ? 'digit' : 'other';
}
