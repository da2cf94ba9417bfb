const special = '\\.+*?()|[]{}^$';

/** A regular expression of the dialect that matches `text` and nothing else, wherever it stands outside a class. */
export function quotePattern(text: string): string {
  let quoted = '';
  for (const character of text) quoted += special.includes(character) ? `\\${character}` : character;
  return quoted;
}
