import { describe, expect, test } from 'vitest';
import { startWorkers, type WorkerGroup } from '../../src/host/worker-group.ts';

const echo = `parentPort.on('message', (text) => parentPort.postMessage(workerData + text));`;

/** Two threads that run the code; what they post is put into `posted`. */
function start(code: string, posted: string[]): WorkerGroup<string> {
  const text = `import { parentPort, workerData } from 'node:worker_threads'; ${code}`;
  return startWorkers<string, string>({
    module: new URL(`data:text/javascript,${encodeURIComponent(text)}`),
    size: 2,
    dataOf: (worker) => `${worker} `,
    receive: (worker, message) => {
      if (message === '1 stop') throw new Error(`${worker} was told to`);
      posted.push(message);
    },
  });
}

describe('threads that work together', () => {
  test('are given what is theirs, and answer', async () => {
    const posted: string[] = [];
    const group = start(echo, posted);
    group.postToAll('a');
    group.post(1, 'b');
    await group.until(() => posted.length === 3);
    await group.end();
    expect(posted.toSorted()).toEqual(['0 a', '1 a', '1 b']);
  });

  test.each([
    ['one throws', `${echo} if (workerData === '1 ') throw new Error('broken');`, /broken/],
    ['one ends early', `${echo} if (workerData === '1 ') process.exit(0);`, /worker 2 of 2 ended before/],
    ['a promise is rejected', `${echo} Promise.reject(new Error('lost'));`, /lost/],
    ['what it says is refused', `${echo}`, /1 was told to/],
  ])('fail together where %s', async (_what, code, problem) => {
    const group = start(code, []);
    group.postToAll('stop');
    await expect(group.until(() => false)).rejects.toThrow(problem);
    await group.end();
  });
});
