import { expect, test } from 'vitest';
import { progressLine, type ReplayProgress } from '../../src/report/progress-line.ts';

test.each<[string, ReplayProgress, string]>([
  [
    'nothing yet',
    { calls: 0, bytes: 0, totalBytes: 1e6, elapsedMs: 0 },
    '░░░░░░░░░░░░░░░░░░░░  0 %  0 calls  0.0 MB/s',
  ],
  [
    'half of it',
    { calls: 1234, bytes: 5e6, totalBytes: 1e7, elapsedMs: 2000 },
    '██████████░░░░░░░░░░  50 %  1,234 calls  2.5 MB/s  2 s left',
  ],
  [
    'hours of it',
    { calls: 1, bytes: 1e6, totalBytes: 1e10, elapsedMs: 1000 },
    '░░░░░░░░░░░░░░░░░░░░  0 %  1 calls  1.0 MB/s  2 h 46 min left',
  ],
  [
    'more than was there at first',
    { calls: 9, bytes: 2e6, totalBytes: 1e6, elapsedMs: 1000 },
    '████████████████████  100 %  9 calls  2.0 MB/s  0 s left',
  ],
  ['a pipe', { calls: 9, bytes: 2e6, elapsedMs: 1000 }, '9 calls  2.0 MB/s'],
])('tells of %s', (_what, progress, line) => {
  expect(progressLine(progress)).toBe(line);
});

test('fits a terminal', () => {
  const long = { calls: 999_999_999_999, bytes: 1e12, totalBytes: 1e15, elapsedMs: 1e6 };
  expect(progressLine(long).length).toBeLessThanOrEqual(80);
});
