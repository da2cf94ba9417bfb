import { askPaths, formForAllow } from './ask-condition.ts';
import type { Asking } from './ask-matcher.ts';
import type { Enveloped } from './envelope.ts';
import type { PlainBoundaryEntry, PlainMatcher, PlainWorkspace } from './plain-documents.ts';
import type { Reading } from './reading.ts';
import { toolMatches } from './tool-glob.ts';

/** What one boundaries document says about a tool, under its name or a glob. */
interface ToolBoundaries {
  readonly name: string;
  readonly entries: { readonly [path: string]: PlainBoundaryEntry };
  readonly enforce: boolean;
}

/** The entries of the boundaries documents for a tool, with whether they are enforced; "an exact entry replaces" globs. */
function boundariesOf(
  workspace: PlainWorkspace,
  tool: string,
  reading: Reading,
  documents = workspace.boundaries,
): readonly ToolBoundaries[] {
  const all = documents.flatMap((document) => {
    return Object.entries(document.tools).map(([name, entries]) => {
      return { name, entries: entries === 'none' ? {} : entries, enforce: document.enforce !== false };
    });
  });
  const exact = all.filter(({ name }) => name === tool);
  if (exact.length > 0 && reading.exactBoundaryReplaces) return exact;
  return all.filter(({ name }) => toolMatches(name, tool, reading));
}

/** The paths of a tool that are held to a matcher: not `open`, not `delegated`, enforced, and known when the call is made. */
export function boundaryEntries(
  workspace: PlainWorkspace,
  tool: string,
  reading: Reading,
): readonly [path: string, matcher: PlainMatcher][] {
  const bounded: [path: string, matcher: PlainMatcher][] = [];
  // "An exact entry of a boundaries document that is not enforced replaces no glob of one that is."
  const enforced = workspace.boundaries.filter((document) => document.enforce !== false);
  for (const { entries, enforce } of boundariesOf(workspace, tool, reading, enforced)) {
    for (const [path, entry] of Object.entries(entries)) {
      const isHeld = entry !== 'open' && !(typeof entry === 'object' && 'delegated' in entry);
      if (enforce && isHeld && !path.startsWith('result')) bounded.push([path, entry]);
    }
  }
  return bounded;
}

/**
 * "Every listed `arguments.` or `context.` path whose entry is not `open` or `delegated` must answer yes; otherwise
 * deny": after the first that does not, no matcher must read anything. Throws `ArgumentTooLarge`.
 */
export function boundariesHold(workspace: PlainWorkspace, call: Enveloped, asking: Asking): boolean {
  return boundaryEntries(workspace, call.tool, asking.reading).every(([path, matcher]) => {
    const answer = formForAllow(askPaths({ [path]: matcher }, call, asking), asking);
    return answer === 'yes' || (answer === 'unclear' && !asking.reading.unclearBoundaryDenies);
  });
}

/** The paths that the boundaries of a tool name, whatever stands there and also where it is not enforced. */
export function boundaryPaths(workspace: PlainWorkspace, tool: string, reading: Reading): readonly string[] {
  const enforced = workspace.boundaries.filter((document) => document.enforce !== false);
  return [enforced, workspace.boundaries].flatMap((documents) =>
    boundariesOf(workspace, tool, reading, documents).flatMap(({ entries }) => Object.keys(entries)),
  );
}
