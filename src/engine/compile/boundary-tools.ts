import type { BoundaryEntry } from '../../model/documents.ts';
import type { EffectiveBoundaries } from '../../model/workspace.ts';
import { isToolGlob, matchesToolName } from '../tool-name.ts';

/** What a boundaries document says of a tool. */
export interface ToolBoundary {
  readonly enforce: boolean;
  readonly entries: readonly BoundaryEntry[];
}

/**
 * The boundaries of a tool: an exact entry replaces globs. Several globs for one tool are an error when documents are
 * read; here all of them hold.
 */
export function boundaryToolsFor(boundaries: readonly EffectiveBoundaries[], tool: string): readonly ToolBoundary[] {
  const exact: ToolBoundary[] = [];
  const globs: ToolBoundary[] = [];
  for (const { enforce, tools } of boundaries) {
    for (const entry of tools) {
      if (!matchesToolName(entry.tool.value, tool)) continue;
      (isToolGlob(entry.tool.value) ? globs : exact).push({ enforce, entries: entry.entries });
    }
  }
  return exact.length > 0 ? exact : globs;
}
