import { type Budget, defaultBudget, type Overrun, type Work } from './budget.ts';
import { buildNfa } from './build-nfa.ts';
import { combineDfas, complementDfa } from './combine-dfas.ts';
import { determinise } from './determinise.ts';
import type { Dfa } from './dfa.ts';
import { minimise } from './minimise.ts';
import { anyText, type PatternNode, wholeText } from './pattern-node.ts';

export type DfaResult =
  | { readonly ok: true; readonly dfa: Dfa }
  /** Which part of the budget was passed. */
  | { readonly ok: false; readonly budget: Overrun };

/** How much larger than the smallest automaton one may be on the way to it. */
const slack = 4;

/** What was compiled within the default budget: searched, and as a stretch covered in full. */
const searched = new WeakMap<PatternNode, Dfa | Overrun>();
const covered = new WeakMap<PatternNode, Dfa | Overrun>();

/**
 * The automaton of the texts in which `node` is found: of whole texts, though the node is searched in them. It is the
 * smallest there is, so equal languages have equal automata. Remembered for each node.
 */
export function compileDfa(node: PatternNode, budget: Budget = defaultBudget): DfaResult {
  const dfa = remembered(searched, node, budget, () => searchDfa(node, budget, { left: budget.steps }));
  return isDfa(dfa) ? { ok: true, dfa } : { ok: false, budget: dfa };
}

function searchDfa(node: PatternNode, budget: Budget, work: Work): Dfa | Overrun {
  const inner = combinedWithin(node);
  if (inner !== undefined) return stretchDfa(inner, budget, work);
  const nfa = buildNfa(node, work, (part) => stretchDfa(part, budget, work));
  if (nfa === 'states' || nfa === 'steps') return nfa;
  const raw = determinise(nfa, work, budget.patternStates * slack);
  if (raw === 'states' || raw === 'steps') return raw;
  return held(minimise(raw, work) ?? 'steps', budget);
}

/** The node that `wholeText` was put around, where it is one that automata are combined for. */
function combinedWithin(node: PatternNode): PatternNode | undefined {
  if (node.kind !== 'sequence' || node.items.length !== 3) return undefined;
  const [start, inner, end] = node.items;
  if (start?.kind !== 'assertion' || start.assertion !== 'text_start') return undefined;
  if (end?.kind !== 'assertion' || end.assertion !== 'text_end') return undefined;
  return inner?.kind === 'all' || inner?.kind === 'not' ? inner : undefined;
}

/** The automaton of the texts that `node` covers from end to end. */
function stretchDfa(node: PatternNode, budget: Budget, work: Work): Dfa | Overrun {
  return remembered(covered, node, budget, () => {
    if (node.kind === 'all') return commonDfa(node.nodes, budget, work);
    const within = combinedWithin(node);
    if (within !== undefined) return stretchDfa(within, budget, work);
    if (node.kind !== 'not') return searchDfa(wholeText(node), budget, work);
    const inner = stretchDfa(node.node, budget, work);
    return isDfa(inner) ? complementDfa(inner) : inner;
  });
}

function commonDfa(nodes: readonly PatternNode[], budget: Budget, work: Work): Dfa | Overrun {
  const [first, ...rest] = nodes;
  let common = stretchDfa(first ?? anyText, budget, work);
  for (const node of rest) {
    const dfa = stretchDfa(node, budget, work);
    if (!isDfa(common)) return common;
    if (!isDfa(dfa)) return dfa;
    common = combineDfas(common, dfa, 'and', work, budget.patternStates * slack);
  }
  return held(common, budget);
}

function held(dfa: Dfa | Overrun, budget: Budget): Dfa | Overrun {
  return isDfa(dfa) && dfa.states > budget.patternStates ? 'states' : dfa;
}

function isDfa(result: Dfa | Overrun): result is Dfa {
  return result !== 'states' && result !== 'steps';
}

function remembered(
  memory: WeakMap<PatternNode, Dfa | Overrun>,
  node: PatternNode,
  budget: Budget,
  compile: () => Dfa | Overrun,
): Dfa | Overrun {
  if (budget !== defaultBudget) return compile();
  const known = memory.get(node) ?? compile();
  memory.set(node, known);
  return known;
}
