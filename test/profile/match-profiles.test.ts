import { describe, expect, it } from 'vitest';
import { fittingTools, likelyTools, topLevel } from '../../src/profile/match-profiles.ts';
import { serverProfiles } from '../../src/profile/profiles.ts';

const listOf = (list: Record<string, readonly string[]>) =>
  new Map(Object.entries(list).map(([name, args]) => [name, new Set(args)]));
const serversOf = (matched: ReadonlyMap<string, { profile: { server: string } }>) =>
  Object.fromEntries([...matched].map(([name, { profile }]) => [name, profile.server]));

describe('server profiles', () => {
  it('have no tool of one name twice', () => {
    const names = serverProfiles.flatMap(({ tools }) => tools.map(({ name }) => name));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('have no argument twice', () => {
    for (const { tools } of serverProfiles) {
      for (const { arguments: args } of tools) {
        expect(new Set(args.map(({ path }) => path)).size).toBe(args.length);
      }
    }
  });

  it.each(serverProfiles.filter(({ server }) => server !== 'postgres'))(
    '$server fits its own list, under any name a client gives it',
    ({ server, tools }) => {
      for (const prefix of ['', 'mcp__x__', 'x.', 'x/', 'x:']) {
        const list = new Map(tools.map((tool) => [`${prefix}${tool.name}`, new Set(topLevel(tool).keys())]));
        expect(serversOf(fittingTools(list))).toEqual(
          Object.fromEntries(tools.map(({ name }) => [`${prefix}${name}`, server])),
        );
      }
    },
  );
});

describe('fittingTools', () => {
  it.each<[string, Record<string, readonly string[]>, Record<string, string>]>([
    [
      'a tool of one name with other arguments is somebody’s own',
      { fetch: ['url', 'method'], read_file: ['id'] },
      {},
    ],
    ['a tool with one argument does not tell by itself', { query: ['sql'], write_file: ['path'] }, {}],
    ['all arguments tell', { fetch: ['url', 'max_length', 'start_index', 'raw'] }, { fetch: 'fetch' }],
    ['some of them do not', { fetch: ['url', 'raw'] }, {}],
    [
      'a demanded argument is missing',
      { write_file: ['content'], move_file: ['source', 'destination'] },
      {
        move_file: 'filesystem',
      },
    ],
    [
      'what agrees is believed beside what tells',
      { move_file: ['source', 'destination'], read_file: ['path'], list_allowed_directories: [] },
      { move_file: 'filesystem', read_file: 'filesystem', list_allowed_directories: 'filesystem' },
    ],
    [
      'three that agree tell together',
      { read_query: ['query'], write_query: ['query'], list_tables: [] },
      { read_query: 'sqlite', write_query: 'sqlite', list_tables: 'sqlite' },
    ],
    ['two do not', { read_query: ['query'], list_tables: [] }, {}],
    [
      'an argument that depends on configuration may be missing',
      { 'qdrant-store': ['information', 'metadata'], 'qdrant-find': ['query'] },
      { 'qdrant-store': 'qdrant', 'qdrant-find': 'qdrant' },
    ],
    ['names of prototypes are names', { constructor: ['constructor'], __proto__x: ['__proto__'] }, {}],
  ])('%s', (_, list, expected) => {
    expect(serversOf(fittingTools(listOf(list)))).toEqual(expected);
  });
});

describe('likelyTools', () => {
  it.each<[string, Record<string, readonly string[]>, Record<string, string>]>([
    ['one tool of one name is anybody’s', { fetch: ['url'], read_file: ['path'] }, {}],
    [
      'two tools of one server',
      { read_file: ['path'], move_file: ['source'] },
      { read_file: 'filesystem', move_file: 'filesystem' },
    ],
    ['a name that says the server', { slack_post_message: ['channel_id'] }, { slack_post_message: 'slack' }],
    [
      'one that a client wrote',
      { mcp__filesystem__read_file: ['path'] },
      { mcp__filesystem__read_file: 'filesystem' },
    ],
    ['an argument that it does not have', { slack_post_message: ['channel'] }, {}],
  ])('%s', (_, used, expected) => {
    expect(serversOf(likelyTools(listOf(used)))).toEqual(expected);
  });
});
