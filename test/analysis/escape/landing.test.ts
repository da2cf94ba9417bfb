import { describe, expect, it } from 'vitest';
import { landing } from '../../../src/analysis/escape/landing.ts';
import { createLanguageAlgebra } from '../../../src/analysis/language/language-algebra.ts';
import { policyOf, workspaceOf } from '../analysis-cases.ts';

function landsIn(boundary: unknown): (text: string) => boolean {
  const workspace = workspaceOf({ boundaries: { read: { 'arguments.x': boundary } } });
  const [entry] = workspace.boundaries[0]?.tools[0]?.entries ?? [];
  if (entry?.kind !== 'matcher') throw new Error('nothing is bounded');
  return landing(entry.matcher, policyOf(workspace, 'beta').bindings, createLanguageAlgebra());
}

describe('a text lands in another’s boundary', () => {
  it.each([
    ['/data/beta/x', true],
    ['/data/acme/../beta/x', true],
    ['/data/acme\\..\\beta\\x', true],
    ['/data/acme/%2e%2e/beta/x', true],
    ['/data/acme%2f..%2fbeta%2fx', true],
    ['/data/acme/．．/beta/x', true],
    ['/data/acme/x', false],
    ['/data/acme/../acme/x', false],
    ['/data/betas', false],
    ['beta', false],
    ['/data/acme/%252e%252e/beta/x', false],
  ])('%j: %s', (text, lands) => {
    expect(landsIn({ path_within: '/data/${tenant.id}/' })(text)).toBe(lands);
  });

  it('only where all of the boundary takes it', () => {
    const lands = landsIn({
      all_of: [{ path_within: '/data/${tenant.id}/' }, { not: { path_within: '/data/${tenant.id}/tmp/' } }],
    });
    expect([lands('/data/beta/x'), lands('/data/beta/tmp/x')]).toEqual([true, false]);
  });
});
