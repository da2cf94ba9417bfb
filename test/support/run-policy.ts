import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildProgram } from './build-program.ts';
import { scratchFolder } from './scratch-folder.ts';

/** What a run of the program came to. */
export interface PolicyRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program, as built from the sources, in a process of its own. */
export function runPolicy(
  cwd: string,
  args: readonly string[],
  environment: { readonly [name: string]: string } = {},
): PolicyRun {
  const { status, stdout, stderr } = spawnSync(process.execPath, [buildProgram(), ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', ...environment },
  });
  return { status, stdout, stderr };
}

let launcher: string | undefined;

/** A folder for a `PATH`, with a `policy` that runs the program as built from the sources. */
export function launcherFolder(): string {
  if (launcher !== undefined) return launcher;
  const program = buildProgram();
  launcher = scratchFolder();
  writeFileSync(join(launcher, 'policy'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  chmodSync(join(launcher, 'policy'), 0o755);
  return launcher;
}
