import type { Reading } from '../../reference/reading.ts';
import type { Verdict } from '../../reference/verdict.ts';
import {
  type ClaimedChange,
  type ClaimedDecision,
  type ClaimedEscape,
  type Claims,
  partName,
} from './claims.ts';
import { decisionOf, escapesOf, reachedParts, type SearchResult } from './search.ts';
import type { SearchedCall } from './searched-call.ts';

/** What somebody sees of one call. */
interface Sight {
  readonly escapes: readonly ClaimedEscape[];
  readonly change: ClaimedChange | undefined;
  readonly reached: readonly string[];
}

/**
 * What an analysis would claim that tries calls instead of reasoning: those of the search that `knows` lets it know,
 * or, with a `reading`, all of them as the page so read decides them. It has only the faults that it is given, so a
 * search that does not notice them would not notice them in an analysis either.
 */
export function enumerateClaims(
  found: SearchResult,
  fault: { readonly knows?: (call: SearchedCall) => boolean; readonly reading?: Reading },
): Claims {
  const { knows, reading } = fault;
  const escapes = new Map<string, ClaimedEscape>();
  const changes = new Map<string, ClaimedChange>();
  const reached = new Set<string>(reading === undefined ? [] : found.reached.keys());
  for (const call of knows === undefined ? found.representatives : found.representatives.filter(knows)) {
    const sight = reading === undefined ? trueSight(found, call) : misreadSight(found, call, reading);
    for (const leak of sight.escapes) {
      const { through, path, witness, stopped } = leak;
      escapes.set([through, path, witness.kind, stopped, partName(leak)].join(' '), leak);
    }
    const { change } = sight;
    if (change !== undefined) changes.set(`${change.from.action} ${change.to.action}`, change);
    for (const name of sight.reached) reached.add(name);
  }
  return {
    escapes: [...escapes.values()],
    undecidedPaths: [],
    dead: found.parts
      .filter((part) => !reached.has(partName(part)))
      .map((part) => ({ ...part, coveredBy: [] })),
    deadUndecided: false,
    changes: [...changes.values()],
    changesUndecided: false,
  };
}

function trueSight({ before, after }: SearchResult, call: SearchedCall): Sight {
  const decision = before.decideUnbounded(call, { trace: true });
  const [from, to] = [before.decide(call), after.decide(call)];
  return {
    escapes: escapesOf(call, decision, before).map(({ through, path, foreign, stopped }) => ({
      through,
      path,
      ...partOf(decision.policy),
      witness: { ...call, kind: foreign ? 'foreign' : 'outside' },
      stopped,
    })),
    change:
      from.action === to.action
        ? undefined
        : { from: decisionOf(from), to: decisionOf(to), witness: { ...call, kind: 'decision' } },
    reached: reachedParts(decision),
  };
}

function misreadSight({ before, after }: SearchResult, call: SearchedCall, reading: Reading): Sight {
  const verdict = before.pageUnbounded(call, reading);
  const [from, to] = [before.page(call, reading), after.page(call, reading)];
  const left = verdict.action === 'deny' ? [] : before.boundaries;
  const outside = left.filter((boundary) => boundary.page(call, reading) === 'outside');
  return {
    escapes: outside.map(({ path, isForeign }) => ({
      through: verdict.action === 'allow' ? 'allow' : 'approval',
      path,
      ...partOf(verdict),
      witness: { ...call, kind: isForeign(call) ? 'foreign' : 'outside' },
      stopped: from.action === 'deny',
    })),
    change:
      from.action === to.action
        ? undefined
        : { from: claimed(from), to: claimed(to), witness: { ...call, kind: 'decision' } },
    reached: [],
  };
}

function claimed(verdict: Verdict): ClaimedDecision {
  return { action: verdict.action, code: verdict.code, ...partOf(verdict) };
}

function partOf({
  rule,
  condition,
}: Pick<Verdict, 'rule' | 'condition'>): Pick<Verdict, 'rule' | 'condition'> {
  return { ...(rule !== undefined && { rule }), ...(condition !== undefined && { condition }) };
}
