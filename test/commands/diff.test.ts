import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../support/scratch-folder.ts';
import { jsonOf, tenant, verdicts } from './diff-verdicts.ts';
import { runCommand } from './run-command.ts';

const files = {
  'acme.yaml': 'tenant_id: acme\nplan: free\nrules: [{ tool: read, action: allow }]\n',
  'plans.yaml':
    'rate_limits:\n  free: { read: 5/s, send: 1/s }\n  pro: { read: 5/s, send: 2/s }\n  burst: { read: 100/hour, send: 1/s }\n',
};

function diff(...args: readonly string[]) {
  const folder = scratchFolder(files);
  return runCommand(['diff', '-q', '-C', folder, '-o', join(folder, 'out'), ...args]);
}

describe('policy diff of plans', () => {
  test.each([
    ['two plans', ['plan:free', 'plan:pro'], 0],
    ['a wider plan, to fail on', ['plan:free', 'plan:pro', '--fail-on', 'wider'], 1],
    [
      'a wider plan, for a tool that it does not concern',
      ['plan:free', 'plan:pro', '--fail-on', 'wider', '--tool', 'read'],
      0,
    ],
    ['a narrower plan', ['plan:pro', 'plan:free', '--fail-on', 'wider'], 0],
    ['a plan that is wider in one way', ['plan:free', 'plan:burst', '--fail-on', 'wider'], 1],
    [
      'a tenant that does not feel it',
      ['plan:free', 'plan:pro', '--tenant', 'acme', '--fail-on', 'wider'],
      0,
    ],
    ['a tenant that does', ['plan:free', 'plan:burst', '--tenant', 'acme', '--fail-on', 'wider'], 1],
  ])('%s', async (_, args, code) => {
    expect(await diff(...args)).toEqual({ code });
  });

  test.each([
    ['a plan that is not there', ['plan:fre', 'plan:pro'], /fre.*did you mean free/],
    ['a tenant that is not there', ['plan:free', 'plan:pro', '--tenant', 'acmee'], /did you mean acme/],
    ['one plan', ['plan:free'], /two plans/],
    ['a plan and a file', ['plan:free', 'plans.yaml'], /plans\.yaml.*names no plan/],
  ])('refuses %s', async (_, args, message) => {
    expect(await diff(...args)).toMatchObject({ code: 2, message: expect.stringMatching(message) });
  });

  test('refuses a workspace without plans', async () => {
    const folder = scratchFolder({
      'acme.yaml': 'tenant_id: acme\nrules: [{ tool: read, action: allow }]\n',
    });
    expect(await runCommand(['diff', '-C', folder, 'plan:a', 'plan:b'])).toMatchObject({
      code: 2,
      message: expect.stringMatching(/no plans/),
    });
  });

  test('writes what a tenant would gain', async () => {
    const folder = scratchFolder(files);
    expect(await jsonOf(folder, 'plan:free', 'plan:burst', '--tenant', 'acme')).toMatchObject({
      tenants: [
        {
          tenant: 'acme',
          verdict: 'incomparable',
          changes: [{ kind: 'limit', tool: 'read', from: '5/s', to: '100/hour', effect: 'changed' }],
        },
      ],
    });
  });
});

describe('policy diff of files, folders and bundles', () => {
  const folder = (): string =>
    scratchFolder({
      'old/acme.yaml': tenant('acme', 'allow'),
      'old/beta.yaml': tenant('beta', 'allow'),
      'new/acme.yaml': tenant('acme', 'deny'),
      'new/beta.yaml': tenant('beta', 'allow'),
      'gamma.yaml': tenant('gamma', 'deny'),
      'base.yaml': 'kind: template\nname: base\nrules: [{ tool: read, action: allow }]\n',
    });

  test.each([
    ['two folders', ['old', 'new'], ['acme narrower', 'beta equivalent']],
    ['two files', ['old/acme.yaml', 'new/acme.yaml'], ['acme narrower']],
    ['two files of one tenant each', ['old/acme.yaml', 'gamma.yaml'], ['gamma narrower']],
    ['a file and a folder', ['old/acme.yaml', 'new'], ['acme narrower', 'beta wider']],
    ['a folder, for one tenant', ['old', 'new', '--tenant', 'beta'], ['beta equivalent']],
  ])('%s', async (_, args, expected) => {
    expect(await verdicts(folder(), ...args)).toEqual(expected);
  });

  test.each([
    ['a folder and its own bundle', ['old', 'old.tar.gz'], ['acme equivalent', 'beta equivalent']],
    ['two bundles', ['old.tar.gz', 'new.tar.gz'], ['acme narrower', 'beta equivalent']],
  ])('%s', async (_, args, expected) => {
    const root = folder();
    for (const name of ['old', 'new']) {
      const out = join(root, `${name}.tar.gz`);
      expect(
        await runCommand(['bundle', 'build', '-q', '-C', join(root, name), '--allow-findings', '-o', out]),
      ).toEqual({
        code: 0,
      });
    }
    expect(await verdicts(root, ...args)).toEqual(expected);
  });

  test.each([
    [
      'files without tenant and plan',
      ['base.yaml', 'base.yaml'],
      /neither base\.yaml nor base\.yaml has a tenant or a plan/,
    ],
    ['a bundle that is none', ['old', 'bad.tar.gz'], /bad\.tar\.gz is no bundle/],
    ['a file that is no document', ['other.yaml', 'gamma.yaml'], /other\.yaml is no policy document/],
    ['an empty folder', ['old', 'empty'], /no YAML file/],
  ])('refuses %s', async (_, args, message) => {
    const root = folder();
    writeFileSync(join(root, 'bad.tar.gz'), Buffer.from([0x1f, 0x8b, 0, 1, 2]));
    writeFileSync(join(root, 'other.yaml'), 'a: 1\n');
    mkdirSync(join(root, 'empty'));
    expect(await runCommand(['diff', '-q', '-C', root, ...args])).toMatchObject({
      code: 2,
      message: expect.stringMatching(message),
    });
  });

  test.each([
    ['narrower', ['old', 'new'], 0],
    ['wider', ['new', 'old'], 1],
  ])('fails on what is wider: %s', async (_, args, code) => {
    const out = ['-o', join(scratchFolder(), 'out')];
    expect(await runCommand(['diff', '-q', '-C', folder(), ...args, ...out, '--fail-on', 'wider'])).toEqual({
      code,
    });
  });
});
