import type { Overrun, Work } from '../../pattern/budget.ts';
import { type Combination, combineDfas, complementDfa } from '../../pattern/combine-dfas.ts';
import { compileDfa } from '../../pattern/compile-dfa.ts';
import type { Dfa } from '../../pattern/dfa.ts';
import { anyText, type PatternNode, wholeText } from '../../pattern/pattern-node.ts';
import { shortestText } from '../../pattern/shortest-match.ts';
import { OverBudget } from './over-budget.ts';
import { runsInto } from './run-dfa.ts';

/** A set of texts. Equal sets are one object as long as the algebra remembers them. */
export interface Language {
  readonly id: number;
  readonly dfa: Dfa;
}

/**
 * Sets of texts and how they are put together. What was computed is remembered, and charged to whoever asks again as if
 * it were computed anew: a verdict depends on the question alone. Throws `OverBudget`.
 */
export interface LanguageAlgebra {
  readonly none: Language;
  readonly all: Language;
  /** The texts in which the node is found; `key` is the same for the same language. */
  of(key: string, node: () => PatternNode): Language;
  and(a: Language, b: Language): Language;
  or(a: Language, b: Language): Language;
  not(a: Language): Language;
  /** Begins a new question, with all steps left. */
  begin(): void;
  /** Takes steps for work that is done elsewhere. */
  spend(steps: number): void;
}

/** Bounds of one question. */
export interface AnalysisBudget {
  /** States of any automaton on the way. */
  readonly states: number;
  readonly steps: number;
}

const analysisBudget: AnalysisBudget = { states: 20_000, steps: 60_000_000 };

/** Sets remembered before all are forgotten. */
const remembered = 20_000;

export function createLanguageAlgebra(budget: AnalysisBudget = analysisBudget): LanguageAlgebra {
  const work: Work = { left: budget.steps };
  const memory = createMemory();
  const spend = (steps: number): void => {
    work.left -= steps;
    if (work.left < 0) throw new OverBudget('steps');
  };
  const none = memory.intern(compiled(wholeText({ kind: 'not', node: anyText })));
  const all = memory.intern(compiled(wholeText(anyText)));
  const combine = (how: Combination, a: Language, b: Language): Language =>
    memory.result(`${how}${Math.min(a.id, b.id)},${Math.max(a.id, b.id)}`, spend, () => {
      const before = work.left;
      const dfa = combineDfas(a.dfa, b.dfa, how, work, budget.states);
      if (isOverrun(dfa)) throw new OverBudget(dfa);
      return { dfa, steps: before - work.left };
    });
  return {
    none,
    all,
    of: (key, node) => memory.result(`of${key}`, spend, () => ({ dfa: compiled(node()), steps: 0 })),
    and(a, b) {
      if (a === b || b === all) return a;
      if (a === all) return b;
      return a === none || b === none ? none : combine('and', a, b);
    },
    or(a, b) {
      if (a === b || b === none) return a;
      if (a === none) return b;
      return a === all || b === all ? all : combine('or', a, b);
    },
    not: (a) => memory.result(`not${a.id}`, spend, () => ({ dfa: complementDfa(a.dfa), steps: 1 })),
    begin() {
      work.left = budget.steps;
      if (memory.size() > remembered) memory.clear([none, all]);
    },
    spend,
  };
}

/** A shortest text of the set, in readable characters where there is a choice; undefined where it is empty. */
export function exampleOf(language: Language): string | undefined {
  return isEmptyLanguage(language) ? undefined : shortestText(language.dfa);
}

export function isEmptyLanguage({ dfa }: Language): boolean {
  return dfa.states === 1 && dfa.accepting[0] === 0;
}

/** Whether the text, which is well-formed, is of the set. */
export function holdsText({ dfa }: Language, text: string): boolean {
  return runsInto(dfa, text);
}

function compiled(node: PatternNode): Dfa {
  const result = compileDfa(node);
  if (!result.ok) throw new OverBudget(`${result.budget} of a pattern`);
  return result.dfa;
}

function isOverrun(result: Dfa | Overrun): result is Overrun {
  return result === 'states' || result === 'steps';
}

interface Computed {
  readonly dfa: Dfa;
  readonly steps: number;
}

interface Memory {
  intern(dfa: Dfa): Language;
  /** What the question named so came to: as remembered, then its steps are spent, else computed. */
  result(name: string, spend: (steps: number) => void, compute: () => Computed): Language;
  size(): number;
  clear(kept: readonly Language[]): void;
}

function createMemory(): Memory {
  const byHash = new Map<number, Language[]>();
  const results = new Map<string, { readonly language: Language; readonly steps: number }>();
  let nextId = 0;
  const put = (language: Language): void => {
    const hash = hashOf(language.dfa);
    const bucket = byHash.get(hash);
    if (bucket === undefined) byHash.set(hash, [language]);
    else bucket.push(language);
  };
  const intern = (dfa: Dfa): Language => {
    const known = byHash.get(hashOf(dfa))?.find((language) => isSame(language.dfa, dfa));
    if (known !== undefined) return known;
    const language: Language = { id: nextId++, dfa };
    put(language);
    return language;
  };
  return {
    intern,
    result(name, spend, compute) {
      const known = results.get(name);
      if (known !== undefined) {
        spend(known.steps);
        return known.language;
      }
      const { dfa, steps } = compute();
      const language = intern(dfa);
      results.set(name, { language, steps });
      return language;
    },
    size: () => results.size,
    clear(kept) {
      byHash.clear();
      results.clear();
      for (const language of kept) put(language);
    },
  };
}

// The smallest automaton of a language is unique, states and classes numbered by first visit: equal arrays, equal sets.
function hashOf({ next, accepting, alphabet }: Dfa): number {
  let hash = 0x811c9dc5;
  for (const part of [next, accepting, alphabet.starts])
    for (let i = 0; i < part.length; i += 1) hash = Math.imul(hash ^ (part[i] ?? 0), 0x01000193);
  return hash;
}

function isSame(a: Dfa, b: Dfa): boolean {
  return (
    a.states === b.states &&
    sameNumbers(a.next, b.next) &&
    sameNumbers(a.accepting, b.accepting) &&
    sameNumbers(a.alphabet.starts, b.alphabet.starts) &&
    sameNumbers(a.alphabet.classes, b.alphabet.classes)
  );
}

function sameNumbers(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}
