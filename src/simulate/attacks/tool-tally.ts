import { addToolCounts, mostNamedTools, noToolCounts, type ToolCounts } from './attacks-result.ts';

/** Counts by tool, for the first names in code unit order; all others in sum. */
export interface ToolTally {
  readonly add: (tool: string, counts: Partial<ToolCounts>) => void;
  readonly tools: () => { readonly [tool: string]: ToolCounts };
  readonly otherTools: () => ToolCounts;
}

/** Which names are counted does not depend on the order in which they come, so parts of a run agree on it. */
export function createToolTally(): ToolTally {
  const named = new Map<string, ToolCounts>();
  let others = noToolCounts;
  let last = '';
  return {
    add: (tool, counts) => {
      const whole = { ...noToolCounts, ...counts };
      if (named.size < mostNamedTools || named.has(tool) || tool < last) {
        named.set(tool, addToolCounts(named.get(tool) ?? noToolCounts, whole));
        if (tool > last) last = tool;
      } else others = addToolCounts(others, whole);
      if (named.size <= mostNamedTools) return;
      others = addToolCounts(others, named.get(last) ?? noToolCounts);
      named.delete(last);
      last = lastOf(named.keys());
    },
    tools: () => Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))),
    otherTools: () => others,
  };
}

function lastOf(names: Iterable<string>): string {
  let last = '';
  for (const name of names) if (name > last) last = name;
  return last;
}
