import type { AbnfNode, Grammar } from './abnf.ts';

/** What the words in angle brackets stand for: whether a stretch of text is so. */
export type Prose = ReadonlyMap<string, (stretch: string) => boolean>;

/** Whether a rule of the grammar makes the text. */
export function makes(grammar: Grammar, rule: string, text: string, prose: Prose): boolean {
  const characters = [...text];
  const match: Match = { grammar, prose, characters, known: new Map() };
  return endsOf(match, { kind: 'rule', name: rule }, 0).has(characters.length);
}

interface Match {
  readonly grammar: Grammar;
  readonly prose: Prose;
  readonly characters: readonly string[];
  readonly known: Map<AbnfNode, Map<number, ReadonlySet<number>>>;
}

/** Where a stretch that the node makes can end when it begins at `start`. */
function endsOf(match: Match, node: AbnfNode, start: number): ReadonlySet<number> {
  const known = match.known.get(node) ?? new Map<number, ReadonlySet<number>>();
  match.known.set(node, known);
  const ends = known.get(start) ?? findEnds(match, node, start);
  known.set(start, ends);
  return ends;
}

function findEnds(match: Match, node: AbnfNode, start: number): ReadonlySet<number> {
  const { grammar, prose, characters } = match;
  switch (node.kind) {
    case 'text': {
      const fits = node.characters.every((character, index) => characters[start + index] === character);
      return new Set(fits ? [start + node.characters.length] : []);
    }
    case 'range': {
      const code = characters[start]?.codePointAt(0) ?? -1;
      return new Set(code >= node.low && code <= node.high ? [start + 1] : []);
    }
    case 'rule': {
      const rule = grammar.get(node.name);
      if (rule === undefined) throw new Error(`no rule is called ${node.name}`);
      return endsOf(match, rule, start);
    }
    case 'prose': {
      const holds = prose.get(node.words);
      if (holds === undefined) throw new Error(`nothing says what <${node.words}> is`);
      const ends = Array.from({ length: characters.length - start + 1 }, (_, length) => start + length);
      return new Set(ends.filter((end) => holds(characters.slice(start, end).join(''))));
    }
    case 'choice':
      return new Set(node.options.flatMap((option) => [...endsOf(match, option, start)]));
    case 'sequence':
      return node.items.reduce<ReadonlySet<number>>(
        (starts, item) => after(match, item, starts),
        new Set([start]),
      );
    case 'repeat':
      return repeated(match, node, start);
    case 'but': {
      const without = new Set(node.without.flatMap((each) => [...endsOf(match, each, start)]));
      return new Set([...endsOf(match, node.wanted, start)].filter((end) => !without.has(end)));
    }
  }
}

function after(match: Match, item: AbnfNode, starts: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...starts].flatMap((start) => [...endsOf(match, item, start)]));
}

function repeated(
  match: Match,
  { item, min, max }: Extract<AbnfNode, { kind: 'repeat' }>,
  start: number,
): ReadonlySet<number> {
  const found = new Set<number>(min === 0 ? [start] : []);
  let now: ReadonlySet<number> = new Set([start]);
  for (let count = 1; count <= max && now.size > 0; count += 1) {
    now = after(match, item, now);
    // Past the least number of times, only ends that are new can lead to others.
    if (count > min) now = new Set([...now].filter((end) => !found.has(end)));
    if (count >= min) for (const end of now) found.add(end);
  }
  return found;
}
