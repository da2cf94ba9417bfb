import { describe, expect, it } from 'vitest';
import { decisionCodes } from '../../src/model/decision.ts';
import { differenceFrom } from './compare.ts';
import { callsEach, decidedCase } from './decided-case.ts';
import { describeFailure } from './describe-failure.ts';
import { asWritten } from './reading.ts';

const isLong = process.env.BULKHEAD_LONG === '1';
const cases = isLong ? 50_000 : 120;

describe('the program and the page', () => {
  it(`agree on ${cases} generated workspaces, ${callsEach} calls each`, {
    timeout: isLong ? 3_600_000 : 120_000,
  }, () => {
    const failures: string[] = [];
    for (let seed = 0; seed < cases && failures.length < 3; seed += 1) {
      const { tried, program } = decidedCase(seed);
      const disagreement =
        program.kind === 'refused' ? program : differenceFrom(program.verdicts, tried, asWritten);
      if (disagreement !== undefined) failures.push(describeFailure(seed, tried, disagreement));
    }
    expect(failures.join('\n\n')).toBe('');
  });

  it('are asked about every code', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 100; seed += 1) {
      const { program } = decidedCase(seed);
      if (program.kind === 'refused') continue;
      for (const { code } of program.verdicts) counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    const rare = decisionCodes.filter((code) => code !== 'internal_error' && (counts.get(code) ?? 0) < 10);
    expect(rare).toEqual([]);
    expect(counts.get('internal_error')).toBeUndefined();
  });
});
