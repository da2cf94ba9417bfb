import { isToolGlob, matchesToolName } from '../engine/tool-name.ts';
import type { ArgumentPath } from '../model/argument-path.ts';
import type { PolicyDocument } from '../model/documents.ts';
import { effectByName } from '../profile/effect-names.ts';
import { fittingTools, likelyTools, type MatchedTool } from '../profile/match-profiles.ts';
import type { Effect, ProfileArgument } from '../profile/server-profile.ts';
import { type DeclaredTool, declaredTools } from './declared-tools.ts';
import { namedArguments } from './named-arguments.ts';

/** What is known of a workspace's tools beyond their boundaries. `tool` is an exact name. */
export interface ToolMeanings {
  /** What the tools documents say; an exact entry before a glob. */
  declared(tool: string): DeclaredTool | undefined;
  /**
   * The tool of a well-known server that it is. `fits`: a tools document declares the server's arguments for it, so that
   * what the profile says may be believed. `likely`: nothing is declared, and names alone speak for it: good for a draft
   * or a hint, never for a finding that fails a run.
   */
  profileOf(tool: string): MatchedTool | undefined;
  /** Whether it is one for sure: the same as `profileOf(tool)?.certainty === 'fits'`, without a look at the policies. */
  fits(tool: string): boolean;
  /** What a call does, and who says so; undefined where nobody does. */
  effectOf(tool: string): { readonly effect: Effect; readonly from: MeaningSource } | undefined;
  /** What the tool's profile, whether it fits or is likely, says of the argument; list steps may be left out. */
  profileArgument(tool: string, path: ArgumentPath): ProfileArgument | undefined;
}

type MeaningSource = 'tools document' | 'profile' | 'likely profile' | 'name';

/** Reads all documents once; each question is then a look-up. */
export function toolMeanings(documents: readonly PolicyDocument[]): ToolMeanings {
  const lists = documents.map(declaredTools).filter((list) => list.size > 0);
  const all = lists.flatMap((list) => [...list]);
  const exact = new Map(all.toReversed());
  const globs = all.filter(([name]) => isToolGlob(name));
  const declared = (tool: string): DeclaredTool | undefined =>
    exact.get(tool) ?? globs.find(([glob]) => matchesToolName(glob, tool))?.[1];
  const fitting = new Map(lists.flatMap((list) => [...fittingTools(listedArguments(list))]));
  let likely: ReturnType<typeof likelyTools> | undefined;
  const profileOf = (tool: string): MatchedTool | undefined => {
    const fits = fitting.get(tool);
    if (fits !== undefined || declared(tool)?.listed !== undefined) return fits;
    // Only drafts and hints ask this far, and it reads every rule.
    likely ??= likelyTools(
      new Map([...namedArguments(documents)].filter(([name]) => declared(name)?.listed === undefined)),
    );
    return likely.get(tool);
  };
  return {
    declared,
    profileOf,
    fits: (tool) => fitting.has(tool),
    effectOf: (tool) => {
      const said = declared(tool)?.effect;
      if (said !== undefined) return { effect: said, from: 'tools document' };
      const matched = profileOf(tool);
      if (matched !== undefined) return { effect: matched.tool.effect, from: sourceOf(matched) };
      const named = effectByName(tool);
      return named === undefined ? undefined : { effect: named, from: 'name' };
    },
    profileArgument: (tool, path) => {
      const text = belowArguments(path);
      return profileOf(tool)?.tool.arguments.find((each) => withoutLists(each.path) === text);
    },
  };
}

function sourceOf({ certainty }: MatchedTool): MeaningSource {
  return certainty === 'fits' ? 'profile' : 'likely profile';
}

function listedArguments(list: ReadonlyMap<string, DeclaredTool>): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map([...list].flatMap(([tool, { listed }]) => (listed === undefined ? [] : [[tool, listed]])));
}

function belowArguments({ root, segments }: ArgumentPath): string | undefined {
  if (root !== 'arguments') return undefined;
  return segments.flatMap((segment) => (segment.kind === 'key' ? [segment.key] : [])).join('.');
}

function withoutLists(path: string): string {
  return path.replaceAll('[*]', '');
}
