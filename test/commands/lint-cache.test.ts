import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildProgram } from '../support/build-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const program = buildProgram();

function policy(cwd: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'lint', ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '' },
  });
  return { status, stdout, stderr };
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
function same(folder: string, ...args: readonly string[]) {
  const plain = policy(folder, ...args);
  expect(policy(folder, ...args, '--cache')).toEqual(plain);
  return plain;
}

describe('policy lint --cache', () => {
  it('prints the second time what it prints without, byte for byte', () => {
    const folder = scratchFolder(workspace);
    const { status, stdout, stderr } = same(folder);
    expect([status, stderr]).toEqual([1, 'note  deploy.yaml is no policy document\n']);
    expect(stdout).toContain('isolation/');
    const written = statSync(memoryOf(folder)).mtimeMs;
    for (const args of [
      [],
      ['--all'],
      ['--format', 'json'],
      ['--format', 'github'],
      ['b.yaml'],
      ['none.yaml'],
    ])
      same(folder, ...args);
    // All of them were answered by what was there.
    expect(statSync(memoryOf(folder)).mtimeMs).toBe(written);
  });

  it('sees whatever changes: files, configuration, options', () => {
    const folder = scratchFolder(workspace);
    const seen = new Set([same(folder).stdout]);
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
      seen.add(same(folder).stdout);
    }
    seen.add(same(folder, '--rule', 'isolation/rules-escape=note').stdout);
    expect(seen.size).toBeGreaterThanOrEqual(changes.length);
  });

  it('ignores a file that is damaged, and writes a good one', () => {
    const folder = scratchFolder(workspace);
    same(folder);
    const good = readFileSync(memoryOf(folder), 'utf8');
    for (const bad of [good.slice(0, 500), good.replace('rules-escape', 'rules-escapf')]) {
      writeFileSync(memoryOf(folder), bad);
      same(folder);
      expect(readFileSync(memoryOf(folder), 'utf8')).toBe(good);
    }
  });

  it('does not believe an answer that was put in', () => {
    const folder = scratchFolder(workspace);
    const { stdout } = same(folder);
    const [seal = '', content = ''] = readFileSync(memoryOf(folder), 'utf8').split('\n');
    const silent = JSON.parse(content).map(([key, value]: readonly [string, string]) => [
      key,
      value.replace(/"findings":\[.*\],"summary"/s, '"findings":[],"summary"'),
    ]);
    expect(JSON.stringify(silent)).not.toBe(content);
    writeFileSync(memoryOf(folder), `${seal}\n${JSON.stringify(silent)}`);
    expect(policy(folder, '--cache').stdout).toBe(stdout);
  });

  it('keeps nothing unless it is asked to, and keeps it where it is asked to', () => {
    const folder = scratchFolder(workspace);
    policy(folder);
    policy(folder, '--cache', '--no-cache');
    expect(existsSync(join(folder, '.policy-cache'))).toBe(false);
    policy(folder, '--cache', '--cache-location', 'elsewhere');
    expect(existsSync(join(folder, '.policy-cache'))).toBe(false);
    expect(existsSync(join(folder, 'elsewhere', 'memory'))).toBe(true);
  });

  it('exits 2 for a location without a cache', () => {
    const { status, stderr } = policy(scratchFolder(workspace), '--cache-location', 'x');
    expect([status, stderr]).toEqual([2, 'error  --cache-location needs --cache\n']);
  });

  it('lints all the same where nothing can be written', () => {
    const folder = scratchFolder({ ...workspace, '.policy-cache': 'in the way' });
    const plain = policy(folder);
    const { status, stdout, stderr } = policy(folder, '--cache');
    expect([status, stdout]).toEqual([plain.status, plain.stdout]);
    expect(stderr).toContain('note  the cache was not written: ');
  });

  it('remembers for --fix too, and changes nothing of what is fixed', () => {
    const escaped =
      'tenant_id: x\nrules: [{ tool: t, conditions: [{ match: { arguments.q: "\\s" }, action: deny }] }]\n';
    const [plain, cached] = [0, 1].map(() => scratchFolder({ ...workspace, 'x.yaml': escaped }));
    expect(policy(cached ?? '', '--fix', '--cache')).toEqual(policy(plain ?? '', '--fix'));
    expect(readFileSync(join(cached ?? '', 'x.yaml'), 'utf8')).toBe(
      readFileSync(join(plain ?? '', 'x.yaml'), 'utf8'),
    );
    same(cached ?? '');
  });
});
