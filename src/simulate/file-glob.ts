/**
 * Whether a path is what a glob stands for: `*` is any run of characters but `/`, `?` one of them, `**` as a whole
 * segment any number of segments, also none. Everything else is itself. A step for each character and star.
 */
export function matchesFileGlob(glob: string, path: string): boolean {
  return matchSegments(glob.split('/'), path.split('/'));
}

// Both are the same search with one restart point: a later star makes an earlier one's choice irrelevant.
function matchSegments(glob: readonly string[], path: readonly string[]): boolean {
  return matchWithStar(
    glob,
    path,
    (segment) => segment === '**',
    (pattern, segment) => matchSegment(pattern, segment),
  );
}

function matchSegment(pattern: string, segment: string): boolean {
  return matchWithStar(
    [...pattern],
    [...segment],
    (token) => token === '*',
    (token, char) => token === '?' || token === char,
  );
}

function matchWithStar(
  tokens: readonly string[],
  items: readonly string[],
  isStar: (token: string) => boolean,
  isMatch: (token: string, item: string) => boolean,
): boolean {
  let token = 0;
  let item = 0;
  let starToken = -1;
  let starItem = 0;
  while (item < items.length) {
    const here = tokens[token];
    const there = items[item] ?? '';
    if (here !== undefined && isStar(here)) {
      starToken = token;
      starItem = item;
      token += 1;
    } else if (here !== undefined && isMatch(here, there)) {
      token += 1;
      item += 1;
    } else if (starToken >= 0) {
      starItem += 1;
      item = starItem;
      token = starToken + 1;
    } else return false;
  }
  while (token < tokens.length && isStar(tokens[token] ?? '')) token += 1;
  return token === tokens.length;
}
