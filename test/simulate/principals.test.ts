import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../commands/run-command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const recordings = fileURLToPath(new URL('../../../shared/data/transcripts/', import.meta.url));

const map = `
entries:
  - when: { file: '**/google-adk-*', user: demo-user, session: demo-session }
    tenant: demo
    plan: pro
  - when: { session: banking/user_task_0/none }
    tenant: bank
    user: emma
  - when: { at: { /metadata/suite_name: [slack, travel] } }
    tenant: rest
`;
const allow = 'plan: free\nrules: [{ tool: "**", action: allow }]\n';
const files = {
  'policy.config.yaml': 'exclude: [map.yaml]\n',
  'map.yaml': map,
  'plans.yaml': 'plans: { free: {}, pro: {} }\n',
  ...Object.fromEntries(
    ['demo', 'bank', 'rest', 'slack'].map((id) => [`${id}.yaml`, `tenant_id: ${id}\n${allow}`]),
  ),
};

const adk = 'langfuse/google-adk-2025-08-28.trace.json';
const dojo = 'agentdojo/agentdojo-gpt-4o-mini-2024-07-18.jsonl';
const codex = 'coding-agents/Resources/Fixtures/stage0/agents/codex/large.jsonl';

async function simulated(file: string, args: readonly string[]) {
  const folder = scratchFolder(files);
  const out = join(folder, 'result.jsonl');
  const ran = await runCommand([
    'simulate',
    '-q',
    '-C',
    folder,
    recordings + file,
    ...args,
    '--format',
    `jsonl=${out}`,
  ]);
  const lines = existsSync(out) ? readFileSync(out, 'utf8').trimEnd().split('\n') : [];
  const calls = lines.map((line) => JSON.parse(line));
  return { ...ran, tenants: new Set(calls.map(({ tenant }) => tenant)), calls };
}

describe.skipIf(!existsSync(recordings))('whose calls recordings are', () => {
  it.each<[string, string, readonly string[], readonly (string | null)[]]>([
    ['nobody says', dojo, [], [null]],
    ['--tenant says', dojo, ['--tenant', 'bank'], ['bank']],
    [
      'the record says',
      dojo,
      ['--tenant-from', '/metadata/suite_name'],
      ['banking', 'slack', 'travel', 'workspace'],
    ],
    ["the file's header says", dojo, ['--tenant-from', '/metadata/benchmark'], ['agent-dojo']],
    ["the session's header says", codex, ['--tenant-from', '/payload/originator'], ['codex_cli_rs']],
    ['the trace says', adk, ['--tenant-from', '/userId'], ['demo-user']],
    ['the map says, by file, user and session', adk, ['--tenant-map', 'map.yaml'], ['demo']],
    ['the map says, of some', dojo, ['--tenant-map', 'map.yaml'], ['bank', 'rest', null]],
    [
      '--force-tenant says, whatever others do',
      dojo,
      ['--tenant-map', 'map.yaml', '--tenant', 'demo', '--force-tenant'],
      ['demo'],
    ],
  ])('%s', async (_what, file, args, expected) => {
    const { code, tenants } = await simulated(file, args);
    expect(code).toBe(0);
    expect([...tenants].map(String).sort()).toEqual(expected.map(String).sort());
  });

  it('two say differently', async () => {
    const ran = await simulated(dojo, ['--tenant-map', 'map.yaml', '--tenant', 'rest']);
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(ran.message).toMatch(/:\d+: the tenant map says tenant "bank" and --tenant says "rest"/);
  });

  it('a call that nothing maps is denied', async () => {
    const { calls } = await simulated(dojo, ['--tenant-map', 'map.yaml']);
    const codes = calls.filter(({ tenant }) => tenant === null).map(({ decision }) => decision.code);
    expect(new Set(codes)).toEqual(new Set(['envelope_incomplete']));
  });

  it('a plan that the map gives is noted, never obeyed', async () => {
    const { calls } = await simulated(adk, ['--tenant-map', 'map.yaml']);
    expect(calls[0].decision).toMatchObject({
      action: 'allow',
      notes: ['the context names another plan than the policy (free)'],
    });
  });
});
