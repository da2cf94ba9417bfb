import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { buildProgram } from '../support/build-program.ts';

it.skipIf(process.platform === 'win32').each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends the program at once with %i', async (signal, expected) => {
  const args = ['eval', 'x', '--tenant', 'a', '--args', '-'];
  const child = spawn(process.execPath, [buildProgram(), ...args], { stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = new Promise((settle) => child.on('close', settle));
  child.stdin.on('error', () => {});
  // More than a pipe holds: once it is taken the program is up, and waits for the rest.
  await new Promise((taken) => child.stdin.write(' '.repeat(1024 * 1024), taken));
  child.kill(signal);
  expect(await ended).toBe(expected);
});
