import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Queue } from 'bullmq';
import { describe, expect, test } from 'vitest';
import { readQueueAddress } from '../../src/host/run-queue.ts';
import { UserMistake } from '../../src/host/user-mistake.ts';
import { buildProgram } from '../support/build-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

// `.ci/redis npx vitest run test/commands/simulate-queue.test.ts` gives the tests a server.
const server = process.env.BULKHEAD_REDIS_URL;
const calls = process.env.BULKHEAD_LONG === '1' ? 200_000 : 20_000;
const ids = ['acme', 'globex', 'initech', 'umbrella', 'hooli', 'stark'];

const files = {
  ...Object.fromEntries(
    ids.map((id) => [
      `${id}.yaml`,
      `tenant_id: ${id}\nplan: free\nrules: [{ tool: read, action: allow }, { tool: drop, action: deny }]\n`,
    ]),
  ),
  'plans.yaml': 'plans: { free: { rate_limits: { read: 50/min } } }\n',
  'calls.jsonl': Array.from({ length: calls }, (_, at) => line(at)).join(''),
  'few.jsonl': Array.from({ length: 20 }, (_, at) => line(at)).join(''),
  'map.yaml': 'entries: [{ tenant: acme }]\n',
  'policy.config.yaml': 'exclude: [map.yaml]\n',
};

function line(at: number): string {
  const tenant_id = [...ids, 'stranger'][(at * 3) % 7];
  const time = new Date(1.76e12 + at * 100).toISOString();
  const tool = at % 5 === 0 ? 'drop' : 'read';
  return `${JSON.stringify({ tool, arguments: { at }, context: { tenant_id }, time, session: `s${at >> 4}` })}\n`;
}

const program = buildProgram();
let queues = 0;

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function policy(cwd: string, ...args: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function startWorker(cwd: string, queue: string): ChildProcess {
  const args = ['simulate', 'work', '--queue', queue, '--until-empty', '--takeover', '1s'];
  return spawn(process.execPath, [program, ...args], { cwd, stdio: 'ignore' });
}

function freshQueue(): { readonly name: string; readonly url: string } {
  queues += 1;
  const name = `test-${process.pid}-${queues}`;
  return { name, url: `${server}/${name}` };
}

function enqueue(cwd: string, queue: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = policy(
    cwd,
    'simulate',
    'enqueue',
    ...args,
    '--queue',
    queue,
    '--format',
    'json',
  );
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return JSON.parse(stdout).run;
}

describe.skipIf(server === undefined)('a run in a queue', () => {
  test('comes to the same bytes as a local one, also where a worker is killed in the midst', async () => {
    const cwd = scratchFolder(files);
    const { name, url } = freshQueue();
    const id = enqueue(cwd, url, 'calls.jsonl', '--shards', '6');
    expect(enqueue(cwd, url, 'calls.jsonl', '--shards', '6')).toBe(id);
    const queue = new Queue(name, { connection: { url: server ?? '' } });
    const killed = startWorker(cwd, url);
    while ((await queue.getActiveCount()) === 0) await new Promise((soon) => setTimeout(soon, 3));
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    expect(await queue.getActiveCount()).toBe(1);
    const others = [startWorker(cwd, url), startWorker(cwd, url)];
    const collected = policy(cwd, 'simulate', 'collect', id, '--queue', url, '--format', 'json');
    const codes = await Promise.all(others.map(async (worker) => (await once(worker, 'exit'))[0]));
    await queue.close();
    expect(codes).toEqual([0, 0]);
    expect(collected).toEqual(policy(cwd, 'simulate', 'calls.jsonl', '--format', 'json'));
    expect(JSON.parse(collected.stdout).totals.calls).toBe(calls);
    const again = policy(cwd, 'simulate', 'collect', id, '--queue', url);
    expect(again).toMatchObject({ status: 2, stderr: expect.stringContaining('there is no run') });
  });

  test('keeps its options, and fails as a local one', () => {
    const cwd = scratchFolder(files);
    const { url } = freshQueue();
    const options = ['--fail-on', 'deny', '--tenant-map', 'map.yaml', '--tenant', 'globex'];
    const id = enqueue(cwd, url, 'few.jsonl', '--shards', '2', ...options);
    expect(policy(cwd, 'simulate', 'work', '--queue', url, '--until-empty').status).toBe(0);
    const local = policy(cwd, 'simulate', 'few.jsonl', ...options);
    expect(local.status).toBe(2);
    expect(policy(cwd, 'simulate', 'collect', id, '--queue', url)).toEqual(local);
    const failing = enqueue(cwd, url, 'few.jsonl', '--shards', '2', '--fail-on', 'deny');
    policy(cwd, 'simulate', 'work', '--queue', url, '--until-empty');
    expect(policy(cwd, 'simulate', 'collect', failing, '--queue', url, '--keep').status).toBe(1);
    expect(policy(cwd, 'simulate', 'collect', failing, '--queue', url).status).toBe(1);
  });

  test.each<[string, (folder: string) => void, RegExp]>([
    ['other bytes', (folder) => appendFileSync(join(folder, 'few.jsonl'), '\n'), /few.jsonl here has other/],
    [
      'a broken recording',
      (folder) => writeFileSync(join(folder, 'few.jsonl'), '?'),
      /few.jsonl here has other/,
    ],
    [
      'other policies',
      (folder) => appendFileSync(join(folder, 'acme.yaml'), 'default_action: allow\n'),
      /policies/,
    ],
    [
      'another map',
      (folder) => appendFileSync(join(folder, 'map.yaml'), '# other\n'),
      /map.yaml here has other/,
    ],
  ])('is refused by a worker with %s, and left to others', (_what, change, refusal) => {
    const cwd = scratchFolder(files);
    const { url } = freshQueue();
    const id = enqueue(
      cwd,
      url,
      'few.jsonl',
      '--shards',
      '1',
      '--tenant-map',
      'map.yaml',
      '--tenant',
      'acme',
      '--force-tenant',
    );
    const other = scratchFolder();
    cpSync(cwd, other, { recursive: true });
    change(other);
    expect(policy(other, 'simulate', 'work', '--queue', url, '--until-empty')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(refusal),
    });
    expect(policy(cwd, 'simulate', 'work', '--queue', url, '--until-empty').status).toBe(0);
    expect(policy(cwd, 'simulate', 'collect', id, '--queue', url).status).toBe(0);
  });

  test('cannot be one of what others put into the queue', async () => {
    const cwd = scratchFolder(files);
    const { name, url } = freshQueue();
    const queue = new Queue(name, { connection: { url: server ?? '' } });
    await queue.add('shard', { run: { id: 'odd' }, index: 1 }, { jobId: 'odd-1' });
    await queue.close();
    expect(policy(cwd, 'simulate', 'collect', 'odd', '--queue', url).status).toBe(2);
    expect(policy(cwd, 'simulate', 'work', '--queue', url, '--until-empty').status).toBe(0);
  });
});

describe('the address of a queue', () => {
  test.each([
    ['redis://127.0.0.1:6379', 'redis://127.0.0.1:6379', 'policy-simulate'],
    ['rediss://user:word@example.com/nightly', 'rediss://user:word@example.com', 'nightly'],
  ])('is %s', (text, url, name) => expect(readQueueAddress(text)).toEqual({ url, name }));

  test.each(['', 'localhost', 'http://localhost', 'redis://', 'redis://h/a/b', 'redis://h/%20'])(
    "is not '%s'",
    (text) => expect(() => readQueueAddress(text)).toThrow(UserMistake),
  );

  test('that nobody listens at is a mistake', () => {
    const cwd = scratchFolder(files);
    const ran = policy(cwd, 'simulate', 'enqueue', 'few.jsonl', '--queue', 'redis://127.0.0.1:1');
    expect(ran).toMatchObject({ status: 2, stderr: expect.stringContaining('ECONNREFUSED') });
  });
});
