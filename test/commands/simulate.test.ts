import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildProgram } from '../support/build-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { type Ran, runCommand } from './run-command.ts';

const acme = 'tenant_id: acme\nrules: [{ tool: read, action: allow }, { tool: drop, action: deny }]\n';

function line(tool: string, context: object = { tenant_id: 'acme' }): string {
  return `${JSON.stringify({ tool, arguments: { path: '/secret' }, context })}\n`;
}

const base = {
  'policy.config.yaml': 'exclude: [map.yaml]\n',
  'acme.yaml': acme,
  'good.jsonl': line('read') + line('drop'),
  'read.jsonl': line('read'),
  'bare.jsonl': line('read', {}),
  'labels.jsonl': '{"line": 1, "action": "allow"}\n{"file": "good.jsonl", "index": 1, "action": "deny"}\n',
  'otherwise.jsonl': '{"line": 2, "action": ["allow", "require_approval"]}\n',
  'decided.jsonl': line('drop').replace('}\n', ',"recorded":{"action":"allow"}}\n'),
  'broken.jsonl': `${line('read')}{"tool": "re\n${line('read')}`,
  'globex.jsonl': line('read', { tenant_id: 'globex' }),
  'map.yaml': 'entries:\n  - { when: { file: bare.jsonl }, tenant: acme }\n',
  'empty.json': '{"type": "message", "role": "assistant", "content": [{"type": "text", "text": "hi"}]}',
  'nothing.jsonl': '\n',
  'binary.jsonl': '\u0000\u0001\u0002',
  'strange.json': '{"what": "is this"}',
};

interface Outcome extends Ran {
  readonly output: { readonly totals: Record<string, number>; readonly [key: string]: unknown } | undefined;
  readonly left: readonly string[];
}

async function simulate(
  args: readonly string[],
  files: { readonly [path: string]: string } = base,
): Promise<Outcome> {
  const folder = scratchFolder(files);
  mkdirSync(join(folder, 'out'));
  const out = join(folder, 'out/result.json');
  const ran = await runCommand(['simulate', '-q', '-C', folder, ...args, '--format', `json=${out}`]);
  const output = existsSync(out) ? JSON.parse(readFileSync(out, 'utf8')) : undefined;
  return { ...ran, output, left: readdirSync(join(folder, 'out')) };
}

describe('policy simulate', () => {
  test.each([
    ['decides', ['good.jsonl'], 0, { calls: 2, allow: 1, deny: 1 }],
    ['fails on a denied call where asked', ['good.jsonl', '--fail-on', 'deny'], 1, { deny: 1 }],
    ['does not fail where none is denied', ['read.jsonl', '--fail-on', 'deny'], 0, { deny: 0 }],
    ['takes several files and globs', ['good.jsonl', 're*.jsonl'], 0, { calls: 3 }],
    ['fills in a tenant', ['bare.jsonl', '--tenant', 'acme'], 0, { allow: 1 }],
    ['denies what has no tenant', ['bare.jsonl'], 0, { deny: 1 }],
    ['maps tenants', ['bare.jsonl', '--tenant-map', 'map.yaml'], 0, { allow: 1 }],
    ['overrides a tenant', ['globex.jsonl', '--tenant', 'acme', '--force-tenant'], 0, { allow: 1 }],
    [
      'reads a tenant from the record',
      ['good.jsonl', '--tenant-from', '/context/tenant_id'],
      0,
      { calls: 2 },
    ],
    ['goes on after a malformed record, and fails', ['broken.jsonl'], 2, { calls: 2 }],
    [
      'fails for malformed records before denied calls',
      ['broken.jsonl', '--fail-on', 'deny'],
      2,
      { calls: 2 },
    ],
    ['accepts malformed records where asked', ['broken.jsonl', '--skip-malformed'], 0, { calls: 2 }],
    ['fails where there is no call', ['empty.json'], 2, { calls: 0 }],
    ['accepts no call where asked', ['empty.json', '--allow-empty'], 0, { calls: 0 }],
    ['accepts an empty file where asked', ['nothing.jsonl', '--allow-empty'], 0, { calls: 0 }],
    [
      'accepts an empty file among others',
      ['good.jsonl', 'nothing.jsonl', '--allow-empty', '--input-format', 'toolkit'],
      0,
      { calls: 2 },
    ],
    ['holds calls against labels', ['good.jsonl', '--expect', 'labels.jsonl'], 0, { calls: 2 }],
    ['fails where a label expects otherwise', ['good.jsonl', '--expect', 'otherwise.jsonl'], 1, { calls: 2 }],
    ['fails where no call meets a label', ['read.jsonl', '--expect', 'labels.jsonl'], 2, { calls: 1 }],
    ['is not failed by recorded decisions', ['decided.jsonl'], 0, { deny: 1 }],
    ['fails where decisions are not as recorded', ['decided.jsonl', '--fail-on', 'differs'], 1, { deny: 1 }],
    ['fails where none was recorded', ['good.jsonl', '--fail-on', 'differs'], 2, { calls: 2 }],
    ['takes a format by name', ['good.jsonl', '--input-format', 'toolkit'], 0, { calls: 2 }],
  ] as const)('%s', async (_, args, code, totals) => {
    const { code: exit, output } = await simulate(args);
    expect(exit).toBe(code);
    expect(output?.totals).toMatchObject(totals);
  });

  test.each([
    ['an empty file, unless that is meant', ['nothing.jsonl'], /empty/],
    ['a file that is not there', ['gone.jsonl'], /gone\.jsonl/],
    ['a glob that matches nothing', ['*.txt'], /\*\.txt/],
    ['a folder', ['out'], /folder/],
    ['a binary file', ['binary.jsonl'], /binary\.jsonl/],
    ['an unknown format', ['strange.json'], /strange\.json.*known/],
    ['a later file that cannot be told', ['good.jsonl', 'strange.json'], /strange\.json/],
    ['a format that does not exist', ['good.jsonl', '--input-format', 'toolkt'], /toolkit/],
    ['two tenants for a call', ['globex.jsonl', '--tenant', 'acme'], /globex\.jsonl:1.*globex.*acme/],
    ['--force-tenant alone', ['good.jsonl', '--force-tenant'], /--tenant/],
    ['a tenant that is no id', ['good.jsonl', '--tenant', 'a b'], /no tenant id/],
    ['a pointer that is none', ['good.jsonl', '--tenant-from', 'a/b'], /JSON Pointer/],
    ['a duration that is none', ['good.jsonl', '--assume-interval', '2'], /duration/],
    ['an action that cannot be failed on', ['good.jsonl', '--fail-on', 'allow'], /deny/],
    ['labels with a mistake', ['good.jsonl', '--expect', 'map.yaml'], /map\.yaml:1:1 /],
    ['nothing named', [], /transcripts/],
  ] as const)('refuses %s, and writes nothing', async (_, args, message) => {
    const { code, message: said, left } = await simulate(args);
    expect(code).toBe(2);
    expect(said).toMatch(message);
    expect(left).toEqual([]);
  });

  test.each([
    ['entries:\n  - { tenant: 7 }\n', /map\.yaml:2:15/],
    ['entries:\n  - { tennant: acme }\n', /map\.yaml:2:\d+ .*did you mean tenant/],
    ['entries: [\n', /map\.yaml:\d+:\d+/],
    ['{"entries": [{"tenant": "acme", "tenant": "globex"}]}', /map\.yaml:1:\d+/],
  ])('refuses a tenant map at its place: %j', async (text, message) => {
    const files = { ...base, 'map.yaml': text };
    expect(await simulate(['bare.jsonl', '--tenant-map', 'map.yaml'], files)).toMatchObject({
      code: 2,
      message: expect.stringMatching(message),
      left: [],
    });
  });

  test('without a file takes the recordings of the configuration', async () => {
    const config = `exclude: [map.yaml]
transcripts:
  - bare.jsonl
  - { files: [bare.jsonl], tenant_map: map.yaml }
  - { files: good.jsonl, tenant_from: /context/tenant_id }
`;
    const { code, output } = await simulate([], { ...base, 'policy.config.yaml': config });
    expect(code).toBe(0);
    expect(output?.totals).toMatchObject({ calls: 4, allow: 2, deny: 2 });
  });

  test('writes several formats at once, and arguments only where asked', async () => {
    const folder = scratchFolder(base);
    const file = (name: string): string => join(folder, name);
    const formats = ['pretty=a.txt', 'json=a.json', 'jsonl=a.jsonl'].flatMap((format) => [
      '--format',
      format,
    ]);
    expect(await runCommand(['simulate', '-q', '-C', folder, 'good.jsonl', ...formats])).toEqual({
      code: 0,
    });
    const [pretty, lines] = ['a.txt', 'a.jsonl'].map((name) => readFileSync(file(name), 'utf8'));
    expect(
      lines
        ?.trimEnd()
        .split('\n')
        .map((text) => JSON.parse(text).decision.action),
    ).toEqual(['allow', 'deny']);
    expect(`${pretty}${lines}`).not.toContain('/secret');
    expect(pretty).not.toContain('\u001b');
    await runCommand(['simulate', '-q', '-C', folder, 'good.jsonl', ...formats, '--show-arguments']);
    expect(readFileSync(file('a.jsonl'), 'utf8')).toContain('"arguments":{"path":"/secret"}');
  });

  test('merges recordings by time where asked', async () => {
    const at = (tool: string, second: number): string =>
      line(tool).replace('{', `{"time":"2026-01-05T09:00:0${second}Z",`);
    const folder = scratchFolder({
      'acme.yaml': acme,
      'a.jsonl': at('read', 1) + at('drop', 4),
      'b.jsonl': at('read', 2) + at('read', 3),
    });
    const args = ['simulate', '-q', '-C', folder, 'a.jsonl', 'b.jsonl', '--format', 'jsonl=out.jsonl'];
    const order = async (more: readonly string[]): Promise<string> => {
      expect(await runCommand([...args, ...more])).toEqual({ code: 0 });
      const lines = readFileSync(join(folder, 'out.jsonl'), 'utf8').trimEnd().split('\n');
      return lines.map((text) => JSON.parse(text).time.slice(18, 19)).join('');
    };
    expect(await order([])).toBe('1423');
    expect(await order(['--sort', 'time'])).toBe('1234');
    expect(await runCommand([...args, '--sort', 'tenant'])).toMatchObject({ code: 2 });
  });

  test('names the revision that a bundle of the same policies has', async () => {
    const { output } = await simulate(['good.jsonl']);
    const folder = scratchFolder(base);
    const [bundle, report] = [join(folder, 'b.tar.gz'), join(folder, 'b.json')];
    expect(await runCommand(['bundle', 'build', '-q', '-C', folder, '-o', bundle])).toEqual({ code: 0 });
    expect(await runCommand(['bundle', 'inspect', bundle, '--format', `json=${report}`])).toEqual({
      code: 0,
    });
    const { revision } = JSON.parse(readFileSync(report, 'utf8'));
    expect(revision).toMatch(/^[0-9a-f]{64}$/);
    expect(output?.bundle).toEqual({ revision });
  });

  test('leaves the file of before where the run fails', async () => {
    const folder = scratchFolder(base);
    writeFileSync(join(folder, 'a.jsonl'), 'before');
    const args = [
      'simulate',
      '-q',
      '-C',
      folder,
      'globex.jsonl',
      '--tenant',
      'acme',
      '--format',
      'jsonl=a.jsonl',
    ];
    expect(await runCommand(args)).toMatchObject({ code: 2 });
    expect(readFileSync(join(folder, 'a.jsonl'), 'utf8')).toBe('before');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('the program', () => {
  const program = buildProgram();

  test('reads standard input and prints a line for each call', () => {
    const cwd = scratchFolder(base);
    const args = [program, 'simulate', '-', '--tenant', 'acme', '--format', 'jsonl'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd,
      encoding: 'utf8',
      input: line('drop', {}),
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      source: { file: '-', line: 1 },
      decision: { action: 'deny' },
    });
  });

  test('finishes its report when it is interrupted while it waits', async () => {
    const cwd = scratchFolder(base);
    const child = spawn(
      process.execPath,
      [program, 'simulate', '-', '--format', 'jsonl', '--format', 'json=report.json'],
      { cwd },
    );
    child.stdin.on('error', () => {});
    // More than is read to tell the format, so that calls are decided before the stream ends.
    child.stdin.write(line('read').repeat(20_000));
    await new Promise((seen) => child.stdout.once('data', seen));
    child.stdout.resume();
    child.kill('SIGINT');
    const code = await new Promise((ended) => child.on('exit', ended));
    expect(code).toBe(130);
    const report = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'));
    expect(report.partial).toBe(true);
    expect(report.totals.calls).toBeGreaterThan(0);
    expect(report.sources[0].malformedTotal).toBe(0);
  });

  test('writes nothing to standard output where a later file cannot be told', () => {
    const cwd = scratchFolder(base);
    const args = [program, 'simulate', 'good.jsonl', 'strange.json', '--format', 'jsonl'];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});
