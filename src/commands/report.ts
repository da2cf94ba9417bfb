import { resolve } from 'node:path';
import { loadWorkspaceAt } from '../host/load-workspace.ts';
import { workspaceIn } from '../host/find-workspace.ts';
import { readInput } from '../host/read-input.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { diffPage } from '../report/page/diff-page.ts';
import { lintPage } from '../report/page/lint-page.ts';
import { type PageExtras, simulatePage } from '../report/page/simulate-page.ts';
import { readSavedResult } from '../report/saved-result.ts';
import type { SimulateOutput } from '../simulate/simulate-output.ts';
import { visibleText } from '../text/visible-text.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { refuseUnsound } from './load-sound-workspace.ts';
import { readSavedCalls } from './saved-calls.ts';
import { revisionOfLoaded } from './set-up-replay.ts';
import { pageDigest } from './simulate-text.ts';

/** `policy report`: a saved result as an HTML page that stands alone. */
export const reportCommand: CommandDefinition = {
  summary: 'a saved result of simulate, lint or diff as an HTML page that stands alone',
  operands: [
    { name: '<results>', about: 'what simulate, lint or diff --format json printed; - for standard input' },
  ],
  options: [
    {
      flags: '--calls <file>',
      about: 'of simulate: the calls of the same run, as --format jsonl printed them, for a table to search',
    },
    {
      flags: '--policies <folder>',
      about: 'of simulate: the workspace that decided, whose text coverage is shown in',
    },
  ],
  formats: ['html'],
  example: `
policy simulate calls.jsonl --swap --trace --format json=results.json --format jsonl=decided.jsonl
policy report results.json --calls decided.jsonl --output report.html
`,
  run: runReport,
};

/** In bytes. */
const resultLimit = { what: 'a result', maxBytes: 512 * 1024 * 1024 };

async function runReport(context: CommandContext): Promise<ExitCode> {
  const { given, cwd } = context;
  const [file = '-'] = given.operands;
  const reading = readSavedResult(await readInput(file, cwd, resultLimit));
  if (!reading.ok)
    throw new UserMistake(`${file === '-' ? 'standard input' : visibleText(file)}: ${reading.problem}`);
  const { result } = reading;
  if (result.kind !== 'simulate') refuseExtras(context, result.kind);
  const page =
    result.kind === 'lint'
      ? lintPage(result.output, pageDigest)
      : result.kind === 'diff'
        ? diffPage(result.output, pageDigest)
        : simulatePage(result.output, pageDigest, await extrasOf(context, result.output));
  await context.report(() => page);
  return 0;
}

function refuseExtras({ given }: CommandContext, kind: string): void {
  for (const option of ['calls', 'policies'])
    if (given.text(option) !== undefined)
      throw new UserMistake(`--${option} goes with a result of simulate, and this is one of ${kind}`);
}

async function extrasOf(context: CommandContext, output: SimulateOutput): Promise<PageExtras> {
  const { given, cwd } = context;
  const calls = given.text('calls');
  const policies = given.text('policies');
  return {
    calls: calls === undefined ? undefined : await readSavedCalls(calls, cwd, output),
    sources: policies === undefined ? undefined : await sourcesOf(context, policies, output),
  };
}

/** The texts of a workspace. Throws `UserMistake` where it is not the one that decided. */
async function sourcesOf(
  context: CommandContext,
  folder: string,
  { bundle }: SimulateOutput,
): Promise<ReadonlyMap<string, string>> {
  const shown = visibleText(folder);
  const loaded = await loadWorkspaceAt(workspaceIn(resolve(context.cwd, folder)));
  refuseUnsound(loaded, context, shown);
  const revision = revisionOfLoaded(loaded);
  if (bundle.revision !== null && revision === bundle.revision) return loaded.files;
  const names = [bundle.revision, revision ?? null].map((name) => name?.slice(0, 12) ?? 'unknown');
  throw new UserMistake(
    `${shown} is not what decided: the result is of revision ${names[0]}, these policies are ${names[1]}`,
    { help: 'check out the version of the run, or run it again' },
  );
}
