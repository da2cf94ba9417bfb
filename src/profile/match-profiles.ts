import { serverProfiles } from './profiles.ts';
import type { ServerProfile, ToolProfile } from './server-profile.ts';

/** A tool of a well-known server, as somebody's tool was found to be. */
export interface MatchedTool {
  readonly profile: ServerProfile;
  readonly tool: ToolProfile;
  /**
   * `fits`: the arguments that its schema declares are the server's. `likely`: only its name and the arguments that
   * policies name are.
   */
  readonly certainty: 'fits' | 'likely';
}

/** The tools of one list, with the top-level arguments that each declares. */
export type DeclaredList = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The tools of a list that are those of a well-known server. A name alone never tells, for anybody may call a tool
 * `fetch`: the arguments have to be the server's too. Two arguments or more tell by themselves if they are all there and
 * no others; a tool with fewer, or with optional ones missing, is believed where another tool of the list told, or where
 * three of one server agree. Linear in the list.
 */
export function fittingTools(list: DeclaredList): ReadonlyMap<string, MatchedTool> {
  const candidates = [...list].flatMap(([name, declared]) => {
    const candidate = candidateFor(name);
    const fit = candidate === undefined ? 'no' : fitOf(candidate.tool, declared);
    return candidate === undefined || fit === 'no' ? [] : [{ name, ...candidate, fit }];
  });
  const weight = new Map<ServerProfile, number>();
  for (const { profile, fit } of candidates) {
    weight.set(profile, (weight.get(profile) ?? 0) + (fit === 'tells' ? agreeing : 1));
  }
  return new Map(
    candidates
      .filter(({ profile }) => (weight.get(profile) ?? 0) >= agreeing)
      .map(({ name, profile, tool }) => [name, { profile, tool, certainty: 'fits' }]),
  );
}

/** The tools of a list that agree with the profile of a server that somebody says it is. */
export function fittingTo(profile: ServerProfile, list: DeclaredList): ReadonlyMap<string, MatchedTool> {
  return new Map(
    [...list].flatMap(([name, declared]) => {
      const candidate = candidateFor(name);
      const fits = candidate?.profile === profile && fitOf(candidate.tool, declared) !== 'no';
      return fits ? [[name, { ...candidate, certainty: 'fits' }] as const] : [];
    }),
  );
}

/**
 * What tools of which nothing is declared may well be, by name and by the arguments that policies name for them. The
 * name says the server (`slack_post_message`, `mcp__filesystem__read_file`), or two tools of one server are in use.
 */
export function likelyTools(used: DeclaredList): ReadonlyMap<string, MatchedTool> {
  const candidates = [...used].flatMap(([name, named]) => {
    const candidate = candidateFor(name);
    if (candidate === undefined || !areKnown(candidate.tool, named)) return [];
    return [{ name, ...candidate, saysServer: saysServer(name, candidate.profile.server) }];
  });
  const count = new Map<ServerProfile, number>();
  for (const { profile } of candidates) count.set(profile, (count.get(profile) ?? 0) + 1);
  return new Map(
    candidates
      .filter(({ profile, saysServer }) => saysServer || (count.get(profile) ?? 0) > 1)
      .map(({ name, profile, tool }) => [name, { profile, tool, certainty: 'likely' }]),
  );
}

/** So many tools of one server that merely agree tell together. */
const agreeing = 3;

interface Candidate {
  readonly profile: ServerProfile;
  readonly tool: ToolProfile;
}

/** What a tool of this name would be, whatever its arguments: its own name, or one after what a client puts before it. */
export function candidateFor(name: string): Candidate | undefined {
  return byName.get(name) ?? byName.get(withoutServer(name));
}

/** The top-level arguments of a profile's tool: whether the server demands each, undefined where it depends. */
export function topLevel(tool: ToolProfile): ReadonlyMap<string, boolean | undefined> {
  const found = new Map<string, boolean | undefined>();
  for (const { path, required } of tool.arguments) {
    const [name = path] = path.split(/[.[]/);
    found.set(name, found.get(name) === true || required);
  }
  return found;
}

const byName: ReadonlyMap<string, Candidate> = new Map(
  serverProfiles.flatMap((profile) => profile.tools.map((tool) => [tool.name, { profile, tool }] as const)),
);

/** Clients write `mcp__fs__read_file`, `fs.read_file`, `fs/read_file` or `fs:read_file`. */
function withoutServer(name: string): string {
  const cut = Math.max(
    name.lastIndexOf('__') + 1,
    name.lastIndexOf('.'),
    name.lastIndexOf('/'),
    name.lastIndexOf(':'),
  );
  return name.slice(cut + 1);
}

function saysServer(name: string, server: string): boolean {
  return (
    name
      .toLowerCase()
      .split(/[^a-z]+/)
      .includes(server) && name.toLowerCase() !== server
  );
}

function areKnown(tool: ToolProfile, named: ReadonlySet<string>): boolean {
  const known = topLevel(tool);
  return [...named].every((name) => known.has(name));
}

function fitOf(tool: ToolProfile, declared: ReadonlySet<string>): 'tells' | 'agrees' | 'no' {
  const known = topLevel(tool);
  if (!areKnown(tool, declared)) return 'no';
  const missing = [...known].filter(([name]) => !declared.has(name));
  if (missing.some(([, required]) => required === true)) return 'no';
  return declared.size > 1 && missing.every(([, required]) => required === undefined) ? 'tells' : 'agrees';
}
