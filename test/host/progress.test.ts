import { expect, it } from 'vitest';
import { startProgress } from '../../src/host/progress.ts';

function drawnAt(times: readonly number[]): readonly string[] {
  const written: string[] = [];
  let now = 0;
  const progress = startProgress({ write: (text) => written.push(text) }, () => now);
  for (const time of times) {
    now = time;
    progress.update(`at ${time}`);
  }
  progress.end();
  return written;
}

it('draws nothing in the first second', () => {
  expect(drawnAt([0, 500, 999])).toEqual([]);
});

it('then draws at most ten times a second, and takes the line away', () => {
  expect(drawnAt([1000, 1050, 1099, 1100])).toEqual(['\r\x1b[Kat 1000', '\r\x1b[Kat 1100', '\r\x1b[K']);
});

it('draws nothing where nobody looks', () => {
  const progress = startProgress(undefined, () => 5000);
  progress.update('x');
  progress.end();
});

it('asks for a text only when it is drawn', () => {
  const asked: number[] = [];
  const written: string[] = [];
  let now = 0;
  const progress = startProgress({ write: (text) => written.push(text) }, () => now);
  for (now of [0, 900, 1000, 1050])
    progress.update(() => {
      asked.push(now);
      return 'line';
    });
  expect(asked).toEqual([1000]);
  expect(written).toEqual(['\r\x1b[Kline']);
});
