import { beforeAll, describe, expect, it } from 'vitest';
import type { Decision, SqlParser } from '../../src/engine/index.ts';
import { loadSqlGrammar } from '../../src/runtime/load-sql-grammar.ts';
import type { AttacksResult } from '../../src/simulate/attacks/attacks-result.ts';
import type { TranscriptRecord } from '../../src/transcript/transcript-format.ts';
import { attacksOf } from '../simulate/attacks-of.ts';
import { callOf } from '../simulate/replay-for.ts';
import { engineFor } from '../support/engine-for.ts';
import { isLong } from '../support/is-long.ts';
import { attacks, benignCalls, type CorpusCall, crosses, hasCorpora } from './corpus.ts';
import { argumentsOf, decideCall } from './decide-call.ts';
import { exampleWorkspace } from './example-engine.ts';
import { linksOnDisk } from './expected-calls.ts';
import { translations } from './naive-policies.ts';
import { naiveWorkspace } from './naive-workspace.ts';
import { variants } from './variants.ts';

let sql: SqlParser;
beforeAll(async () => {
  sql = await loadSqlGrammar();
});

/** The names of the naive policies that each fixture says. */
const fixtures = new Map<string, readonly string[]>();
for (const [name, translation] of translations) {
  if ('cannot' in translation) continue;
  fixtures.set(translation.fixture, [...(fixtures.get(translation.fixture) ?? []), name]);
}

type Sent = Pick<CorpusCall, 'tool' | 'tenant' | 'arguments' | 'raw_json'>;

function recordOf({ tool, tenant, ...call }: Sent): TranscriptRecord {
  return callOf(tool, { arguments: argumentsOf(call), context: { tenant_id: tenant, user_id: 'dana' } });
}

const passing = [...variants.values()].flat().filter((variant) => variant.expect === 'pass');

/** Calls of every tool that a naive policy is about, as people send them: a few of our own that pass, and some more. */
const sent: readonly TranscriptRecord[] = [
  ...[...new Set(passing.map(({ tool }) => tool))]
    .flatMap((name) => passing.filter(({ tool }) => tool === name).slice(0, 12))
    .map(({ tool, text, arguments: args }) =>
      recordOf({
        tool,
        tenant: 'tenant_acme',
        arguments: args,
        ...(text === undefined ? {} : { raw_json: text }),
      }),
    ),
  ...[
    { tool: 'send_email', arguments: { to: 'kim@acme.co.uk', subject: 's', body: 'b' } },
    {
      tool: 'http_request',
      arguments: { method: 'GET', url: 'https://api.acme.com/v1/tenants/tenant_acme/x' },
    },
    { tool: 'run_code', arguments: { command: 'git status' } },
    { tool: 'batch_delete_emails', arguments: { messageIds: ['tenant_acme:1'] } },
  ].map((call) => recordOf({ ...call, tenant: 'tenant_acme' })),
];

/** What each fixture's rules allow, as far as the calls above name it. */
const toolsOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['command', ['run_code']],
  ['command-git', ['run_code']],
  ['email', ['send_email']],
  ['email-no-at', ['send_email']],
  ['email-no-end', ['send_email']],
  ['email-two-dots', ['send_email']],
  ['expression', ['milvus_query']],
  ['filter-key', ['vector_search']],
  ['filter-optional', ['chroma_get_documents', 'vector_search']],
  ['key', ['memory_read']],
  ['limit', ['batch_delete_emails', 'http_request', 'send_email']],
  ['namespace', ['upsert-records', 'vector_search']],
  ['namespace-optional', ['vector_search']],
  ['path', ['access_file', 'list_directory']],
  ['path-any-case', ['access_file', 'list_directory']],
  ['path-any-line', ['access_file', 'list_directory']],
  ['path-anywhere', ['access_file', 'list_directory']],
  ['path-no-slash', ['access_file', 'list_directory']],
  ['path-of-destination', ['move_file']],
  ['path-of-folder', ['download_attachment']],
  ['path-of-repository', ['git_add']],
  ['path-of-source', ['move_file']],
  ['path-optional', ['access_file', 'list_directory']],
  ['sql', ['query_database']],
  ['tool-beginning', ['query_database']],
  ['tool-end', ['query_database']],
  ['url', ['http_request']],
  ['url-anywhere', ['http_request']],
  ['url-deny', ['http_request']],
  ['url-dot', ['http_request']],
  ['url-path', ['http_request']],
  ['url-suffix', ['http_request']],
  ['url-suffix-no-dot', ['http_request']],
]);

const everyTool = [
  ...['access_file', 'batch_delete_emails', 'chroma_get_documents', 'download_attachment', 'git_add'],
  ...['http_request', 'list_directory', 'llm_generate', 'memory_read', 'milvus_query', 'move_file'],
  ...['query_database', 'send_email', 'upsert-records', 'vector_search'],
];

/** Tools of which a variant got out, not only a call that was outside as recorded. */
function variedTools({ reported }: AttacksResult): readonly string[] {
  const tools = reported.flatMap(({ family, tool }) => (family === 'as-recorded' ? [] : [tool]));
  return [...new Set(tools)].sort();
}

const known = new Map<string, AttacksResult>();

/** What attacks on the calls above come to under a naive policy, once. */
function foundOf(fixture: string): AttacksResult {
  const found = known.get(fixture) ?? attacksOf(naiveWorkspace(fixture), sent, sql);
  known.set(fixture, found);
  return found;
}

/** No call that the policy allows is within the boundary, so there is nothing to vary: the call itself is reported. */
const outsideAsRecorded = new Set(['command-git', 'url-suffix', 'url-suffix-no-dot']);

describe.each([...fixtures].map(([fixture, names], at) => [fixture, names, at] as const))(
  'attacks on calls that people send, under the naive policy %s',
  (fixture, names, at) => {
    it('get out of every tool that it is about', () => {
      const found = foundOf(fixture);
      const expected =
        toolsOf.get(fixture) ?? (fixture === 'tool-denied' ? everyTool : [...everyTool, 'run_code'].sort());
      if (!outsideAsRecorded.has(fixture)) expect(variedTools(found)).toEqual(expected);
      const reported = new Set(found.reported.map(({ tool }) => tool));
      expect(expected.filter((tool) => !reported.has(tool))).toEqual([]);
    });

    // All calls of the corpora take long: each time under every third policy.
    const isLeftOut = !hasCorpora || !(isLong || at % 3 === 0);
    it.skipIf(isLeftOut)('or of the corpora, for every tool of which it lets an attack cross', () => {
      const found = attacksOf(naiveWorkspace(fixture), [...benignCalls, ...attacks].map(recordOf), sql);
      const crossing = attacks.filter(
        (attack) =>
          crosses(attack) &&
          !linksOnDisk.has(attack.id) &&
          names.some((name) => attack.naive_verdicts[name] === true),
      );
      const reported = new Set(found.reported.map(({ tool }) => tool));
      const missed = crossing.map(({ id, tool }) => (reported.has(tool) ? '' : `${id} ${tool}`));
      expect(missed.filter((text) => text !== '')).toEqual([]);
    });
  },
);

/** `arguments.path`, where a boundary denied a call for it. */
function boundaryOf({ code, reason }: Decision): string | undefined {
  return code === 'boundary' ? /: (arguments\S*)$/.exec(reason)?.[1] : undefined;
}

/** The tools and arguments by which an attack that a naive policy lets through crosses. */
function crossedPlaces(fixture: string, names: readonly string[]): ReadonlySet<string> {
  const engine = engineFor(naiveWorkspace(fixture), {}, { sql });
  const places = attacks.flatMap((attack) => {
    if (!crosses(attack) || !names.some((name) => attack.naive_verdicts[name] === true)) return [];
    if (decideCall(engine, attack, { boundaries: false }).action !== 'allow') return [];
    const out = boundaryOf(decideCall(engine, attack));
    return out === undefined ? [] : [`${attack.tool} ${out}`];
  });
  return new Set(places);
}

describe.skipIf(!hasCorpora)('variants of calls that people send', () => {
  it('get out by every argument by which an attack of the corpora crosses', () => {
    const needed = [...fixtures].flatMap(([fixture, names]) =>
      [...crossedPlaces(fixture, names)].map((place) => ({ fixture, place })),
    );
    expect(needed.length).toBeGreaterThan(18);
    const missed = needed.filter(({ fixture, place }) =>
      foundOf(fixture).reported.every(
        ({ family, tool, argument }) => family === 'as-recorded' || `${tool} ${argument}` !== place,
      ),
    );
    expect(missed).toEqual([]);
  });
});

describe('attacks under the typed example', () => {
  it('get out nowhere', async () => {
    const { workspace } = (await exampleWorkspace()).resolved;
    const found = attacksOf(workspace, [...sent, ...[...benignCalls, ...attacks].map(recordOf)], sql);
    expect(found.reported).toEqual([]);
    expect(found.reportedTotal).toBe(0);
    expect(found.variants).toBeGreaterThan(3500);
    const untried = Object.entries(found.families).filter(([, { tried }]) => tried === 0);
    expect(untried).toEqual([]);
    expect(Object.values(found.tools).filter(({ parents }) => parents > 0).length).toBeGreaterThan(18);
  });
});
