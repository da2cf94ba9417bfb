import { execFileSync, spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildProgram } from '../support/build-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

it.skipIf(process.platform === 'win32').each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends the program at once with %i', async (signal, expected) => {
  const folder = scratchFolder();
  execFileSync('mkfifo', ['args'], { cwd: folder });
  const child = spawn(process.execPath, [buildProgram(), 'eval', 'x', '--tenant', 'a', '--args', '@args'], {
    cwd: folder,
    stdio: 'ignore',
  });
  const ended = new Promise((settle) => child.on('close', (code) => settle(code)));
  // Opens as soon as the program reads from the other end, and then has it wait.
  const pipe = await open(join(folder, 'args'), 'w');
  child.kill(signal);
  expect(await ended).toBe(expected);
  await pipe.close();
});
