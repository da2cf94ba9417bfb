import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildProgram } from '../support/build-program.ts';
import { isLong } from '../support/is-long.ts';
import { runPolicyHere } from '../support/run-policy-here.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const ids = ['acme', 'globex', 'initech', 'umbrella'];

function policy(id: string, action: string): string {
  return `tenant_id: ${id}\nrules:\n  - { tool: read, action: allow }\n  - { tool: drop, action: ${action} }\n`;
}

function line(at: number, more: object = {}): string {
  const tenant_id = [...ids, 'stranger', ''][(at * 7) % 6];
  const tool = at % 3 === 0 ? 'drop' : 'read';
  const path = `/data/${tenant_id}/${at % 5}`;
  return `${JSON.stringify({ tool, arguments: { path }, context: { tenant_id }, session: `s${at % 9}`, ...(at % 4 === 0 ? { recorded: { action: 'deny' } } : {}), ...more })}\n`;
}

const many = Array.from({ length: 400 }, (_, at) => line(at)).join('');
const anthropic = {
  type: 'message',
  role: 'assistant',
  content: [
    { type: 'tool_use', id: 't1', name: 'read', input: { path: '/data/acme/1' } },
    { type: 'tool_use', id: 't2', name: 'drop', input: { path: '/data/acme/2' } },
  ],
};
const files = {
  'policy.config.yaml': 'exclude: [map.yaml, before/**]\n',
  ...Object.fromEntries(ids.map((id) => [`tenants/${id}.yaml`, policy(id, 'deny')])),
  'boundaries.yaml':
    'kind: boundaries\ntools: { read: { arguments.path: { path_within: "/data/$' + '{tenant.id}/" } } }\n',
  'before/policy.config.yaml': '{}\n',
  ...Object.fromEntries(ids.map((id) => [`before/${id}.yaml`, policy(id, 'allow')])),
  'many.jsonl': many,
  'odd.jsonl': `${line(1)}{"tool": "re\n${line(2, { odd: true })}\n${line(3)}[]`,
  'whole.json': JSON.stringify(anthropic),
  'map.yaml': 'entries:\n  - { when: { session: s1 }, tenant: acme }\n  - { tenant: globex }\n',
  'bare.jsonl': line(5).replace(/"tenant_id":"[a-z]*"/, ''),
  'labels.jsonl': '{"session": "s1", "action": "allow"}\n{"session": "nobody", "action": "deny"}\n',
  'strange.json': '{"what": "is this"}',
};

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly written: readonly (string | undefined)[];
}

const program = buildProgram();

const formats = ['--format', 'pretty', '--format', 'json=a.json', '--format', 'jsonl=a.jsonl'];

/** With threads: a process of its own, as they run what was built. */
function simulate(cwd: string, args: readonly string[], input?: string): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'simulate', ...args, ...formats], {
    cwd,
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  });
  return { code: status, stdout, stderr, written: takeWritten(cwd) };
}

/** Without. */
async function simulateHere(cwd: string, args: readonly string[], input?: string): Promise<Ran> {
  if (input !== undefined) return simulate(cwd, args, input);
  const { status, stdout, stderr } = await runPolicyHere(cwd, ['simulate', ...args, ...formats]);
  return { code: status, stdout, stderr, written: takeWritten(cwd) };
}

function takeWritten(cwd: string): Ran['written'] {
  return ['a.json', 'a.jsonl'].map((name) => {
    const path = join(cwd, name);
    const text = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    rmSync(path, { force: true });
    return text;
  });
}

type Case = [what: string, code: number, args: readonly string[], input?: string];

const often: readonly Case[] = [
  ['recordings of several formats', 2, ['many.jsonl', 'odd.jsonl', 'whole.json', 'many.jsonl']],
  ['standard input', 0, ['-', '--skip-malformed'], many],
  ['a tenant map', 0, ['bare.jsonl', 'whole.json', '--tenant-map', 'map.yaml']],
  [
    'sections',
    1,
    ['many.jsonl', '--swap', '--against', 'before', '--attacks', '--coverage', '--show-arguments'],
  ],
];
const seldom: readonly Case[] = [
  ['one tenant for all', 0, ['many.jsonl', '--tenant', 'acme', '--force-tenant']],
  ['a conflict', 2, ['many.jsonl', '--tenant', 'acme']],
  ['a recording that cannot be told', 2, ['many.jsonl', 'strange.json']],
  ['labels', 2, ['many.jsonl', '--expect', 'labels.jsonl']],
  ['a shard', 0, ['many.jsonl', 'whole.json', '--shard', '2/3']],
];

describe('policy simulate --jobs', () => {
  test.each<Case>(isLong ? [...often, ...seldom] : often)(
    'prints the same bytes for any number: %s',
    async (_what, code, args, input) => {
      const cwd = scratchFolder(files);
      const one = await simulateHere(cwd, args, input);
      expect(one.code).toBe(code);
      expect(simulate(cwd, [...args, '--jobs', '3'], input)).toEqual(one);
    },
  );

  test('takes as many as there are cores', async () => {
    const cwd = scratchFolder(files);
    const one = await simulateHere(cwd, ['many.jsonl']);
    expect(one.code).toBe(0);
    expect(simulate(cwd, ['many.jsonl', '--jobs', 'auto'])).toEqual(one);
  });

  test('is not for recordings that are merged by time', async () => {
    const args = ['many.jsonl', '--sort', 'time', '--jobs', '2'];
    const { code, stderr } = await simulateHere(scratchFolder(files), args);
    expect(code).toBe(2);
    expect(stderr).toContain('--sort time');
  });

  test.each(['0', '65', 'two', '-1', '1.5'])('is not %s', async (jobs) => {
    const { code, stderr } = await simulateHere(scratchFolder(files), ['many.jsonl', '--jobs', jobs]);
    expect(code).toBe(2);
    expect(stderr).toContain('number of threads');
  });

  test('finishes its report when it is interrupted', async () => {
    const cwd = scratchFolder(files);
    const args = ['simulate', '-', '--jobs', '2', '--format', 'jsonl', '--format', 'json=report.json'];
    const child = spawn(process.execPath, [program, ...args], { cwd });
    child.stdin.on('error', () => {});
    child.stdin.write(many.repeat(50));
    let lines = '';
    child.stdout.on('data', (bytes) => {
      lines += bytes;
    });
    await new Promise((seen) => child.stdout.once('data', seen));
    child.kill('SIGINT');
    const code = await new Promise((ended) => child.on('close', ended));
    expect(code).toBe(130);
    const report = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'));
    expect(report.partial).toBe(true);
    const seqs = lines
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text).seq);
    expect(seqs).toEqual(Array.from({ length: report.totals.calls }, (_, at) => at + 1));
  });
});
