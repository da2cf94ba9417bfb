import { type Budget, defaultBudget, type Overrun, type Work } from './budget.ts';
import { compileDfa } from './compile-dfa.ts';
import { type EventAutomaton, joinAutomata, liftDfa } from './event-automaton.ts';
import { literalFacts } from './literal-facts.ts';
import { createMaskPool, type MaskPool } from './mask-pool.ts';
import type { PatternNode } from './pattern-node.ts';
import type { LiteralTest, ScanProgram } from './scan-program.ts';
import { layOut } from './scan-table.ts';
import { createScanner, type Scanner } from './scanner.ts';

export type ScannerResult =
  | { readonly ok: true; readonly scanner: Scanner }
  /** The index of the first pattern that alone passes the budget, and which part of it. */
  | { readonly ok: false; readonly pattern: number; readonly budget: Overrun };

/** A pattern that needs an automaton. */
interface Part {
  readonly automaton: EventAutomaton;
  /** It can only match at the start, so that most texts are soon decided. */
  readonly anchored: boolean;
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
      anchored: dfa.dead >= 0,
      needle,
      test: test === undefined ? undefined : { ...test, pattern },
    });
  }
  const words = masks.words;
  const plan = { patterns: nodes.length, words, always: masks.at(always), ...arrange(parts, masks, budget) };
  return { ok: true, scanner: createScanner(plan) };
}

/** More comparisons or searches than this cost more than running an automaton. */
const mostTests = 4;
const mostNeedles = 3;

function arrange(
  parts: readonly Part[],
  masks: MaskPool,
  budget: Budget,
): Pick<ScanProgram, 'tests' | 'tables'> {
  const anchored = parts.filter((part) => part.anchored);
  const floating = parts.filter((part) => !part.anchored);
  const compared = anchored.filter((part) => part.test !== undefined);
  const inTests = compared.length <= mostTests ? compared : [];
  const inTables = anchored.filter((part) => !inTests.includes(part));
  const searched = floating.filter((part) => part.test !== undefined);
  const gated = floating.filter((part) => part.test === undefined);
  const needles = [...new Set(gated.map((part) => part.needle))];
  const canGate = !needles.includes('') && needles.length + searched.length <= mostNeedles;
  const work: Work = { left: budget.steps };
  const join = (some: readonly Part[]): EventAutomaton[] =>
    joinAll(
      some.map((part) => part.automaton),
      masks,
      budget,
      work,
    );
  if (canGate) {
    return {
      tests: testsOf([...inTests, ...searched]),
      tables: [
        ...join(inTables).map((automaton) => layOut(automaton, masks, [])),
        ...join(gated).map((automaton) => layOut(automaton, masks, needles)),
      ],
    };
  }
  return {
    tests: testsOf(inTests),
    tables: [...join(inTables), ...join(floating)].map((automaton) => layOut(automaton, masks, [])),
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
