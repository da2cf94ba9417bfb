import { describe, expect, it } from 'vitest';
import { postured, told } from '../posture-texts.ts';

const code = 'posture/encryption';

describe(code, () => {
  it.each<readonly [string, readonly string[]]>([
    ['data_risk: confidential, storage: { model: silo }', ['error storage']],
    ['data_risk: confidential', ['error isolation']],
    ['data_risk: confidential, storage: { kms_key: k }', []],
    ['data_risk: standard, storage: { model: silo }', []],
    ['data_risk: regulated, storage: { kms_key: k }', ['error isolation']],
    ['data_risk: regulated, storage: { kms_key: k }, lifecycle: { memory_ttl: 1day }', ['error lifecycle']],
    ['data_risk: regulated, storage: { kms_key: k }, lifecycle: { erase: delete }', ['error delete']],
    ['data_risk: regulated, storage: { kms_key: k }, lifecycle: { erase: monkey }', ['error monkey']],
    ['data_risk: regulated, storage: { kms_key: k }, lifecycle: { erase: kek }', []],
    ['data_risk: regulated, storage: { kms_key: k }, lifecycle: { erase: crypto-shred }', []],
    [
      'data_risk: public, frameworks: [hipaa], storage: { kms_key: k }, lifecycle: { erase: delete }',
      ['error delete'],
    ],
    ['data_risk: confidential, frameworks: [fedramp], storage: { kms_key: k }', ['error isolation']],
    ['data_risk: confidential, frameworks: [soc2], storage: { kms_key: k }', []],
  ])('of %s is %j', (isolation, expected) => {
    expect(told(code, postured(isolation))).toEqual(expected);
  });
});
