import { type ArgumentKind, kindByName } from '../profile/argument-names.ts';
import { effectByName } from '../profile/effect-names.ts';
import { candidateFor, type MatchedTool, topLevel } from '../profile/match-profiles.ts';
import type { Effect } from '../profile/server-profile.ts';
import type { ListedTool } from './listed-tool.ts';
import { isObject, ownMember } from './plain-object.ts';

/** Who says it: the profile of a well-known server, a hint of the server itself, or only a name. */
export type Source =
  | { readonly kind: 'profile'; readonly server: string; readonly version: string }
  | { readonly kind: 'hint'; readonly hint: 'readOnlyHint' | 'destructiveHint' }
  | { readonly kind: 'name'; readonly against?: 'readOnlyHint' | 'destructiveHint' };

export interface DescribedTool {
  readonly tool: ListedTool;
  readonly effect?: { readonly value: Effect; readonly from: Source };
  /** By name, sorted; only those of which something tells. */
  readonly arguments: readonly {
    readonly name: string;
    readonly kind: ArgumentKind;
    readonly from: Source;
  }[];
  /** A server that has a tool of this name, and how its arguments differ: then its profile was not used. */
  readonly resembles?: { readonly server: string; readonly differs: readonly string[] };
}

/** What a listed tool does and what its arguments hold: by its profile, else by hints and names. */
export function describeTool(tool: ListedTool, matched: MatchedTool | undefined): DescribedTool {
  const names = argumentNames(tool);
  const effect = matched === undefined ? guessedEffect(tool) : profileEffect(matched);
  const resembles = matched === undefined ? resemblance(tool.name, names) : undefined;
  return {
    tool,
    ...(effect === undefined ? {} : { effect }),
    arguments: names.flatMap((name) => argumentOf(tool.name, name, matched)),
    ...(resembles === undefined ? {} : { resembles }),
  };
}

/** The top-level arguments that a tool's schema lists, sorted. */
export function argumentNames({ inputSchema }: ListedTool): readonly string[] {
  const properties = isObject(inputSchema) ? ownMember(inputSchema, 'properties') : undefined;
  return isObject(properties) ? Object.keys(properties).toSorted() : [];
}

function profileSource({ profile }: MatchedTool): Source {
  return { kind: 'profile', server: profile.server, version: profile.version };
}

function profileEffect(matched: MatchedTool): DescribedTool['effect'] {
  return { value: matched.tool.effect, from: profileSource(matched) };
}

/**
 * A hint is the server's own claim: it may make the effect heavier than the name says, never lighter, and it does not
 * tell what the name does.
 */
function guessedEffect({ name, hints }: ListedTool): DescribedTool['effect'] {
  const named = effectByName(name);
  const isMild = named === undefined || named === 'read';
  if (hints.readOnly === true) {
    return isMild
      ? { value: 'read', from: { kind: 'hint', hint: 'readOnlyHint' } }
      : { value: named, from: { kind: 'name', against: 'readOnlyHint' } };
  }
  if (isMild && hints.destructive === true)
    return { value: 'delete', from: { kind: 'hint', hint: 'destructiveHint' } };
  if (isMild && hints.readOnly === false)
    return { value: 'write', from: { kind: 'hint', hint: 'readOnlyHint' } };
  return named === undefined ? undefined : { value: named, from: { kind: 'name' } };
}

function argumentOf(
  tool: string,
  name: string,
  matched: MatchedTool | undefined,
): DescribedTool['arguments'] {
  if (matched !== undefined) {
    const known = matched.tool.arguments.find(({ path }) => path === name || path === `${name}[*]`);
    return known === undefined ? [] : [{ name, kind: known.kind, from: profileSource(matched) }];
  }
  const path = { text: '', root: 'arguments', segments: [{ kind: 'key', key: name }] } as const;
  const kind = kindByName(tool, path);
  return kind === undefined ? [] : [{ name, kind, from: { kind: 'name' } }];
}

function resemblance(name: string, names: readonly string[]): DescribedTool['resembles'] {
  const candidate = candidateFor(name);
  if (candidate === undefined) return undefined;
  const known = topLevel(candidate.tool);
  const extra = names.filter((each) => !known.has(each));
  const missing = [...known.keys()].filter((each) => !names.includes(each)).toSorted();
  const differs = [...extra.map((each) => `has ${each}`), ...missing.map((each) => `lacks ${each}`)];
  return { server: candidate.profile.server, differs };
}
