import { kindByName } from '../../profile/argument-names.ts';
import type { DeclaredTool } from '../../analysis/declared-tools.ts';
import type { ToolMeanings } from '../../analysis/tool-meanings.ts';
import { parseArgumentPath } from '../../parse/argument-path.ts';
import type { MatchedTool } from '../../profile/match-profiles.ts';
import type { ProfileArgument } from '../../profile/server-profile.ts';
import { kindValue, profileValue, tenantItself } from './boundary-value.ts';
import type { DraftedEntry, DraftedTool } from './drafted-tool.ts';
import type { TenantHabits } from './tenant-habits.ts';

/** What a draft may know. */
export interface DraftSources {
  readonly meanings: ToolMeanings;
  readonly habits: TenantHabits;
  /** The top-level arguments that policies name, by tool. */
  readonly named: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A boundary for one tool by its exact name: by its profile, else by what its arguments are declared or called. */
export function draftTool(tool: string, sources: DraftSources): DraftedTool {
  const matched = sources.meanings.profileOf(tool);
  return matched === undefined ? byArguments(tool, sources) : byProfile(tool, matched, sources);
}

function byProfile(
  tool: string,
  matched: MatchedTool,
  { habits, meanings, named }: DraftSources,
): DraftedTool {
  const { profile, certainty } = matched;
  const who =
    certainty === 'fits'
      ? `the profile of ${profile.server}`
      : `the profile of ${profile.server}, if the tool is that server's`;
  const listed = meanings.declared(tool)?.listed;
  // Where nothing is declared, an optional argument that no policy names may not be there at all.
  const isThere = (argument: ProfileArgument): boolean =>
    listed?.has(topName(argument)) ??
    (argument.required === true || named.get(tool)?.has(topName(argument)) === true);
  const usable = matched.tool.arguments.filter(isThere);
  const holds = usable.some(holdsAlone);
  const entries = usable.flatMap((argument) => profileEntry(argument, { tool, habits, who, holds }));
  if (entries.length > 0) return { tool, kind: 'bounded', why: who, entries };
  const { heldBy } = matched.tool;
  if (heldBy === undefined)
    return matched.tool.arguments.some(({ boundary }) => boundary !== undefined)
      ? {
          tool,
          kind: 'left out',
          why: 'the arguments that would say whose resource it touches are not listed',
        }
      : { tool, kind: 'none', why: `by ${who}` };
  if (habits.declares(heldBy)) {
    const why = `no argument says whose resource it touches; every tenant declares ${heldBy.key}`;
    const value = `{ delegated: ${heldBy.key} }`;
    return {
      tool,
      kind: 'bounded',
      why: who,
      entries: [{ path: 'context.tenant_id', value, why, wants: 'nothing' }],
    };
  }
  const words = heldBy.words === undefined ? '' : `: ${heldBy.words[0]}`;
  return {
    tool,
    kind: 'left out',
    why: `no argument says whose resource it touches (${who}); run it apart for each tenant and declare ${heldBy.key}${words}`,
  };
}

interface ProfileUse {
  readonly tool: string;
  readonly habits: TenantHabits;
  /** Whose word it is. */
  readonly who: string;
  /** Whether an argument that every call carries tells the tenants apart. */
  readonly holds: boolean;
}

function profileEntry(
  argument: ProfileArgument,
  { tool, habits, who, holds }: ProfileUse,
): readonly DraftedEntry[] {
  if (argument.boundary === undefined) return [];
  const { value, why, wants } =
    argument.boundary.kind === 'own' && habits.written(tool, `arguments.${argument.path}`)?.kind === 'own'
      ? tenantItself
      : profileValue(argument.boundary, tool, habits);
  const isBound = argument.boundary.kind !== 'open' && argument.boundary.kind !== 'shut' && value !== 'open';
  // Where nothing else tells two tenants apart, what all of them may leave out has to be called shared.
  const absence = holds ? '{ exists: false }' : '{ shared: { exists: false } }';
  return [
    {
      path: `arguments.${argument.path}`,
      value: isBound && mayBeLeftOut(argument) ? `{ any_of: [${absence}, ${value}] }` : value,
      why: `${who}; ${why}`,
      wants,
    },
  ];
}

/** Whether every call carries it, so that it alone tells the tenants' calls apart. */
function holdsAlone(argument: ProfileArgument): boolean {
  const { boundary } = argument;
  const isBound = boundary !== undefined && !['open', 'shut', 'url'].includes(boundary.kind);
  return isBound && !mayBeLeftOut(argument);
}

/** Leaving it out reaches nothing more. */
function mayBeLeftOut({ required, absent }: ProfileArgument): boolean {
  return required === false && absent === undefined;
}

function byArguments(tool: string, { meanings, habits, named }: DraftSources): DraftedTool {
  const declared = meanings.declared(tool);
  const told = declared?.listed ?? [...(declared?.arguments.keys() ?? []), ...(named.get(tool) ?? [])];
  const names = [...new Set(told)].toSorted();
  const writes = !['read', undefined].includes(meanings.effectOf(tool)?.effect);
  const entries = names.flatMap((name) => argumentEntry(tool, name, declared, writes, habits));
  const unnameable = entries.find(({ path }) => path.includes('${'));
  if (unnameable !== undefined)
    return { tool, kind: 'left out', why: `no policy can name ${unnameable.path}: a reference begins in it` };
  if (entries.length > 0) return { tool, kind: 'bounded', why: 'its arguments', entries };
  if (declared?.listed?.size === 0) {
    return {
      tool,
      kind: 'left out',
      why: 'it takes no argument; write `none` if it touches no tenant’s resource',
    };
  }
  const what =
    names.length === 0 ? 'no argument of it is known' : `nothing tells what ${names.join(', ')} holds`;
  return { tool, kind: 'left out', why: `${what}; describe it in a tools document (policy tools import)` };
}

function argumentEntry(
  tool: string,
  name: string,
  declared: DeclaredTool | undefined,
  writes: boolean,
  habits: TenantHabits,
): readonly DraftedEntry[] {
  const path = parseArgumentPath(`arguments[${JSON.stringify(name)}]`);
  if (!path.ok) return [];
  const { text } = path.path;
  const says = habits.written(tool, text);
  if (says?.kind === 'own') return [{ path: text, ...tenantItself }];
  const said = declared?.arguments.get(name);
  const ruled = says === undefined ? undefined : kindsOfMatchers[says.kind];
  const kind = said ?? ruled ?? kindByName(tool, path.path);
  const drafted = kind === undefined ? undefined : kindValue(kind, { tool, argument: name, writes }, habits);
  if (drafted === undefined) return [];
  const who = said !== undefined ? 'the tools document' : ruled !== undefined ? 'its rules' : 'its name';
  return [{ ...drafted, path: text, why: `${kind}, by ${who}; ${drafted.why}` }];
}

const kindsOfMatchers = {
  path_within: 'path',
  key_within: 'key',
  email: 'email',
  url: 'url',
  sql: 'sql',
  filter: 'filter',
} as const;

function topName({ path }: ProfileArgument): string {
  return path.split(/[.[]/)[0] ?? path;
}
