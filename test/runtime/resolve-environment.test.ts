import { describe, expect, it } from 'vitest';
import { resolveEnvironment } from '../../src/runtime/resolve-environment.ts';
import { sampleWorkspace } from '../bundle/sample-workspace.ts';

describe('resolveEnvironment', () => {
  const resolved = resolveEnvironment(sampleWorkspace, (name) =>
    name === 'HOOK_HOST' ? '${tenant.id}.example' : undefined,
  );

  it('puts the value in as it is', () => {
    const rules = resolved.ok ? (resolved.workspace.tenants.get('tenant_acme')?.rules ?? []) : [];
    const webhooks = rules.flatMap(({ rule }) => rule.conditions.map(({ approval }) => approval?.webhook));
    expect(webhooks).toContainEqual(['https://', '${tenant.id}.example', '/x']);
  });

  it('leaves rules that ask nothing as they are, and shared', () => {
    const before = sampleWorkspace.tenants.get('tenant_one')?.rules[0]?.rule;
    const rule = (id: string) =>
      resolved.ok ? resolved.workspace.tenants.get(id)?.rules[0]?.rule : undefined;
    expect(rule('tenant_one')).toBe(before);
    expect(rule('tenant_two')).toBe(before);
  });

  it.each([
    ['lacks it', () => undefined],
    [
      'throws',
      () => {
        throw new Error('no environment');
      },
    ],
  ])('names what is missing where the environment %s', (_title, environment) => {
    expect(resolveEnvironment(sampleWorkspace, environment)).toEqual({ ok: false, missing: ['HOOK_HOST'] });
  });
});
