import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../support/scratch-folder.ts';
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

describe('policy diff', () => {
  test.each([
    ['two plans', ['plan:free', 'plan:pro'], 0],
    ['a wider plan, to fail on', ['plan:free', 'plan:pro', '--fail-on', 'wider'], 1],
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
    ['nothing', [], /two plans/],
    ['revisions', ['main...HEAD'], /main\.\.\.HEAD.*cannot be compared yet/],
    ['files', ['plan:free', 'plans.yaml'], /plans\.yaml.*cannot be compared yet/],
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
    const out = join(folder, 'out.json');
    await runCommand([
      'diff',
      '-C',
      folder,
      'plan:free',
      'plan:burst',
      '--tenant',
      'acme',
      '--format',
      `json=${out}`,
    ]);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({
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
