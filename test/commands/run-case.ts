import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { runPlainLine } from '../support/run-plain-line.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { servedLauncherFolder } from '../support/served-launcher.ts';

/**
 * Runs a case's `cmd.sh` in a copy of its workspace: `base-workspace` unless the case has a `workspace` of its own, with
 * the case's `files` on top. What it printed and its exit code come back as one text, as `expected.txt` has it.
 */
export async function runCase(cases: string, name: string): Promise<string> {
  const folder = scratchFolder();
  const own = join(cases, name, 'workspace');
  cpSync(existsSync(own) ? own : join(cases, 'base-workspace'), folder, { recursive: true });
  const files = join(cases, name, 'files');
  if (existsSync(files)) cpSync(files, folder, { recursive: true });
  const script = readFileSync(join(cases, name, 'cmd.sh'), 'utf8');
  const path = `${await servedLauncherFolder()}:${process.env.PATH ?? ''}`;
  const env = { PATH: path, HOME: folder, LC_ALL: 'C.UTF-8' };
  const plain = await runPlainLine(script, folder, env);
  const { code, stdout, stderr } = plain ?? (await runScript(script, folder, env));
  const shown = (printed: string): string => printed.replaceAll(folder, '<folder>');
  return `exit ${code}\n----- stdout\n${shown(stdout)}----- stderr\n${shown(stderr)}`;
}

async function runScript(
  script: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: unknown; readonly stdout: string; readonly stderr: string }> {
  const child = spawn('sh', ['-c', script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((settle) => child.on('close', settle));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}
