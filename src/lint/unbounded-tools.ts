import { entitlesTo } from '../analysis/plan-diff.ts';
import { boundaryEntriesFor } from '../engine/compile/boundary-entries.ts';
import { isToolGlob, matchesToolName } from '../engine/tool-name.ts';
import type { ArgumentPath } from '../model/argument-path.ts';
import type { BoundaryEntry, BoundaryTool } from '../model/documents.ts';
import type { Matcher } from '../model/matcher.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';
import type { ArgumentKind } from '../profile/argument-names.ts';
import { isAtOrAbove } from './passing-rules.ts';
import { type ResourceArgument, resourceArguments } from './resource-arguments.ts';
import type { LintContext } from './rule.ts';
import { type ToolKnowledge, toolKnowledge } from './tool-knowledge.ts';
import { type ToolInUse, toolsInUse } from './tools-in-use.ts';

/** A tool in use that has a boundary, and the resource arguments that it leaves out; at least one. */
export interface UnboundedTool {
  /** The exact name. */
  readonly tool: string;
  /** The entry of the boundaries that is about it. */
  readonly boundary: BoundaryTool;
  /** Whether it says `none`. */
  readonly isNone: boolean;
  /** The arguments that the boundary holds to the tenant. */
  readonly bounded: readonly BoundedArgument[];
  readonly unbounded: readonly ResourceArgument[];
}

interface BoundedArgument {
  readonly path: ArgumentPath;
  readonly matcher: Matcher;
  readonly kind: ArgumentKind | undefined;
}

const known = new WeakMap<LintContext, readonly UnboundedTool[]>();

/**
 * The tools in use of which boundaries name some arguments, or none, but not all that hold a resource and that some rule
 * lets pass. A tool without any boundary is not among them. The same for all rules of a run.
 */
export function unboundedTools(context: LintContext): readonly UnboundedTool[] {
  const found = known.get(context) ?? findUnbounded(context);
  known.set(context, found);
  return found;
}

function findUnbounded(context: LintContext): readonly UnboundedTool[] {
  const { workspace } = context;
  const named = workspace.boundaries.flatMap(({ tools }) => tools);
  if (named.length === 0) return [];
  const knowledge = toolKnowledge(context);
  const exact = new Map(named.map((entry) => [entry.tool.value, entry]));
  const globs = named.filter(({ tool }) => isToolGlob(tool.value));
  return concreteTools(workspace, knowledge).flatMap((tool) => {
    const boundary = exact.get(tool) ?? globs.find((entry) => matchesToolName(entry.tool.value, tool));
    if (boundary === undefined) return [];
    const entries = boundaryEntriesFor(workspace.boundaries, tool);
    const unbounded = resourceArguments(tool, knowledge).filter(
      ({ path }) => !isNamed(path, entries) && knowledge.passing.mayCarry(tool, path),
    );
    if (unbounded.length === 0) return [];
    const bounded = boundedArguments(tool, entries, knowledge);
    return [{ tool, boundary, isNone: entries.length === 0, bounded, unbounded }];
  });
}

/** A boundary on a part of it, or on what it is a part of, speaks of it. */
function isNamed(path: ArgumentPath, entries: readonly BoundaryEntry[]): boolean {
  return entries.some((entry) => isAtOrAbove(entry.path, path) || isAtOrAbove(path, entry.path));
}

function boundedArguments(
  tool: string,
  entries: readonly BoundaryEntry[],
  { kinds }: ToolKnowledge,
): readonly BoundedArgument[] {
  return entries.flatMap((entry) => {
    if (entry.kind !== 'matcher' || entry.path.root !== 'arguments') return [];
    return [{ path: entry.path, matcher: entry.matcher, kind: kinds.kindOf(tool, entry.path) }];
  });
}

/** The exact names of the tools in use; of a glob those that a tools document or a boundary names. */
function concreteTools(workspace: EffectiveWorkspace, { described }: ToolKnowledge): readonly string[] {
  const used = toolsInUse(workspace);
  const globs = used.filter(({ tool }) => isToolGlob(tool.value));
  const found = new Set(used.flatMap(({ tool }) => (isToolGlob(tool.value) ? [] : [tool.value])));
  if (globs.length === 0) return [...found];
  const others = [
    ...(described?.all ?? []).map(({ name }) => name),
    ...workspace.boundaries.flatMap(({ tools }) => tools.map(({ tool }) => tool.value)),
  ];
  for (const name of others) {
    if (isToolGlob(name) || found.has(name)) continue;
    if (globs.some((use) => matchesToolName(use.tool.value, name) && isEntitled(use, name))) found.add(name);
  }
  return [...found];
}

function isEntitled({ plans }: ToolInUse, tool: string): boolean {
  return [...plans].some((plan) => plan === undefined || entitlesTo(plan, tool));
}
