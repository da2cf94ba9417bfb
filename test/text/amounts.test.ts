import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../src/text/duration.ts';
import { parseRate } from '../../src/text/rate.ts';

describe('durations', () => {
  it.each([
    ['600s', 600_000],
    ['10min', 600_000],
    ['10m', 600_000],
    ['2hours', 7_200_000],
    ['1 day', 86_400_000],
    ['90days', 7_776_000_000],
    ['0s', undefined],
    ['3years', undefined],
    ['1.5h', undefined],
    ['-1s', undefined],
    ['s', undefined],
    ['10', undefined],
    ['10S', undefined],
    ['999999999999days', undefined],
    ['', undefined],
  ])('a timeout of %j', (text, ms) => {
    expect(parseDuration(text, 'timeout')).toBe(ms);
  });

  it.each([
    ['3years', 94_608_000_000],
    ['2months', 5_184_000_000],
    ['1week', 604_800_000],
    ['0days', 0],
    ['90days', 7_776_000_000],
  ])('a retention of %j', (text, ms) => {
    expect(parseDuration(text, 'retention')).toBe(ms);
  });

  it('formats what reads back as the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), (seconds) => {
        expect(parseDuration(formatDuration(seconds * 1000), 'retention')).toBe(seconds * 1000);
      }),
    );
  });
});

describe('rates', () => {
  it.each([
    ['50/hour', { text: '50/hour', count: 50, unitMs: 3_600_000 }],
    ['5/s', { text: '5/s', count: 5, unitMs: 1000 }],
    ['1 / day', { text: '1 / day', count: 1, unitMs: 86_400_000 }],
    ['0/hour', undefined],
    ['50/month', undefined],
    ['50', undefined],
    ['50/', undefined],
    ['1e3/hour', undefined],
    ['-5/s', undefined],
  ])('%j', (text, rate) => {
    expect(parseRate(text)).toEqual(rate);
  });
});
