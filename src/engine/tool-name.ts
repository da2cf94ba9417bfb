/** Whether a tool entry of a rule, plan or boundary is a glob rather than one exact name. */
export function isToolGlob(entry: string): boolean {
  return entry.includes('*');
}

/**
 * Whether `name` is what `entry` stands for. `*` stands for any number, also none, of letters, digits, `_` and `-`;
 * `**` also for `.`, `:` and `/`; `**` alone for every name. Linear in the name for each star of the entry.
 */
export function matchesToolName(entry: string, name: string): boolean {
  if (!isToolGlob(entry)) return entry === name;
  if (entry === '**') return true;
  // Positions of the entry that are reachable after each character: a small NFA run, never backtracking.
  const tokens = toolGlobTokens(entry);
  let reachable = skipStars(tokens, new Set([0]));
  for (const char of name) {
    const next = new Set<number>();
    for (const at of reachable) {
      const token = tokens[at];
      if (token === undefined) continue;
      if (token === '*' || token === '**') {
        if (isStarCharacter(char, token === '**')) next.add(at);
      } else if (token === char) next.add(at + 1);
    }
    if (next.size === 0) return false;
    reachable = skipStars(tokens, next);
  }
  return reachable.has(tokens.length);
}

/** The entry as single characters, `*` and `**`; three stars or more are `**`. */
export function toolGlobTokens(entry: string): readonly string[] {
  const tokens: string[] = [];
  for (const char of entry) {
    const last = tokens.at(-1);
    if (char === '*' && (last === '*' || last === '**')) tokens[tokens.length - 1] = '**';
    else tokens.push(char);
  }
  return tokens;
}

function skipStars(tokens: readonly string[], from: Set<number>): Set<number> {
  // A set visits what is added during iteration, so chains of stars are followed.
  for (const at of from) {
    const token = tokens[at];
    if (token === '*' || token === '**') from.add(at + 1);
  }
  return from;
}

function isStarCharacter(char: string, wide: boolean): boolean {
  const code = char.charCodeAt(0);
  const plain =
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    char === '_' ||
    char === '-';
  return plain || (wide && (char === '.' || char === ':' || char === '/'));
}
