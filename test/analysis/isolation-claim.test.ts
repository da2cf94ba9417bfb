import { describe, expect, it } from 'vitest';
import { isolationClaim } from '../../src/analysis/isolation-claim.ts';
import { workspaceOf } from './analysis-cases.ts';

const within = { path_within: '/data/${tenant.id}/' };

describe('what is claimed of isolation', () => {
  it('is nothing where no boundary is declared', () => {
    expect(isolationClaim(workspaceOf({ rules: [{ tool: 'read', action: 'allow' }] }))).toBeUndefined();
  });

  it('counts who is refuted, and of whom something is open', () => {
    const allowing = (matcher: unknown) => [
      { tool: 'read', conditions: [{ match: { 'arguments.path': matcher }, action: 'allow' }] },
    ];
    const claim = isolationClaim(
      workspaceOf({
        tenants: [
          { tenant_id: 'acme', rules: allowing(within) },
          { tenant_id: 'beta', rules: allowing('^/data/') },
          { tenant_id: 'gamma', rules: allowing({ length: { min: 600 } }) },
        ],
        boundaries: { read: { 'arguments.path': within }, get_time: 'none' },
      }),
    );
    expect(claim).toEqual({ tenants: 3, tools: 1, arguments: 1, refuted: 1, undecided: 1, unclaimed: [] });
  });

  it('leaves out what is open, delegated or not named, and says so', () => {
    const match = {
      'arguments.path': within,
      'arguments.path2': 'x',
      'arguments.items[*].id': 'x',
      'arguments.other': 'x',
      'context.user_id': 'x',
    };
    const claim = isolationClaim(
      workspaceOf({
        rules: [{ tool: 'read', conditions: [{ match, action: 'allow' }] }],
        boundaries: {
          read: {
            'arguments.path': within,
            'arguments.items': { any_of: [{ exists: false }, { equals: 'a' }] },
            'arguments.to': 'open',
            'arguments.query': { delegated: 'storage.row_level_security' },
          },
        },
      }),
    );
    expect(claim?.unclaimed).toEqual([
      { tool: 'read', path: 'arguments.to', why: 'open' },
      { tool: 'read', path: 'arguments.query', why: 'delegated', to: 'storage.row_level_security' },
      { tool: 'read', path: 'arguments.path2', why: 'unnamed' },
      { tool: 'read', path: 'arguments.other', why: 'unnamed' },
    ]);
  });
});
