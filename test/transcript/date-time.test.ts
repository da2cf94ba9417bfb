import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDateTime } from '../../src/transcript/date-time.ts';

describe('an RFC 3339 time', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0],
    ['1969-12-31t23:59:59z', -1000],
    ['2026-03-02T10:00:00.123456789+01:00', Date.UTC(2026, 2, 2, 9, 0, 0, 123)],
    ['2026-03-02 10:00:00.5-00:30', Date.UTC(2026, 2, 2, 10, 30, 0, 500)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2016-12-31T23:59:60Z', Date.UTC(2017, 0, 1)],
    ['0000-01-01T00:00:00Z', -62_167_219_200_000],
    ['9999-12-31T23:59:59.999Z', 253_402_300_799_999],
  ])('%s', (text, expected) => {
    expect(readDateTime(text)).toBe(expected);
  });

  it.each([
    '',
    '2026-03-02',
    '2026-03-02T10:00Z',
    '2026-03-02T10:00:00',
    '2026-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:61Z',
    '2026-01-01T00:00:00.Z',
    '2026-01-01T00:00:00+24:00',
    '2026-01-01T00:00:00+0100',
    '2026-01-01T00:00:00Z ',
    '2026-01-01X00:00:00Z',
    '20260101T000000Z00000',
    '+2026-01-01T00:00:00Z',
    '2026-01-01T0x:00:00Z',
    '２026-01-01T00:00:00Z',
  ])('%j is none', (text) => {
    expect(readDateTime(text)).toBeUndefined();
  });

  it('agrees with the host on its own spelling', () => {
    const date = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, (time) => {
        expect(readDateTime(time.toISOString())).toBe(time.getTime());
      }),
      { numRuns: 500 },
    );
  });
});
