import { classOf } from './alphabet.ts';
import { type Budget, defaultBudget, type Overrun, type Work } from './budget.ts';
import { compileDfa } from './compile-dfa.ts';
import type { Dfa } from './dfa.ts';
import { type EventAutomaton, joinAutomata, liftDfa } from './event-automaton.ts';
import { literalFacts } from './literal-facts.ts';
import { createMaskPool, type MaskPool } from './mask-pool.ts';
import type { PatternNode } from './pattern-node.ts';
import type { LiteralTest, ScanProgram } from './scan-program.ts';
import { layOut, type ScanTable } from './scan-table.ts';
import { createScanner, type Scanner } from './scanner.ts';
import { tailLength } from './tail-length.ts';

export type ScannerResult =
  | { readonly ok: true; readonly scanner: Scanner }
  /** The index of the first pattern that alone passes the budget, and which part of it. */
  | { readonly ok: false; readonly pattern: number; readonly budget: Overrun };

/** A pattern that needs an automaton. */
interface Part {
  readonly automaton: EventAutomaton;
  /** Most texts are decided by their first characters: it is anchored, or one character is enough. */
  readonly soon: boolean;
  /** Units at the end of a text that decide, where that is a number. */
  readonly tail: number | undefined;
  readonly needle: string;
  readonly test: LiteralTest | undefined;
}

/**
 * Compiles patterns to one scanner. Patterns share an automaton as long as it stays small; past the budget for
 * scanners, or where sharing multiplies states, there are several. The same patterns give the same scanner.
 */
export function compileScanner(nodes: readonly PatternNode[], budget: Budget = defaultBudget): ScannerResult {
  const masks = createMaskPool(nodes.length);
  const parts: Part[] = [];
  let always = 0;
  for (const [pattern, node] of nodes.entries()) {
    const result = compileDfa(node, budget);
    if (!result.ok) return { ok: false, pattern, budget: result.budget };
    const { dfa } = result;
    if (dfa.full === 0) always = masks.union(always, masks.single(pattern));
    if (dfa.full === 0 || dfa.dead === 0) continue;
    const { test, needle } = literalFacts(node);
    parts.push({
      automaton: liftDfa(dfa, pattern, masks),
      soon: dfa.dead >= 0 || endsAtOnce(dfa),
      tail: tailLength(node),
      needle,
      test: test === undefined ? undefined : { ...test, pattern },
    });
  }
  const words = masks.words;
  const plan = { patterns: nodes.length, words, always: masks.at(always), ...arrange(parts, masks, budget) };
  return { ok: true, scanner: createScanner(plan) };
}

/** Whether any letter or digit at the start settles the answer. */
function endsAtOnce({ alphabet, next, full, dead }: Dfa): boolean {
  for (const character of 'azAZ09') {
    const target = next[classOf(alphabet, character.charCodeAt(0))] ?? 0;
    if (target !== full && target !== dead) return false;
  }
  return true;
}

/** More comparisons or searches than this cost more than running an automaton. */
const mostTests = 8;
const mostNeedles = 3;

function arrange(
  parts: readonly Part[],
  masks: MaskPool,
  budget: Budget,
): Pick<ScanProgram, 'tests' | 'tables'> {
  const comparable = parts.filter(({ test }) => test !== undefined && test.where !== 'anywhere');
  const compared = comparable.length <= mostTests ? comparable : [];
  const left = parts.filter((part) => !compared.includes(part));
  const soon = left.filter((part) => part.soon);
  const atEnd = left.filter((part) => !part.soon && part.tail !== undefined);
  const floating = left.filter((part) => !part.soon && part.tail === undefined);
  const searched = floating.filter(({ test }) => test !== undefined);
  const gated = floating.filter(({ test }) => test === undefined);
  const needles = [...new Set(gated.map(({ needle }) => needle))];
  const canGate = !needles.includes('') && needles.length + searched.length <= mostNeedles;
  const work: Work = { left: budget.steps };
  const tables = (some: readonly Part[], how?: Parameters<typeof layOut>[2]): ScanTable[] => {
    const automata = some.map(({ automaton }) => automaton);
    return joinAll(automata, masks, budget, work).map((automaton) => layOut(automaton, masks, how));
  };
  const tail = Math.max(1, ...atEnd.map((part) => part.tail ?? 0));
  return {
    tests: testsOf([...compared, ...(canGate ? searched : [])]),
    tables: [
      ...tables(soon),
      ...tables(atEnd, { tail }),
      ...(canGate ? tables(gated, { needles }) : tables(floating)),
    ],
  };
}

function testsOf(parts: readonly Part[]): LiteralTest[] {
  return parts.flatMap((part) => part.test ?? []);
}

/** Joins neighbours, halves first, as long as the whole is not much larger than its parts. */
function joinAll(
  automata: readonly EventAutomaton[],
  masks: MaskPool,
  budget: Budget,
  work: Work,
): EventAutomaton[] {
  if (automata.length < 2) return [...automata];
  const half = automata.length >> 1;
  const before = joinAll(automata.slice(0, half), masks, budget, work);
  const after = joinAll(automata.slice(half), masks, budget, work);
  const left = before.pop();
  const right = after.shift();
  if (left === undefined || right === undefined) return [...before, ...after];
  const most = Math.min(budget.scannerStates, 256 + 3 * (left.states + right.states));
  const joined = joinAutomata(left, right, masks, most, work);
  return joined === undefined ? [...before, left, right, ...after] : [...before, joined, ...after];
}
