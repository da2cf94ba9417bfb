import { describe, expect, it } from 'vitest';
import { suggest } from '../../src/text/suggest.ts';

describe('did you mean', () => {
  it.each([
    { word: 'condtions', candidates: ['conditions', 'constraints'], expected: 'conditions' },
    { word: 'tol', candidates: ['tool'], expected: 'tool' },
    { word: 'actoin', candidates: ['action'], expected: 'action' },
    { word: 'DENY', candidates: ['allow', 'deny'], expected: 'deny' },
    { word: 'tenantId', candidates: ['tenant_id'], expected: 'tenant_id' },
    { word: 'requireapproval', candidates: ['require_approval'], expected: 'require_approval' },
    { word: 'zzz', candidates: ['tool', 'action'], expected: undefined },
    { word: 'tool', candidates: ['tool'], expected: undefined },
    { word: 'ab', candidates: ['cd', 'a'], expected: undefined },
    { word: '', candidates: [''], expected: undefined },
    { word: 'x'.repeat(100), candidates: ['x'.repeat(99)], expected: undefined },
  ])('$word → $expected', ({ word, candidates, expected }) => {
    expect(suggest(word, candidates)).toBe(expected);
  });

  it('takes the nearest, and of equally near ones the first', () => {
    expect(suggest('levle', ['levee', 'level', 'lever'])).toBe('levee');
    expect(suggest('storag', ['stooge', 'storage'])).toBe('storage');
  });

  it('stays quick over many candidates', () => {
    const candidates = Array.from({ length: 50_000 }, (_, index) => `tenant_${index}`);
    expect(suggest('tenant_4999x', candidates)).toBe('tenant_4999');
  });
});
