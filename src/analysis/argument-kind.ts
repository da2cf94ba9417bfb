import { boundaryEntriesFor } from '../engine/compile/boundary-entries.ts';
import { isToolGlob, matchesToolName } from '../engine/tool-name.ts';
import type { ArgumentPath } from '../model/argument-path.ts';
import type { BoundariesDocument, BoundaryEntry, PolicyDocument } from '../model/documents.ts';
import type { Matcher } from '../model/matcher.ts';
import { type ArgumentKind, kindByName } from '../profile/argument-names.ts';
import { kindOfMatcher } from '../profile/kind-of-matcher.ts';
import { declaredTools } from './declared-tools.ts';
import { type ToolMeanings, toolMeanings } from './tool-meanings.ts';

/** Tells what arguments hold, and what their boundaries say. `tool` is an exact name or a glob. */
export interface ArgumentKinds {
  /**
   * By the argument's boundary, else by a tools document, else by the profile of a well-known server whose tool it is,
   * else by its name; undefined where none of them tells.
   */
  kindOf(tool: string, path: ArgumentPath): ArgumentKind | undefined;
  /** Whether only the argument's name tells: then its kind is likely, not known. */
  isGuess(tool: string, path: ArgumentPath): boolean;
  /** The matcher of the argument's boundary, enforced or not. */
  boundaryOf(tool: string, path: ArgumentPath): Matcher | undefined;
  /** Whether its boundary leaves the argument to another control. */
  isDelegated(tool: string, path: ArgumentPath): boolean;
}

/** The same for one question. */
export function argumentKind(
  documents: readonly PolicyDocument[],
  tool: string,
  path: ArgumentPath,
): ArgumentKind | undefined {
  return argumentKinds(documents).kindOf(tool, path);
}

/** Remembers what it was asked. */
export function argumentKinds(documents: readonly PolicyDocument[]): ArgumentKinds {
  const boundaries = documents.filter((document) => document.kind === 'boundaries');
  const declared = documents.flatMap(declaredKinds);
  const meanings = toolMeanings(documents);
  const known = new Map<string, Known>();
  const ask = (tool: string, path: ArgumentPath): Known => {
    const key = `${tool}\n${path.text}`;
    const answer = known.get(key);
    if (answer !== undefined) return answer;
    const entry = boundaryEntry(boundaries, tool, path);
    const boundary = entry?.kind === 'matcher' ? entry.matcher : undefined;
    const told =
      (boundary === undefined ? undefined : kindOfMatcher(boundary)) ??
      declaredKind(declared, tool, path) ??
      profileKind(meanings, tool, path);
    const isDelegated = entry?.kind === 'delegated';
    const found = {
      kind: told ?? kindByName(tool, path),
      boundary,
      isDelegated,
      isGuess: told === undefined,
    };
    known.set(key, found);
    return found;
  };
  return {
    kindOf: (tool, path) => (path.root === 'arguments' ? ask(tool, path).kind : undefined),
    isGuess: (tool, path) => ask(tool, path).isGuess,
    boundaryOf: (tool, path) => ask(tool, path).boundary,
    isDelegated: (tool, path) => ask(tool, path).isDelegated,
  };
}

interface Known {
  readonly kind: ArgumentKind | undefined;
  readonly isGuess: boolean;
  readonly boundary: Matcher | undefined;
  readonly isDelegated: boolean;
}

function boundaryEntry(
  boundaries: readonly BoundariesDocument[],
  tool: string,
  path: ArgumentPath,
): BoundaryEntry | undefined {
  const entries = isToolGlob(tool)
    ? boundaries
        .flatMap(({ tools }) => tools)
        .filter((entry) => entry.tool.value === tool || matchesToolName(tool, entry.tool.value))
        .flatMap((entry) => entry.entries)
    : boundaryEntriesFor(boundaries, tool);
  return entries.find((candidate) => candidate.path.text === path.text);
}

interface Declared {
  /** A tool's name or a glob. */
  readonly tool: string;
  /** The top-level argument. */
  readonly argument: string;
  readonly kind: ArgumentKind;
}

function declaredKind(
  declared: readonly Declared[],
  tool: string,
  { root, segments }: ArgumentPath,
): ArgumentKind | undefined {
  const [first, ...rest] = segments;
  if (root !== 'arguments' || first?.kind !== 'key' || rest.some(({ kind }) => kind === 'key'))
    return undefined;
  const about = declared.filter(({ argument }) => argument === first.key);
  const exact = about.find((entry) => entry.tool === tool);
  const near =
    exact ?? about.find((entry) => matchesToolName(entry.tool, tool) || matchesToolName(tool, entry.tool));
  return near?.kind;
}

/** Only where the tool's declared arguments are the server's: a name alone may be anybody's. */
function profileKind(meanings: ToolMeanings, tool: string, path: ArgumentPath): ArgumentKind | undefined {
  return meanings.fits(tool) ? meanings.profileArgument(tool, path)?.kind : undefined;
}

function declaredKinds(document: PolicyDocument): readonly Declared[] {
  return [...declaredTools(document)].flatMap(([tool, entry]) =>
    [...entry.arguments].map(([argument, kind]) => ({ tool, argument, kind })),
  );
}
