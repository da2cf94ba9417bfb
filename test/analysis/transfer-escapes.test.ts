import { describe, expect, it } from 'vitest';
import { proveTool } from '../../src/analysis/prove-tool.ts';
import { transferEscapes } from '../../src/analysis/transfer-escapes.ts';
import { policyOf, shownBy, workspaceOf } from './analysis-cases.ts';

/** The escapes of `acme` as those of `beta`; both have one template, and a folder of their own. */
function moved(
  condition: unknown,
  folders: readonly [acme: string, beta: string, ...others: string[]],
): readonly string[] | undefined {
  const workspace = workspaceOf({
    tenants: folders.map((folder, at) => ({
      tenant_id: ['acme', 'beta', 'gamma'][at] ?? '',
      extends: 'base',
      vars: { folder },
    })),
    documents: [
      {
        kind: 'template',
        name: 'base',
        rules: [{ tool: 'read', conditions: [{ match: { 'arguments.path': condition }, action: 'allow' }] }],
      },
    ],
    boundaries: { read: { 'arguments.path': { path_within: '/data/${vars.folder}/' } } },
  });
  const [acme, beta] = [policyOf(workspace), policyOf(workspace, 'beta')];
  const { escapes } = proveTool(workspace, acme, 'read');
  expect(escapes).not.toEqual([]);
  return transferEscapes(workspace, acme, beta, escapes)?.map(shownBy);
}

describe('escapes that are moved to another tenant', () => {
  it('have its values in place of the other’s', () => {
    expect(moved('^/data/${vars.folder}', ['one', 'two', 'three'])).toEqual([
      'foreign gamma {"path":"/data/two/../three/x"}',
    ]);
  });

  it('are not moved where its rules do not let the call pass', () => {
    expect(moved({ one_of: ['/data/x', '/data/${vars.folder}'] }, ['x/y', 'x', 'z'])).toBeUndefined();
  });

  it('are not moved where the call does not leave its boundary', () => {
    expect(moved({ equals: '/data/beta/x' }, ['acme', 'beta', 'gamma'])).toBeUndefined();
  });

  it('are not moved where the call lands with nobody', () => {
    // A folder of one letter stands in the words around it, too.
    expect(moved('.*', ['a', 'b', 'c'])).toBeUndefined();
  });
});
