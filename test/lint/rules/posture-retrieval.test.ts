import { describe, expect, it } from 'vitest';
import { postured, told } from '../posture-texts.ts';

const code = 'posture/retrieval';

describe(code, () => {
  it.each<readonly [string, readonly string[]]>([
    ['retrieval: { graph: unscoped }', ['error unscoped']],
    ['retrieval: { graph: scoped_per_hop }', []],
    ['retrieval: { graph: off }', []],
    ['architecture: logical', []],
  ])('of %s is %j', (isolation, expected) => {
    expect(told(code, postured(isolation))).toEqual(expected);
  });
});
