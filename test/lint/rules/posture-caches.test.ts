import { describe, expect, it } from 'vitest';
import { postured, told } from '../posture-texts.ts';

const code = 'posture/caches';

describe(code, () => {
  it.each<readonly [string, readonly string[]]>([
    ['caches: { semantic: shared }', ['error shared']],
    [
      'caches: { prefix: shared, tool_results: shared, memory: shared }',
      ['error shared', 'error shared', 'error shared'],
    ],
    ['caches: { semantic: per_tenant, prefix: off }', []],
    ['caches: { memory: per_tenant }', ['error isolation']],
    ['caches: { memory: per_tenant }, lifecycle: { erase: kek }', ['error lifecycle']],
    ['caches: { memory: per_tenant }, lifecycle: { memory_ttl: 1day }', []],
    ['caches: { memory: off }', []],
    ['architecture: logical', []],
    ['data_risk: confidential', ['warning isolation']],
    ['data_risk: confidential, caches: { semantic: off, prefix: off, memory: off }', ['warning caches']],
    ['data_risk: confidential, caches: { semantic: off, prefix: off, memory: off, tool_results: off }', []],
  ])('of %s is %j', (isolation, expected) => {
    expect(told(code, postured(isolation))).toEqual(expected);
  });
});
