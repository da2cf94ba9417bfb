import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openBundle } from '../../src/runtime/index.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { runCommand } from './run-command.ts';

const files = {
  'acme.yaml': 'tenant_id: acme\nlabels: { region: eu }\nrules: [{ tool: read, action: allow }]\n',
  'other.yaml': 'tenant_id: other\nrules: [{ tool: read, action: allow }]\n',
};

function build(folder: string, ...args: readonly string[]) {
  return runCommand(['bundle', 'build', '-q', '-C', folder, ...args]);
}

function inspect(folder: string, file: string, ...args: readonly string[]) {
  return runCommand(['bundle', 'inspect', '-C', folder, '-o', 'shown', file, ...args]);
}

const options = { unsigned: 'allow', now: 0 } as const;

describe('policy bundle build', () => {
  test('writes a bundle that the runtime opens', async () => {
    const folder = scratchFolder(files);
    expect(await build(folder)).toEqual({ code: 0 });
    const opened = openBundle(readFileSync(join(folder, 'bundle.tar.gz')), options);
    const call = { tool: 'read', arguments: {}, context: { tenant_id: 'acme' } };
    expect(opened.ok && opened.runtime.decide(call)).toMatchObject({
      action: 'allow',
      policy: { file: 'acme.yaml' },
    });
  });

  test('writes the same bytes each time', async () => {
    const folder = scratchFolder(files);
    await build(folder, '-o', 'one.tgz');
    await build(folder, '--format', 'bundle=two.tgz');
    expect(readFileSync(join(folder, 'two.tgz')).equals(readFileSync(join(folder, 'one.tgz')))).toBe(true);
  });

  test('takes terms and selection', async () => {
    const folder = scratchFolder(files);
    const terms = ['--sequence', '7', '--not-after', '2027-01-01T01:00:00+01:00', '--audience', 'production'];
    expect(await build(folder, ...terms, '--where', 'region=eu')).toEqual({ code: 0 });
    expect(await inspect(folder, 'bundle.tar.gz', '--format', 'json')).toEqual({ code: 0 });
    expect(JSON.parse(readFileSync(join(folder, 'shown'), 'utf8'))).toMatchObject({
      sequence: 7,
      notAfter: '2027-01-01T00:00:00Z',
      audience: 'production',
      tenants: ['acme'],
    });
  });

  test('builds nothing where the linter finds an error, unless that is meant', async () => {
    const folder = scratchFolder({
      ...files,
      'wide.yaml': 'tenant_id: wide\ndefault_action: allow\nrules: [{ tool: read, action: deny }]\n',
    });
    expect(await build(folder, '-o', '-')).toEqual({ code: 1 });
    expect(existsSync(join(folder, 'bundle.tar.gz'))).toBe(false);
    expect(await build(folder, '--allow-findings')).toEqual({ code: 0 });
  });

  test('never ships a document that was not understood', async () => {
    const folder = scratchFolder({
      ...files,
      'odd.yaml': 'tenant_id: odd\nrules: [{ tool: read, action: alow }]\n',
    });
    expect(await build(folder)).toMatchObject({ code: 2 });
    expect(await build(folder, '--allow-findings')).toMatchObject({ code: 2 });
    expect(existsSync(join(folder, 'bundle.tar.gz'))).toBe(false);
  });

  test.each([
    [['--sequence', '1.5'], /--sequence/],
    [['--sequence', '-1'], /--sequence/],
    [['--sequence', '99999999999999999'], /--sequence/],
    [['--not-after', 'tomorrow'], /--not-after/],
    [['--audience', ''], /--audience/],
    [['--where', 'region'], /KEY=VALUE/],
    [['--where', 'a=1', '--where', 'a=2'], /twice/],
    [['--tenant', 'nobody*'], /no tenant is selected/],
    [['-o', '.'], /folder/],
  ])('refuses %s', async (args, message) => {
    const folder = scratchFolder(files);
    expect(await build(folder, ...args)).toMatchObject({ code: 2, message: expect.stringMatching(message) });
    expect(existsSync(join(folder, 'bundle.tar.gz'))).toBe(false);
  });
});

describe('policy bundle inspect', () => {
  test.each([
    ['what is no bundle', 'acme.yaml', /no bundle.*archive/],
    ['what is not there', 'gone', /gone/],
    ['a folder', '.', /folder/],
  ])('refuses %s', async (_, file, message) => {
    expect(await inspect(scratchFolder(files), file)).toMatchObject({
      code: 2,
      message: expect.stringMatching(message),
    });
  });

  test('prints text that holds still where only comments change', async () => {
    const folder = scratchFolder(files);
    const other = scratchFolder({ ...files, 'acme.yaml': `# a comment\n\n${files['acme.yaml']}` });
    const texts = [];
    for (const each of [folder, other]) {
      await build(each);
      await inspect(each, 'bundle.tar.gz', '--text');
      texts.push(readFileSync(join(each, 'shown'), 'utf8').replace(/^file .*$/gm, ''));
    }
    expect(texts[0]).toContain('rules of acme, other');
    expect(texts[1]).toBe(texts[0]);
  });

  test('sorts what has no order of its own', async () => {
    const bounded = (tools: readonly string[]): string => `kind: boundaries\ntools:\n${tools.join('')}`;
    const tools = ['  read: { arguments.b: open, arguments.a: open }\n', '  list: none\n'];
    const limits = ['read: 1/s', 'list: 2/s'];
    const texts = [];
    for (const turn of [(list: readonly string[]) => list, (list: readonly string[]) => list.toReversed()]) {
      const folder = scratchFolder({
        ...files,
        'bounds.yaml': bounded(turn(tools)),
        'plans.yaml': `rate_limits: { free: { ${turn(limits).join(', ')} } }\n`,
      });
      await build(folder, '--allow-findings');
      await inspect(folder, 'bundle.tar.gz', '--text');
      texts.push(readFileSync(join(folder, 'shown'), 'utf8').replace(/^(?:file|revision) .*$/gm, ''));
    }
    expect(texts[0]).toContain('arguments.a  open\n    arguments.b  open');
    expect(texts[1]).toBe(texts[0]);
  });
});

describe('policy bundle verify and keygen', () => {
  test.each(['verify', 'keygen'])('%s says that it comes later', async (command) => {
    expect(await runCommand(['bundle', command])).toMatchObject({
      code: 2,
      message: expect.stringMatching(/later version/),
    });
  });
});
