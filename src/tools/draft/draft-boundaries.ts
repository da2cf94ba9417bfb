import { declaredTools } from '../../analysis/declared-tools.ts';
import { namedArguments } from '../../analysis/named-arguments.ts';
import { toolMeanings } from '../../analysis/tool-meanings.ts';
import { isToolGlob, matchesToolName } from '../../engine/tool-name.ts';
import type { PolicyDocument } from '../../model/documents.ts';
import type { EffectiveWorkspace } from '../../model/workspace.ts';
import { type DraftSources, draftTool } from './draft-tool.ts';
import type { DraftedTool } from './drafted-tool.ts';
import { tenantHabits } from './tenant-habits.ts';

/**
 * A boundary for every tool in use that no document names yet, sorted by name. Of a glob each tool that a tools document
 * describes is drafted; one that matches none is left out, for a guess about names that nobody knows would be none.
 */
export function draftBoundaries(
  documents: readonly PolicyDocument[],
  workspace: EffectiveWorkspace,
  used: readonly string[],
): readonly DraftedTool[] {
  const covered = workspace.boundaries.flatMap(({ tools }) => tools.map(({ tool }) => tool.value));
  const listed = documents.flatMap((document) => [...declaredTools(document).keys()]);
  const known = listed.filter(isExact);
  const sources: DraftSources = {
    meanings: toolMeanings(documents),
    habits: tenantHabits(documents, workspace),
    named: namedArguments(documents),
  };
  const isCovered = (tool: string): boolean => covered.some((entry) => matchesToolName(entry, tool));
  const exact = new Set(used.filter(isExact).filter((tool) => !isCovered(tool)));
  const unknown: DraftedTool[] = [];
  for (const glob of used.filter(isToolGlob)) {
    if (covered.includes(glob)) continue;
    const matching = known.filter((tool) => matchesToolName(glob, tool));
    for (const tool of matching) if (!isCovered(tool)) exact.add(tool);
    if (matching.length > 0) continue;
    const why = 'it stands for names that nobody listed; describe its tools in a tools document';
    unknown.push({ tool: glob, kind: 'left out', why });
  }
  // Where tools documents say which tools there are, a boundary may name no other.
  const exists = (tool: string): boolean =>
    listed.length === 0 || listed.some((entry) => matchesToolName(entry, tool));
  const drafted = [...exact].map(
    (tool): DraftedTool =>
      exists(tool)
        ? draftTool(tool, sources)
        : { tool, kind: 'left out', why: 'the tools documents list others, and not this one' },
  );
  return [...drafted, ...unknown].toSorted((a, b) => (a.tool < b.tool ? -1 : 1));
}

function isExact(tool: string): boolean {
  return !isToolGlob(tool);
}
