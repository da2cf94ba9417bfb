import { isToolGlob, matchesToolName } from '../../engine/tool-name.ts';
import type { BoundaryEntry } from '../../model/documents.ts';
import type { EffectiveWorkspace } from '../../model/workspace.ts';
import { withoutShared } from '../escape/without-shared.ts';
import { matcherFlow } from '../matcher-flow.ts';
import { toolRepresentatives } from '../tool-representatives.ts';
import type { Bounded } from './common-call.ts';

/** A boundary as it is written, and the tools that have it. */
export interface BoundaryShape {
  /** Names and globs, in the order written; at least one. */
  readonly tools: readonly string[];
  /** A name that the first of them stands for. */
  readonly example: string;
  /** The bounded arguments as they are written, and with what any tenant may reach taken out. */
  readonly written: readonly Bounded[];
  readonly bounded: readonly Bounded[];
}

/**
 * Every boundary in which tenants could meet, each once however many tools have it; left out are those without bounded
 * arguments and those with one that holds nothing but what any tenant may reach.
 */
export function boundaryShapes({ boundaries }: EffectiveWorkspace): readonly BoundaryShape[] {
  const entriesOf = new Map<string, BoundaryEntry[]>();
  for (const { tools } of boundaries) {
    for (const { tool, entries } of tools)
      entriesOf.set(tool.value, [...(entriesOf.get(tool.value) ?? []), ...entries]);
  }
  const exact = [...entriesOf.keys()].filter((name) => !isToolGlob(name));
  const shapes = new Map<string, BoundaryShape>();
  for (const [tool, entries] of entriesOf) {
    const written = entries.filter(isBounded);
    const bounded = written.flatMap((entry) => {
      const matcher = withoutShared(entry.matcher);
      return matcher === undefined ? [] : [{ ...entry, matcher }];
    });
    if (written.length === 0 || bounded.length < written.length) continue;
    const example = isToolGlob(tool) ? nameWithin(tool, exact) : tool;
    if (example === undefined) continue;
    const key = JSON.stringify(bounded.map(({ path, matcher }) => [path.text, matcherFlow(matcher)]));
    const known = shapes.get(key);
    shapes.set(
      key,
      known === undefined
        ? { tools: [tool], example, written, bounded }
        : { ...known, tools: [...known.tools, tool] },
    );
  }
  return [...shapes.values()];
}

function isBounded(entry: BoundaryEntry): entry is Bounded {
  return entry.kind === 'matcher' && entry.path.root !== 'result';
}

/** A name that the glob stands for and no exact entry takes away. */
function nameWithin(glob: string, exact: readonly string[]): string | undefined {
  const near = exact.filter((name) => matchesToolName(glob, name));
  return toolRepresentatives([glob, ...near]).tools.find((name) => !near.includes(name));
}
