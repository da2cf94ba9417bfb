import { setOfClasses } from './alphabet.ts';
import type { Overrun, Work } from './budget.ts';
import type { CodePointSet } from './code-point-set.ts';
import type { Dfa } from './dfa.ts';
import { assert, assertions, chars, match, type Nfa, newline, split, word } from './nfa.ts';
import { perlSets } from './parse-set-escape.ts';
import { partitionAlphabet } from './partition-alphabet.ts';
import type { PatternNode } from './pattern-node.ts';

/** Gives the automaton of the stretches that a node covers in full. */
export type StretchDfa = (node: PatternNode) => Dfa | Overrun;

interface Builder {
  readonly kinds: number[];
  readonly a: number[];
  readonly b: number[];
  readonly sets: CodePointSet[];
  readonly setIndex: Map<CodePointSet | number, number>;
  readonly work: Work;
  readonly stretchDfa: StretchDfa;
  readonly asserted: Set<string>;
  overrun: Overrun | undefined;
}

/** More places than this never make an automaton within budget. */
const mostPlaces = 40_000;

/** The automaton with free choice that reads `node`. Counted repetitions are written out. */
export function buildNfa(node: PatternNode, work: Work, stretchDfa: StretchDfa): Nfa | Overrun {
  const builder: Builder = {
    kinds: [],
    a: [],
    b: [],
    sets: [],
    setIndex: new Map(),
    work,
    stretchDfa,
    asserted: new Set(),
    overrun: undefined,
  };
  const start = build(builder, node, place(builder, match, 0, 0));
  if (builder.overrun !== undefined) return builder.overrun;
  const kinds = contextKinds(builder.asserted);
  const partition = partitionAlphabet([...builder.sets, ...kinds.map(({ set }) => set)], work);
  if (partition === undefined) return 'steps';
  const kindOf = new Uint8Array(partition.alphabet.size);
  kinds.forEach(({ kind }, i) => {
    for (const index of partition.classesOf[builder.sets.length + i] ?? []) kindOf[index] = kind;
  });
  return {
    kinds: Uint8Array.from(builder.kinds),
    a: Int32Array.from(builder.a),
    b: Int32Array.from(builder.b),
    start,
    alphabet: partition.alphabet,
    classesOf: partition.classesOf,
    kindOf,
    hasAssertions: builder.asserted.size > 0,
  };
}

/** The characters that assertions tell apart. */
function contextKinds(
  asserted: ReadonlySet<string>,
): readonly { readonly kind: number; readonly set: CodePointSet }[] {
  const asks = (what: string): boolean => asserted.has(what);
  const kinds: { readonly kind: number; readonly set: CodePointSet }[] = [];
  if (asks('word_boundary') || asks('not_word_boundary'))
    kinds.push({ kind: word, set: perlSets.get('w') ?? [] });
  if (asks('line_start') || asks('line_end')) kinds.push({ kind: newline, set: [0x0a, 0x0a] });
  return kinds;
}

/** Builds from the end: the place where reading `node`, and then what `next` reads, begins. */
function build(builder: Builder, node: PatternNode, next: number): number {
  builder.work.left -= 1;
  if (builder.work.left < 0) builder.overrun ??= 'steps';
  if (builder.kinds.length > mostPlaces) builder.overrun ??= 'states';
  if (builder.overrun !== undefined) return next;
  switch (node.kind) {
    case 'chars':
      return place(builder, chars, indexOfSet(builder, node.set), next);
    case 'sequence':
      return node.items.reduceRight((after, item) => build(builder, item, after), next);
    case 'choice':
      return buildChoice(builder, node.options, next);
    case 'repeat':
      return buildRepeat(builder, node, next);
    case 'assertion':
      builder.asserted.add(node.assertion);
      return place(builder, assert, assertions.indexOf(node.assertion), next);
    case 'all':
    case 'not':
      return buildStretch(builder, node, next);
  }
}

function place(builder: Builder, kind: number, a: number, b: number): number {
  builder.kinds.push(kind);
  builder.a.push(a);
  return builder.b.push(b) - 1;
}

function buildChoice(builder: Builder, options: readonly PatternNode[], next: number): number {
  const [first, ...rest] = options.map((option) => build(builder, option, next));
  return rest.reduce((before, option) => place(builder, split, before, option), first ?? next);
}

function buildRepeat(
  builder: Builder,
  { item, min, max }: Extract<PatternNode, { kind: 'repeat' }>,
  next: number,
): number {
  let start = next;
  let copies = min;
  if (max === undefined) {
    const loop = place(builder, split, next, next);
    const body = build(builder, item, loop);
    builder.a[loop] = body;
    start = min === 0 ? loop : body;
    copies = Math.max(min - 1, 0);
  } else {
    for (let i = min; i < max && builder.overrun === undefined; i += 1) {
      start = place(builder, split, build(builder, item, start), next);
    }
  }
  for (let i = 0; i < copies && builder.overrun === undefined; i += 1) start = build(builder, item, start);
  return start;
}

/** Puts a finished automaton in: a chain of splits for each state, over the sets of characters that lead on. */
function buildStretch(builder: Builder, node: PatternNode, next: number): number {
  const dfa = builder.stretchDfa(node);
  if (dfa === 'states' || dfa === 'steps') {
    builder.overrun ??= dfa;
    return next;
  }
  const entries = Array.from({ length: dfa.states }, () => place(builder, split, next, next));
  const never = place(builder, chars, indexOfSet(builder, []), next);
  entries.forEach((entry, state) => {
    let chain = dfa.accepting[state] === 1 ? next : never;
    const row = dfa.next.subarray(state * dfa.alphabet.size, (state + 1) * dfa.alphabet.size);
    for (const target of new Set(row)) {
      if (target === dfa.dead) continue;
      const set = setOfClasses(dfa.alphabet, (index) => row[index] === target);
      builder.work.left -= set.length + row.length;
      chain = place(
        builder,
        split,
        place(builder, chars, indexOfSet(builder, set), entries[target] ?? never),
        chain,
      );
    }
    builder.a[entry] = chain;
    builder.b[entry] = chain;
  });
  return entries[0] ?? never;
}

/** Sets are told apart by identity and, where they are one character, by that. */
function indexOfSet(builder: Builder, set: CodePointSet): number {
  const [low, high] = set;
  const key = set.length === 2 && low === high && low !== undefined ? low : set;
  const known = builder.setIndex.get(key);
  if (known !== undefined) return known;
  builder.setIndex.set(key, builder.sets.length);
  return builder.sets.push(set) - 1;
}
