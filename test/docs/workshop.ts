import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { runPlainLine } from '../support/run-plain-line.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { servedLauncherFolder } from '../support/served-launcher.ts';
import type { Directive } from './directive.ts';
import { type NamedFiles, repository } from './page.ts';

/** A shell in which `policy` is the program as it is now. */
export interface Workshop {
  readonly folder: string;
  /** Runs a line of shell where the last one ended. The output is both streams, as a terminal shows them. */
  readonly run: (line: string) => Promise<{ readonly code: number; readonly output: string }>;
}

/**
 * A copy of the directive's folder, with these files in it, after the directive's commands. Throws where
 * one of them fails.
 */
export async function openWorkshop(
  { folder: source, after }: Directive,
  files: NamedFiles,
): Promise<Workshop> {
  const home = scratchFolder();
  const folder = join(home, 'work');
  mkdirSync(folder);
  if (source !== '') cpSync(join(repository, source), folder, { recursive: true });
  for (const [name, text] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const whereabouts = join(home, 'whereabouts');
  writeFileSync(whereabouts, folder);
  const environment = shellEnvironment(await servedLauncherFolder());
  const run: Workshop['run'] = async (line) => {
    const cwd = readFileSync(whereabouts, 'utf8').trim();
    const plain = await runPlainLine(line, cwd, environment);
    return plain ?? runShell(`${line}\ncode=$?; pwd > '${whereabouts}'; exit $code`, cwd, environment);
  };
  for (const line of after) {
    const { code, output } = await run(line);
    if (code !== 0) throw new Error(`${line} exits ${code}\n${output}`);
  }
  return { folder, run };
}

function shellEnvironment(launcher: string): { readonly [name: string]: string } {
  const path = [launcher, dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);
  return { PATH: path, NO_COLOR: '1', TZ: 'UTC', LC_ALL: 'C.UTF-8' };
}

function runShell(script: string, cwd: string, env: NodeJS.ProcessEnv): ReturnType<Workshop['run']> {
  const child = spawn('/bin/sh', ['-c', `exec 2>&1\n${script}`], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ code: code ?? -1, output: Buffer.concat(chunks).toString('utf8') }),
    );
  });
}
