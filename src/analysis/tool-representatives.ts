import { isToolGlob, toolGlobTokens } from '../engine/tool-name.ts';

/** Concrete tool names; `complete` is false where the budget was passed before every region of names was found. */
export interface ToolRepresentatives {
  readonly tools: readonly string[];
  readonly complete: boolean;
}

/** Regions of names that globs may carve out, and names followed while looking for them. */
const regionBudget = 512;
const stepBudget = 2_000_000;

/**
 * Concrete names that stand for all that `entries` (exact tool names and globs) tell apart: every exact name, and for
 * each set of globs that some other name is matched by, and by no further glob, one shortest such name. With `rest`
 * also one name that nothing matches, where there is one. Exact names come first, each once, in their order.
 */
export function toolRepresentatives(
  entries: Iterable<string>,
  options: { readonly rest?: boolean } = {},
): ToolRepresentatives {
  const all = [...new Set(entries)];
  const exact = all.filter((entry) => !isToolGlob(entry));
  const { names, complete } = findRegions(all.filter(isToolGlob), exact, options.rest ?? false);
  return { tools: [...exact, ...names], complete };
}

/** A name that is being spelled: where it may stand in each glob, and in the tree of exact names. */
interface Spelling {
  readonly name: string;
  readonly positions: readonly number[];
  readonly exact: TrieNode | undefined;
}

function findRegions(
  globs: readonly string[],
  exact: readonly string[],
  rest: boolean,
): { readonly names: readonly string[]; readonly complete: boolean } {
  const places = placesOf(globs);
  const names = new Map<string, string>();
  const start: Spelling = { name: '', positions: places.start, exact: trieOf(exact) };
  const seen = new Set([keyOf(start)]);
  const open = [start];
  let steps = 0;
  // Shorter names come first, so the first name of a region is a shortest one.
  for (const spelling of open) {
    const region = places.region(spelling.positions);
    if (
      spelling.name !== '' &&
      spelling.exact?.isName !== true &&
      (rest || region !== '') &&
      !names.has(region)
    ) {
      if (names.size >= regionBudget) return { names: [...names.values()], complete: false };
      names.set(region, spelling.name);
    }
    if (places.isSettled(spelling.positions) && names.has(region)) continue;
    for (const character of charactersAt(spelling, places)) {
      steps += 1 + spelling.positions.length;
      const positions = places.step(spelling.positions, character);
      if (positions.length === 0 && !rest) continue;
      const next = {
        name: spelling.name + character,
        positions,
        exact: spelling.exact?.children.get(character),
      };
      const key = keyOf(next);
      if (seen.has(key)) continue;
      if (steps > stepBudget) return { names: [...names.values()], complete: false };
      seen.add(key);
      open.push(next);
    }
  }
  return { names: [...names.values()], complete: true };
}

function keyOf({ positions, exact }: Spelling): string {
  return `${positions.join()}|${exact?.number ?? ''}`;
}

/** The positions of all globs, numbered through. */
interface Places {
  readonly start: readonly number[];
  readonly step: (positions: readonly number[], character: string) => readonly number[];
  /** The globs that end here, as text; empty where none does. */
  readonly region: (positions: readonly number[]) => string;
  /** Whatever follows, the region stays the same. */
  readonly isSettled: (positions: readonly number[]) => boolean;
  readonly tokenAt: (position: number) => string | undefined;
}

/** Stands for the glob that is every name. */
const everything = 'everything';

function placesOf(globs: readonly string[]): Places {
  // After the tokens of a glob comes undefined: its end.
  const tokens: (string | undefined)[] = [];
  const endOf = new Map<number, number>();
  const starts = globs.map((glob, index) => {
    const first = tokens.length;
    tokens.push(...(glob === '**' ? [everything] : toolGlobTokens(glob)), undefined);
    endOf.set(tokens.length - 1, index);
    return first;
  });
  const closed = (positions: readonly number[]): readonly number[] => {
    const reached = new Set(positions);
    for (const at of reached) if (isLoop(tokens[at])) reached.add(at + 1);
    return [...reached].sort((a, b) => a - b);
  };
  return {
    start: closed(starts),
    step: (positions, character) =>
      closed(
        positions.flatMap((at) => {
          const token = tokens[at];
          if (isLoop(token)) return takes(token, character) ? [at] : [];
          return token === character ? [at + 1] : [];
        }),
      ),
    region: (positions) => positions.flatMap((at) => endOf.get(at) ?? []).join(),
    isSettled: (positions) =>
      positions.every(
        (at) => tokens[at] === everything || (tokens[at] === undefined && tokens[at - 1] === everything),
      ),
    tokenAt: (position) => tokens[position],
  };
}

function isLoop(token: string | undefined): boolean {
  return token === '*' || token === '**' || token === everything;
}

function takes(loop: string | undefined, character: string): boolean {
  return loop === everything || narrow.includes(character) || (loop === '**' && wide.includes(character));
}

/** Characters that tell all continuations apart: those written here, and one each of what only stars take. */
function charactersAt({ positions, exact }: Spelling, places: Places): ReadonlySet<string> {
  const written = new Set(exact?.children.keys());
  for (const at of positions) {
    const token = places.tokenAt(at);
    if (token !== undefined && !isLoop(token)) written.add(token);
  }
  const others = [narrow, wide, strange].flatMap(
    (kind) => kind.find((character) => !written.has(character)) ?? [],
  );
  return new Set([...others, ...written]);
}

const narrow = [...'abcdefghijklmnopqrstuvwxyz0123456789_-ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const wide = ['.', ':', '/'];
/** What no star takes but `**` alone. Hundreds, so that one is always left that nothing names. */
const strange = [
  ...'+~ @#$%&()=!?,;<>[]{}^|',
  ...Array.from({ length: 2_000 }, (_, i) => String.fromCodePoint(0xa1 + i)),
];

/** The exact names, letter by letter. */
interface TrieNode {
  readonly number: number;
  readonly children: Map<string, TrieNode>;
  isName: boolean;
}

function trieOf(names: readonly string[]): TrieNode {
  let count = 0;
  const create = (): TrieNode => ({ number: count++, children: new Map(), isName: false });
  const root = create();
  for (const name of names) {
    let node = root;
    for (const character of name) {
      const child = node.children.get(character) ?? create();
      node.children.set(character, child);
      node = child;
    }
    node.isName = true;
  }
  return root;
}
