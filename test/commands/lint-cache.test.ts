import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type PolicyRun, runPolicy } from '../support/run-policy.ts';
import { runPolicyHere } from '../support/run-policy-here.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { type Ran, runCommand } from './run-command.ts';

/** A run in a process of its own. */
const lint = (folder: string, ...args: readonly string[]): PolicyRun => runPolicy(folder, ['lint', ...args]);

/** A run in this process, and the result that it wrote. */
async function lintHere(
  folder: string,
  ...args: readonly string[]
): Promise<Ran & { readonly text?: string }> {
  const file = join(scratchFolder(), 'result');
  const ran = await runCommand(['lint', '-q', '-C', folder, ...args, '-o', file]);
  return existsSync(file) ? { ...ran, text: readFileSync(file, 'utf8') } : ran;
}

const tenant = (id: string): string => `tenant_id: ${id}
rules:
  - tool: read_file
    conditions: [{ match: { arguments.path: '^/data/${id}/' }, action: allow }]
`;

const workspace = {
  'a.yaml': tenant('acme'),
  'b.yaml': tenant('beta'),
  'deploy.yaml': 'replicas: 3\n',
  'boundaries.yaml':
    "kind: boundaries\ntools: { read_file: { arguments.path: { path_within: '/data/${tenant.id}/' } } }\n",
};

const memoryOf = (folder: string): string => join(folder, '.policy-cache', 'memory');

/** Both say the same, and what the first one says comes back. */
async function same(folder: string, ...args: readonly string[]): ReturnType<typeof lintHere> {
  const plain = await lintHere(folder, ...args);
  expect(await lintHere(folder, ...args, '--cache')).toEqual(plain);
  return plain;
}

describe('policy lint --cache', () => {
  it('prints the second time what it prints without, byte for byte', () => {
    const folder = scratchFolder(workspace);
    const plain = lint(folder);
    expect(lint(folder, '--cache')).toEqual(plain);
    expect([plain.status, plain.stderr]).toEqual([1, 'note  deploy.yaml is no policy document\n']);
    expect(plain.stdout).toContain('isolation/');
    const written = statSync(memoryOf(folder)).mtimeMs;
    expect(lint(folder, '--cache')).toEqual(plain);
    // It was answered by what was there.
    expect(statSync(memoryOf(folder)).mtimeMs).toBe(written);
  });

  it('says the same in every form and of every file', async () => {
    const folder = scratchFolder(workspace);
    expect((await same(folder)).code).toBe(1);
    const written = statSync(memoryOf(folder)).mtimeMs;
    for (const args of [
      [],
      ['--all'],
      ['--format', 'json'],
      ['--format', 'github'],
      ['b.yaml'],
      ['none.yaml'],
    ])
      await same(folder, ...args);
    // All of them were answered by what was there.
    expect(statSync(memoryOf(folder)).mtimeMs).toBe(written);
  });

  it('sees whatever changes: files, configuration, options', async () => {
    const folder = scratchFolder(workspace);
    const seen = new Set([(await same(folder)).text]);
    const changes: readonly (() => void)[] = [
      () => writeFileSync(join(folder, 'b.yaml'), `# below\n${tenant('beta')}`),
      () => writeFileSync(join(folder, 'c.yaml'), tenant('gamma')),
      () => rmSync(join(folder, 'a.yaml')),
      () => writeFileSync(join(folder, 'boundaries.yaml'), `enforce: true\n${workspace['boundaries.yaml']}`),
      () => writeFileSync(join(folder, 'policy.config.yaml'), "lint: { rules: { 'match/*': off } }\n"),
      () =>
        writeFileSync(join(folder, 'policy.config.yaml'), 'lint: { rules: { match/known-attack: off } }\n'),
    ];
    for (const change of changes) {
      change();
      seen.add((await same(folder)).text);
    }
    seen.add((await same(folder, '--rule', 'isolation/rules-escape=note')).text);
    expect(seen.size).toBeGreaterThanOrEqual(changes.length);
  });

  it('ignores a file that is damaged, and writes a good one', async () => {
    const folder = scratchFolder(workspace);
    await same(folder);
    const good = readFileSync(memoryOf(folder), 'utf8');
    for (const bad of [good.slice(0, 500), good.replace('rules-escape', 'rules-escapf')]) {
      writeFileSync(memoryOf(folder), bad);
      await same(folder);
      expect(readFileSync(memoryOf(folder), 'utf8')).toBe(good);
    }
  });

  it('does not believe an answer that was put in', async () => {
    const folder = scratchFolder(workspace);
    const { text } = await same(folder);
    const [seal = '', content = ''] = readFileSync(memoryOf(folder), 'utf8').split('\n');
    const silent = JSON.parse(content).map(([key, value]: readonly [string, string]) => [
      key,
      value.replace(/"findings":\[.*\],"summary"/s, '"findings":[],"summary"'),
    ]);
    expect(JSON.stringify(silent)).not.toBe(content);
    writeFileSync(memoryOf(folder), `${seal}\n${JSON.stringify(silent)}`);
    expect((await lintHere(folder, '--cache')).text).toBe(text);
  });

  it('keeps nothing unless it is asked to, and keeps it where it is asked to', async () => {
    const folder = scratchFolder(workspace);
    await lintHere(folder);
    await lintHere(folder, '--cache', '--no-cache');
    expect(existsSync(join(folder, '.policy-cache'))).toBe(false);
    await lintHere(folder, '--cache', '--cache-location', 'elsewhere');
    expect(existsSync(join(folder, '.policy-cache'))).toBe(false);
    expect(existsSync(join(folder, 'elsewhere', 'memory'))).toBe(true);
  });

  it('exits 2 for a location without a cache', async () => {
    const { status, stderr } = await runPolicyHere(scratchFolder(workspace), [
      'lint',
      '--cache-location',
      'x',
    ]);
    expect([status, stderr]).toEqual([2, 'error  --cache-location needs --cache\n']);
  });

  it('lints all the same where nothing can be written', () => {
    const folder = scratchFolder({ ...workspace, '.policy-cache': 'in the way' });
    const plain = lint(folder);
    const { status, stdout, stderr } = lint(folder, '--cache');
    expect([status, stdout]).toEqual([plain.status, plain.stdout]);
    expect(stderr).toContain('note  the cache was not written: ');
  });

  it('remembers for --fix too, and changes nothing of what is fixed', async () => {
    const escaped =
      'tenant_id: x\nrules: [{ tool: t, conditions: [{ match: { arguments.q: "\\s" }, action: deny }] }]\n';
    const [plain = '', cached = ''] = [0, 1].map(() => scratchFolder({ ...workspace, 'x.yaml': escaped }));
    expect(await lintHere(cached, '--fix', '--cache')).toEqual(await lintHere(plain, '--fix'));
    expect(readFileSync(join(cached, 'x.yaml'), 'utf8')).toBe(readFileSync(join(plain, 'x.yaml'), 'utf8'));
    await same(cached);
  });
});
