import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { proveTool } from '../../src/analysis/prove-tool.ts';
import { isProvedByForm } from '../../src/analysis/proved-by-form.ts';
import type { EffectiveWorkspace } from '../../src/model/workspace.ts';
import { type CaseWorkspace, casesOf, foundBy, policyOf, workspaceOf } from './analysis-cases.ts';

interface Case {
  readonly rule: unknown;
  readonly boundary: unknown;
  readonly proved: boolean;
}

const vars = { folders: ['/data/acme/', '/x/'], words: ['a', 'b'], domains: ['a.com', 'b.com'] };

function written(rule: Partial<CaseRule>, boundary: unknown): CaseWorkspace {
  const acme = { tenant_id: 'acme', vars, rules: [{ tool: 'read', ...rule }] };
  return { tenants: [acme], boundaries: { read: { 'arguments.x': boundary } } };
}

interface CaseRule {
  readonly conditions: readonly unknown[];
  readonly action: string;
}

const allowing = (matcher: unknown, action = 'allow', path = 'arguments.x') => ({
  match: { [path]: matcher },
  action,
});

function isProved(workspace: EffectiveWorkspace): boolean {
  const [entry] = workspace.boundaries[0]?.tools[0]?.entries ?? [];
  if (entry?.kind !== 'matcher') throw new Error('nothing is bounded');
  return isProvedByForm(policyOf(workspace).rules, entry);
}

describe('what form tells', () => {
  it.each(casesOf<Case>('proved-by-form'))(
    '$rule within $boundary: $proved',
    ({ rule, boundary, proved }) => {
      const workspace = workspaceOf(written({ conditions: [allowing(rule)] }, boundary));
      expect(isProved(workspace)).toBe(proved);
      if (proved) expect(foundBy(proveTool(workspace, policyOf(workspace), 'read'))).toEqual([]);
    },
  );

  const within = { path_within: '/data/' };

  test.each<[string, Partial<CaseRule>, boolean]>([
    ['a deny lets nothing pass', { conditions: [allowing('.*', 'deny')] }, true],
    [
      'an approval lets pass what it is asked of',
      { conditions: [allowing('.*', 'require_approval')] },
      false,
    ],
    ['an approval may demand it', { conditions: [allowing(within, 'require_approval')] }, true],
    ['one of several conditions does not', { conditions: [allowing(within), allowing('.*')] }, false],
    ['another argument demands it', { conditions: [allowing(within, 'allow', 'arguments.y')] }, false],
    ['its items demand it', { conditions: [allowing(within, 'allow', 'arguments.x[*]')] }, false],
    ['the rule allows the rest', { conditions: [allowing(within)], action: 'allow' }, false],
    ['the rule denies the rest', { conditions: [allowing(within)], action: 'deny' }, true],
  ])('%s', (_, rule, proved) => {
    expect(isProved(workspaceOf(written(rule, within)))).toBe(proved);
  });
});

test('what form tells is so', () => {
  const leaf = fc.constantFrom<unknown>(
    { path_within: '/a/' },
    { path_within: '/a' },
    { path_within: '/a.' },
    { path_within: '/a/b' },
    { path_within: ['/a/', '/b/'] },
    { key_within: 'a.' },
    { key_within: 'a.b.' },
    { equals: 'a' },
    { one_of: ['a', 1] },
    { email: { domains: 'a.b' } },
    { email: { domains: ['a.b', 'b'], subdomains: true } },
    '^a',
    { exists: false },
    { exists: true },
    { contains: 'a' },
    { length: { max: 2 } },
  );
  const matcher = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('any'), { minLength: 1, maxLength: 2 }).map((parts) => ({ any_of: parts })),
      fc.array(tie('any'), { minLength: 1, maxLength: 2 }).map((parts) => ({ all_of: parts })),
    ),
  })).any;
  const bound = (made: unknown): unknown => (typeof made === 'string' ? { regex: { pattern: made } } : made);
  // A rule that holds what the boundary holds is told from one that happens to.
  const pair = fc.oneof(
    fc.tuple(matcher, matcher),
    fc.tuple(matcher, matcher).map(([one, other]) => [{ all_of: [one, other] }, one] as const),
    fc.tuple(matcher, matcher).map(([one, other]) => [one, { any_of: [other, one] }] as const),
  );
  let proved = 0;
  fc.assert(
    fc.property(pair, ([rule, boundary]) => {
      const workspace = workspaceOf(written({ conditions: [allowing(rule)] }, bound(boundary)));
      if (!isProved(workspace)) return;
      proved += 1;
      expect(foundBy(proveTool(workspace, policyOf(workspace), 'read'))).toEqual([]);
    }),
    { numRuns: 120 },
  );
  expect(proved).toBeGreaterThan(10);
});
