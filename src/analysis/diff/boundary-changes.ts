import { toolGlobsOverlap } from '../../engine/resolve/glob-overlap.ts';
import type { BoundaryEntry } from '../../model/documents.ts';
import type { Bindings } from '../../model/workspace.ts';
import type { Effect } from '../compare-rates.ts';
import type { TenantSide } from '../decision-change.ts';
import { usableTools } from '../usable-tools.ts';
import { toolLabel } from './compared-tools.ts';
import { boundValues, changedValues } from './contents.ts';
import type { DiffTools, DraftChange, Found } from './draft-change.ts';
import { boundaryEffect, type PartEffect } from './part-effect.ts';
import { entriesFor } from './tool-content.ts';

/**
 * Boundaries of the tools that a tenant may use which were opened, closed, widened, narrowed, given away or are enforced
 * otherwise. One that is written in another way and lets the same calls pass is no change.
 */
export function boundaryChanges(
  before: TenantSide,
  after: TenantSide,
  tools: readonly string[],
  named: readonly string[],
  shared: DiffTools,
): Found {
  const usable = [...new Set([before, after].flatMap(({ policy }) => usableTools(policy)))];
  const changes: DraftChange[] = [];
  const undecided: string[] = [];
  for (const tool of tools) {
    if (!usable.some((entry) => toolGlobsOverlap(entry, tool))) continue;
    const [was, is] = [pathStates(before, tool), pathStates(after, tool)];
    for (const path of new Set([...was.keys(), ...is.keys()])) {
      const question = { tool, path, was: was.get(path), is: is.get(path) };
      const { effect, undecided: why } = effectOn(question, before, after, shared);
      for (const reason of why) undecided.push(`boundary of ${toolLabel(tool, named)}: ${reason}`);
      if (effect === undefined) continue;
      changes.push(draftOf(question, toolLabel(tool, named), effect, before, after, shared));
    }
  }
  return { changes, undecided };
}

/** What the boundaries say of one path of a tool. */
interface PathState {
  readonly kind: 'enforced' | 'delegated' | 'declared' | 'open';
  readonly entry: BoundaryEntry;
}

interface PathQuestion {
  readonly tool: string;
  readonly path: string;
  readonly was: PathState | undefined;
  readonly is: PathState | undefined;
}

function pathStates(side: TenantSide, tool: string): ReadonlyMap<string, PathState> {
  const { enforced, declared } = entriesFor(side, tool);
  const states = new Map<string, PathState>();
  for (const entry of declared) states.set(entry.path.text, stateOf(entry, false));
  for (const entry of enforced) states.set(entry.path.text, stateOf(entry, true));
  return states;
}

function stateOf(entry: BoundaryEntry, isEnforced: boolean): PathState {
  if (entry.kind !== 'matcher') return { kind: entry.kind, entry };
  return { kind: isEnforced ? 'enforced' : 'declared', entry };
}

/** From what lets nothing out to what names an argument as open; a path that nobody names stands before the last. */
const strength: { readonly [kind in PathState['kind']]: number } = {
  enforced: 4,
  delegated: 3,
  declared: 2,
  open: 0,
};
const unnamed = 1;

function effectOn(
  { tool, was, is }: PathQuestion,
  before: TenantSide,
  after: TenantSide,
  { contents, differ }: DiffTools,
): PartEffect {
  const settled = (effect: Effect | undefined): PartEffect => ({ effect, undecided: [] });
  const [from, to] = [was, is].map((state) => (state === undefined ? unnamed : strength[state.kind]));
  if (from !== to) return settled((to ?? 0) < (from ?? 0) ? 'wider' : 'narrower');
  if (was === undefined || is === undefined) return settled(undefined);
  const references = [was, is].map(({ entry }) => contents.references(entry));
  const same =
    contents.text(was.entry) === contents.text(is.entry) &&
    boundValues(references, before.policy.bindings) === boundValues(references, after.policy.bindings);
  if (same) return settled(undefined);
  // Results are judged where there are some; no call shows a difference. Nor can one be made of who else holds it.
  if (was.entry.kind !== 'matcher' || was.entry.path.root === 'result') return settled('changed');
  return boundaryEffect(before, after, tool, { before: [was.entry], after: [is.entry] }, differ);
}

function draftOf(
  { path, was, is }: PathQuestion,
  tool: string,
  effect: Effect,
  before: TenantSide,
  after: TenantSide,
  { contents, describe }: DiffTools,
): DraftChange {
  const text = (state: PathState | undefined, bindings: Bindings): string =>
    `${path}: ${stateText(state, (entry) => describe(entry.matcher, bindings))}`;
  const written = [was, is].map((state) =>
    state === undefined ? null : `${state.kind} ${contents.text(state.entry)}`,
  );
  const references = [was, is].flatMap((state) =>
    state === undefined ? [] : [contents.references(state.entry)],
  );
  const values = changedValues(references, before.policy.bindings, after.policy.bindings);
  return {
    kind: 'boundary',
    tool,
    from: text(was, before.policy.bindings),
    to: text(is, after.policy.bindings),
    effect,
    proof: 'exact',
    where: { from: was?.entry.place ?? null, to: is?.entry.place ?? null },
    identity: [path, ...written, values, was?.entry.place.file ?? null, is?.entry.place.file ?? null],
  };
}

type MatcherEntry = Extract<BoundaryEntry, { readonly kind: 'matcher' }>;

function stateText(state: PathState | undefined, describe: (entry: MatcherEntry) => string): string {
  if (state === undefined) return 'unnamed';
  const { entry } = state;
  if (entry.kind === 'open') return 'open';
  if (entry.kind === 'delegated') return `delegated to ${entry.to}`;
  return state.kind === 'enforced' ? describe(entry) : `${describe(entry)}, not enforced`;
}
