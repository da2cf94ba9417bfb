import { describe, expect, it } from 'vitest';
import { markedBy } from '../lint-texts.ts';

describe('yaml/syntax', () => {
  it.each<readonly [string, readonly string[]]>([
    ['tenant_id: tenant_acme\nrules: *nothing\n', ['policy.yaml:2:8 *nothing']],
    ['tenant_id: tenant_acme\n[a]: b\n', ['policy.yaml:2:1 [a]']],
  ])('is at its place in %j', (text, marked) => {
    expect(markedBy('yaml/syntax', text)).toEqual(marked);
  });

  it.each(['tenant_id: tenant_acme\n', 'tenant_id: &id tenant_acme\nname: *id\n'])('is not in %j', (text) => {
    expect(markedBy('yaml/syntax', text)).toEqual([]);
  });

  it('cannot be switched off or ignored', () => {
    const text = 'tenant_id: tenant_acme\n# policy-ignore yaml/syntax -- on purpose\nrules: *nothing\n';
    const levels = new Map([['yaml/syntax', 'off']] as const);
    expect(markedBy('yaml/syntax', text, { levels })).toHaveLength(1);
  });
});
