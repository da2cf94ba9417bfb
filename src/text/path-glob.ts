/** Tells whether a path (relative, with `/`) is what a glob stands for. */
export type PathTest = (path: string) => boolean;

const alternativeLimit = 256;

/**
 * A glob over paths: `*` and `?` stay within a segment, `**` as a whole segment stands for any number of them, also
 * none, `{a,b}` for either. Everything else stands for itself. Undefined for a glob with more than 256 alternatives.
 */
export function pathGlob(glob: string): PathTest | undefined {
  const alternatives = expandBraces(glob);
  if (alternatives === undefined) return undefined;
  const segmented = alternatives.map((alternative) => alternative.split('/'));
  return (path) => {
    const segments = path.split('/');
    return segmented.some((wanted) => wildcard(wanted, segments, '**', segmentMatches));
  };
}

function segmentMatches(wanted: string, segment: string): boolean {
  return wildcard([...wanted], [...segment], '*', (token, character) => token === '?' || token === character);
}

/** Tokens against items, where `star` stands for any number of items. Goes back to the last star only. */
function wildcard(
  tokens: readonly string[],
  items: readonly string[],
  star: string,
  matches: (token: string, item: string) => boolean,
): boolean {
  let at = 0;
  let starAt = -1;
  let resume = 0;
  for (let item = 0; item < items.length; ) {
    const token = tokens[at];
    if (token === star) {
      starAt = at;
      resume = item;
      at += 1;
    } else if (token !== undefined && matches(token, items[item] ?? '')) {
      at += 1;
      item += 1;
    } else {
      if (starAt === -1) return false;
      resume += 1;
      item = resume;
      at = starAt + 1;
    }
  }
  return tokens.slice(at).every((token) => token === star);
}

/** The texts that `{a,b}` stands for, nested ones too. */
function expandBraces(glob: string): readonly string[] | undefined {
  let done: string[] = [];
  let open = [glob];
  while (open.length > 0) {
    if (open.length + done.length > alternativeLimit) return undefined;
    const next: string[] = [];
    for (const text of open) {
      const group = innermostGroup(text);
      if (group === undefined) done = [...done, text];
      else next.push(...group);
    }
    open = next;
  }
  return done;
}

function innermostGroup(text: string): readonly string[] | undefined {
  const close = text.indexOf('}');
  const start = close === -1 ? -1 : text.lastIndexOf('{', close);
  if (start === -1) return undefined;
  const head = text.slice(0, start);
  const tail = text.slice(close + 1);
  return text
    .slice(start + 1, close)
    .split(',')
    .map((option) => `${head}${option}${tail}`);
}
