import {
  type ClaimedCall,
  type ClaimedChange,
  type ClaimedDecision,
  type ClaimedEscape,
  type Claims,
  partName,
} from './claims.ts';
import { decisionOf, escapesOf, type FoundEscape, type SearchResult } from './search.ts';
import { subjectTenant, subjectTool } from './search-case.ts';
import type { Side } from './side.ts';
import { coveringParts } from './tool-parts.ts';

/** Something that is claimed wrongly or not claimed at all. */
export interface Problem {
  readonly kind:
    | 'missed_escape'
    | 'wrong_escape'
    | 'less_telling'
    | 'missed_change'
    | 'wrong_change'
    | 'missed_dead'
    | 'wrong_dead'
    /** No claims at all: the analysis failed. */
    | 'throws'
    /** Engine and page differ about a call of the search. */
    | 'page_differs';
  /** What exactly, for people. */
  readonly what: string;
  /** The call that shows it, where there is one. */
  readonly call?: ClaimedCall;
}

/**
 * Holds the claims of an analysis against what a search found: every escape, change and unreachable part that is found
 * must be claimed; no claim may contradict; every witness must be decided as claimed, by the engine and by the page.
 */
export function checkClaims(found: SearchResult, claims: Claims): readonly Problem[] {
  return [
    ...missedEscapes(found, claims),
    ...claims.escapes.flatMap((leak) => wrongEscape(found.before, leak)),
    ...missedChanges(found, claims),
    ...claims.changes.flatMap((change) => wrongChange(found, change)),
    ...missedDead(found, claims),
    ...wrongDead(found, claims),
  ];
}

function missedEscapes({ escapes }: SearchResult, claims: Claims): readonly Problem[] {
  const open = new Set(claims.undecidedPaths);
  if (open.has('all')) return [];
  return [...escapes.values()].flatMap((leak): readonly Problem[] => {
    const { through, path, parts, call } = leak;
    if (open.has(path)) return [];
    const like = claims.escapes.filter((claimed) => {
      return claimed.through === through && claimed.path === path && parts.includes(partName(claimed));
    });
    const what = `${through} lets ${path} out, by ${parts.join(' or ')}`;
    if (like.length === 0) return [{ kind: 'missed_escape', what, call }];
    if (like.some((claimed) => isAsTelling(claimed, leak))) return [];
    const more = [...(leak.stopped ? [] : ['unstopped']), ...(leak.foreign ? ['foreign'] : [])];
    return [{ kind: 'less_telling', what: `${what}: ${more.join(' and ')}`, call }];
  });
}

/** What nothing stops comes first, then "one that lands in another tenant's boundary". */
function isAsTelling(claimed: ClaimedEscape, { stopped, foreign }: FoundEscape): boolean {
  if (claimed.stopped !== stopped) return stopped;
  return !foreign || claimed.witness.kind === 'foreign';
}

function wrongEscape(side: Side, claimed: ClaimedEscape): readonly Problem[] {
  const { through, path, witness, stopped } = claimed;
  const wrong = (what: string): readonly Problem[] => {
    return [
      { kind: 'wrong_escape', what: `${through} of ${path} by ${partName(claimed)}: ${what}`, call: witness },
    ];
  };
  if (!isOurs(witness)) return wrong('not a call of the tenant');
  const decision = side.decideUnbounded(witness, { trace: true });
  const like = escapesOf(witness, decision, side).find((leak) => leak.path === path);
  if (like === undefined) return wrong(`the engine says ${decision.action} and the boundary does not mind`);
  if (like.through !== through) return wrong(`the engine says ${decision.action}`);
  if (!like.parts.includes(partName(claimed))) return wrong(`it is by ${like.parts.join(' or ')}`);
  const page = side.pageUnbounded(witness);
  if (page.action !== decision.action || page.code !== decision.code)
    return wrong(`the page says ${page.action}`);
  const boundary = side.boundaries.find((candidate) => candidate.path === path);
  if (boundary?.page(witness) !== 'outside') return wrong('the page does not see it outside');
  if (stopped !== like.stopped) return wrong(`stopped is not ${stopped}`);
  return [];
}

function isOurs({ tool, context }: ClaimedCall): boolean {
  return tool === subjectTool && context.tenant_id === subjectTenant;
}

function missedChanges({ changes }: SearchResult, claims: Claims): readonly Problem[] {
  if (claims.changesUndecided) return [];
  return [...changes.values()].flatMap(({ from, to, call }): readonly Problem[] => {
    const isClaimed = claims.changes.some((claimed) => {
      return claimed.from.action === from.action && claimed.to.action === to.action;
    });
    const what = `${decisionText(from)} becomes ${decisionText(to)}`;
    return isClaimed ? [] : [{ kind: 'missed_change', what, call }];
  });
}

function wrongChange(
  { before, after }: SearchResult,
  { from, to, witness }: ClaimedChange,
): readonly Problem[] {
  const wrong = (what: string): readonly Problem[] => {
    const claim = `${decisionText(from)} becomes ${decisionText(to)}`;
    return [{ kind: 'wrong_change', what: `${claim}: ${what}`, call: witness }];
  };
  if (!isOurs(witness)) return wrong('not a call of the tenant');
  if (from.action === to.action) return wrong('no change');
  for (const [side, claimed] of [
    [before, from],
    [after, to],
  ] as const) {
    const decided = decisionOf(side.decide(witness));
    if (!isSame(decided, claimed)) return wrong(`the engine says ${decisionText(decided)}`);
    const page = side.page(witness);
    if (page.action !== claimed.action || page.code !== claimed.code)
      return wrong(`the page says ${decisionText(page)}`);
  }
  return [];
}

const namedByCode: ReadonlySet<string> = new Set(['rule', 'rule_action', 'baseline']);

/** A claim may leave out the rule where the code speaks of none. */
function isSame(decided: ClaimedDecision, claimed: ClaimedDecision): boolean {
  if (decided.action !== claimed.action || decided.code !== claimed.code) return false;
  if (!namedByCode.has(claimed.code) && claimed.rule === undefined) return true;
  return partName(decided) === partName(claimed);
}

function decisionText(decision: ClaimedDecision): string {
  const { action, code, rule } = decision;
  return `${action} (${code})${rule === undefined ? '' : ` by ${partName(decision)}`}`;
}

function missedDead({ surelyDead }: SearchResult, { dead, deadUndecided }: Claims): readonly Problem[] {
  if (deadUndecided) return [];
  const claimed = new Set(dead.map(partName));
  const missed = surelyDead.filter((part) => !claimed.has(partName(part)));
  return missed.map((part) => ({ kind: 'missed_dead', what: `${partName(part)} is unreachable` }));
}

function wrongDead({ before, reached, parts }: SearchResult, { dead }: Claims): readonly Problem[] {
  const known = new Set(parts.map(partName));
  const covering = coveringParts(before.loaded);
  return dead.flatMap((part): readonly Problem[] => {
    const name = partName(part);
    if (!known.has(name)) return [{ kind: 'wrong_dead', what: `there is no ${name}` }];
    const odd = part.coveredBy.map(partName).filter((cover) => !covering.has(cover));
    if (odd.length > 0) return [{ kind: 'wrong_dead', what: `${name} is not covered by ${odd.join()}` }];
    const call = reached.get(name);
    return call === undefined ? [] : [{ kind: 'wrong_dead', what: `${name} is reached`, call }];
  });
}

/** How many parts are neither called dead nor reached by the search: nobody knows who is right. */
export function unsettledParts({ parts, reached }: SearchResult, { dead }: Claims): number {
  const claimed = new Set(dead.map(partName));
  return parts.filter((part) => !claimed.has(partName(part)) && !reached.has(partName(part))).length;
}
