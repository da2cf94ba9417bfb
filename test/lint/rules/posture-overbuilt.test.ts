import { describe, expect, it } from 'vitest';
import { postured, told } from '../posture-texts.ts';

const code = 'posture/overbuilt';

describe(code, () => {
  it.each<readonly [string, readonly string[]]>([
    ['architecture: siloed, data_risk: public, exposure: internal', ['note siloed']],
    ['storage: { model: silo }, data_risk: public, exposure: internal', ['note silo']],
    ['architecture: siloed, data_risk: public', []],
    ['architecture: siloed, data_risk: public, exposure: external', []],
    ['architecture: siloed, data_risk: standard, exposure: internal', []],
    ['architecture: siloed, exposure: internal', []],
    ['architecture: siloed, data_risk: public, exposure: internal, frameworks: [soc2]', []],
    ['architecture: logical, data_risk: public, exposure: internal', []],
  ])('of %s is %j', (isolation, expected) => {
    expect(told(code, postured(isolation))).toEqual(expected);
  });
});
