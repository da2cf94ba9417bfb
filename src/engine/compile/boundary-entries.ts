import type { BoundaryEntry } from '../../model/documents.ts';
import type { EffectiveBoundaries } from '../../model/workspace.ts';
import { isToolGlob, matchesToolName } from '../tool-name.ts';

/**
 * What boundaries say of a tool: an exact entry replaces globs. Several globs for one tool are an error when documents
 * are read; here all of them hold. Ask it of the enforced documents alone to learn what is enforced: an exact entry
 * that nobody enforces must not replace a glob that is.
 */
export function boundaryEntriesFor(
  boundaries: readonly EffectiveBoundaries[],
  tool: string,
): readonly BoundaryEntry[] {
  const matching = boundaries
    .flatMap(({ tools }) => tools)
    .filter((entry) => matchesToolName(entry.tool.value, tool));
  const exact = matching.filter((entry) => !isToolGlob(entry.tool.value));
  return (exact.length > 0 ? exact : matching).flatMap(({ entries }) => entries);
}
