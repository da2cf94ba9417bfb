import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { isLong } from './is-long.ts';
import { runArguments } from './run-plain-line.ts';
import { launcherFolder } from './run-policy.ts';
import { scratchFolder } from './scratch-folder.ts';

/**
 * A folder for a `PATH`, with a `policy` that is asked of this process: a start of the program costs more than most of
 * what the tests ask of it. A process of its own is started where the program has to read its input, where
 * `OWN_PROCESS` is set, and, in the long runs, always.
 */
export function servedLauncherFolder(): Promise<string> {
  served ??= isLong || !existsSync('/bin/bash') ? Promise.resolve(launcherFolder()) : serve();
  return served;
}

let served: Promise<string> | undefined;

async function serve(): Promise<string> {
  const server = createServer({ allowHalfOpen: true }, answerRequest);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  server.unref();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const folder = scratchFolder();
  writeFileSync(join(folder, 'policy'), launcherScript(address.port));
  chmodSync(join(folder, 'policy'), 0o755);
  return folder;
}

const ownProcess = (): string => `'${join(launcherFolder(), 'policy')}'`;

/** Asks: how many arguments, each of them, the folder, the environment. What is answered is run. */
function launcherScript(port: number): string {
  return `#!/bin/bash
[ -z "$OWN_PROCESS" ] || exec ${ownProcess()} "$@"
exec 3<>/dev/tcp/127.0.0.1/${port} || exit 99
{
  printf '%s\\0' "$#" "$@" "$PWD"
  for name in $(compgen -e); do printf '%s\\0' "$name=\${!name}"; done
  printf '\\0'
} >&3
answer=$(cat <&3)
exec 3>&-
eval "$answer"
`;
}

function answerRequest(socket: Socket): void {
  let text = '';
  socket.setEncoding('utf8');
  socket.on('error', () => {});
  socket.on('data', (chunk: string) => {
    text += chunk;
    if (!text.endsWith('\0\0')) return;
    const request = readRequest(text.split('\0'));
    if (request === undefined) return;
    runArguments(request.args, request.cwd, request.environment).then(
      (run) => socket.end(run === undefined ? `exec ${ownProcess()} "$@"` : replay(run)),
      (error) => socket.end(`echo ${quoted(String(error))} >&2; exit 99`),
    );
  });
}

interface Request {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: { readonly [name: string]: string };
}

/** Undefined where more of it is to come: an argument may be empty, as the end is. */
function readRequest(fields: readonly string[]): Request | undefined {
  const count = Number(fields[0]);
  const [cwd, ...more] = fields.slice(count + 1);
  const variables = more.slice(0, -2);
  if (cwd === undefined || variables.length === 0) return undefined;
  const environment = Object.fromEntries(
    variables.map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]),
  );
  return { args: fields.slice(1, count + 1), cwd, environment };
}

function replay({ code, written }: { readonly code: number; readonly written: readonly Written[] }): string {
  const prints = written.map(({ to, text }) => `printf %s ${quoted(text)}${to === 'stderr' ? ' >&2' : ''}\n`);
  return `${prints.join('')}exit ${code}`;
}

interface Written {
  readonly to: 'stdout' | 'stderr';
  readonly text: string;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
