import { describe, expect, it } from 'vitest';
import { postured, told } from '../posture-texts.ts';

const code = 'posture/telemetry';

describe(code, () => {
  it.each<readonly [string, readonly string[]]>([
    ['telemetry: { pipeline: shared }', ['error pipeline']],
    ['telemetry: { pipeline: shared, redaction: false }', ['error false']],
    ['telemetry: { pipeline: shared, redaction: true }', []],
    ['telemetry: { pipeline: dedicated }', []],
    ['telemetry: { pipeline: shared, redaction: true }, data_risk: confidential', []],
    ['telemetry: { pipeline: shared, redaction: true }, data_risk: regulated', ['error shared']],
    ['telemetry: { redaction: true }', ['warning telemetry']],
    ['telemetry: { redaction: true }, frameworks: [soc2]', ['error telemetry']],
    ['data_risk: confidential', ['error isolation']],
    ['data_risk: standard', []],
  ])('of %s is %j', (isolation, expected) => {
    expect(told(code, postured(isolation))).toEqual(expected);
  });
});
