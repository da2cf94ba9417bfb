import { createHash } from 'node:crypto';
import { type BuildOptions, buildBundle } from '../bundle/build-bundle.ts';
import type { LintVerdict, SourceDigest } from '../bundle/manifest.ts';
import { selectTenants, type TenantSelection } from '../bundle/select-tenants.ts';
import { collectScanners } from '../engine/collect-scanners.ts';
import { runBlocking } from '../host/interrupt.ts';
import { type LoadedWorkspace, loadWorkspace } from '../host/load-workspace.ts';
import { fileSink, standardOutputSink } from '../host/output-sink.ts';
import { programVersion } from '../host/program-version.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { writeOutputs } from '../host/write-output.ts';
import { lintReading, type WorkspaceLint } from '../lint/lint-workspace.ts';
import type { LintOptions } from '../lint/run-lint.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';
import { encodeScanner } from '../pattern/encode-scanner.ts';
import { lintPretty } from '../report/lint-pretty.ts';
import { amountText } from '../report/number-text.ts';
import { grammarFor } from '../runtime/grammar-for.ts';
import { readDateTime } from '../transcript/date-time.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { Given } from './given.ts';
import { refuseUnsound } from './load-sound-workspace.ts';

const defaultFile = 'bundle.tar.gz';

/** `policy bundle build`: the workspace as one file that runtimes load. */
export const bundleBuildCommand: CommandDefinition = {
  summary: 'one file with the policies of all tenants, the same to the byte each time',
  options: [
    {
      flags: '--tenant <glob>',
      about: 'only tenants whose id matches; the others are unknown to the bundle',
    },
    { flags: '--where <key=value>', about: 'only tenants with this label; repeatable', repeatable: true },
    { flags: '--sequence <n>', about: 'an integer that grows with each release, against rollback' },
    { flags: '--not-after <time>', about: 'no runtime takes it from this time on, RFC 3339' },
    { flags: '--audience <name>', about: 'only runtimes of this name take it' },
    { flags: '--allow-findings', about: 'build although the linter found errors' },
  ],
  formats: ['bundle'],
  example: `
policy bundle build -o dist/bundle.tar.gz --sequence 7 --audience production

note  dist/bundle.tar.gz: 3 tenants, 4,182 bytes, revision 1f0c5bd7e2aa
`,
  run: runBuild,
};

async function runBuild(context: CommandContext): Promise<ExitCode> {
  const { given } = context;
  const terms = readTerms(given);
  const selection = readSelection(given);
  const allowed = given.flag('allow-findings');
  const loaded = await loadWorkspace(context.cwd, context.config);
  for (const note of loaded.notes) context.note(note);
  // Documents that were not understood are never shipped, whatever level the configuration gives to that.
  refuseUnsound(loaded, context);
  const grammar = await grammarFor(loaded.resolved.workspace);
  const lint = runBlocking(() => lintLoaded(loaded, context, grammar));
  if (!allowed && lint.summary.errors > 0) return refuse(context, lint);

  const { workspace } = loaded.resolved;
  const options: BuildOptions = {
    ...terms,
    sha256,
    toolkitVersion: programVersion(),
    sources: sourceDigests(loaded),
    selection,
    lint: verdictOf(lint),
    tables: runBlocking(() => tablesOf(selectTenants(workspace, selection))),
  };
  const built = runBlocking(() => buildBundle(workspace, options));
  if (!built.ok) throw new UserMistake(`the bundle cannot be built: ${built.problem}`);
  for (const { file } of context.outputs) {
    const target = file ?? (given.text('output') === '-' ? undefined : defaultFile);
    await writeBundle(built.bytes, target, context.cwd);
    const what = `${amountText(built.tenants.length, 'tenant')}, ${amountText(built.bytes.length, 'byte')}`;
    context.note(`${target ?? 'standard output'}: ${what}, revision ${built.revision.slice(0, 12)}`);
  }
  return 0;
}

function readTerms(given: Given): Pick<BuildOptions, 'sequence' | 'notAfter' | 'audience'> {
  const sequence = given.text('sequence');
  const notAfter = given.text('not-after');
  const audience = given.text('audience');
  if (sequence !== undefined && !(/^\d{1,16}$/.test(sequence) && Number.isSafeInteger(Number(sequence)))) {
    throw new UserMistake(`--sequence is no integer from 0: ${sequence}`);
  }
  const time = notAfter === undefined ? undefined : readDateTime(notAfter);
  if (notAfter !== undefined && time === undefined) {
    throw new UserMistake(`--not-after is no RFC 3339 time: ${notAfter}`, {
      help: 'write 2027-01-31T00:00:00Z',
    });
  }
  if (audience === '') throw new UserMistake('--audience is empty');
  return {
    ...(sequence !== undefined && { sequence: Number(sequence) }),
    ...(time !== undefined && { notAfter: new Date(time).toISOString().replace('.000Z', 'Z') }),
    ...(audience !== undefined && { audience }),
  };
}

function readSelection(given: Given): TenantSelection {
  const tenants = given.text('tenant');
  const where = new Map<string, string>();
  for (const text of given.list('where')) {
    const equals = text.indexOf('=');
    const key = text.slice(0, equals);
    if (equals < 1) throw new UserMistake(`--where cannot be '${text}'`, { help: 'write --where KEY=VALUE' });
    if (where.has(key)) throw new UserMistake(`--where ${key} was given twice`);
    where.set(key, text.slice(equals + 1));
  }
  return { ...(tenants !== undefined && { tenants }), ...(where.size > 0 && { where }) };
}

function lintLoaded(
  loaded: LoadedWorkspace,
  context: CommandContext,
  grammar: Pick<LintOptions, 'sql'>,
): WorkspaceLint {
  const today = new Date(context.clock()).toISOString().slice(0, 10);
  return lintReading(loaded.reading, loaded.resolved, loaded.config, { today, ...grammar });
}

/** Shows why nothing is built. Standard output is kept free where the bundle was to go there. */
async function refuse(context: CommandContext, lint: WorkspaceLint): Promise<ExitCode> {
  if (context.given.text('output') === '-') {
    process.stderr.write(lintPretty(lint, lint.sources, { palette: context.errorPalette, all: false }));
  } else {
    const text = lintPretty(lint, lint.sources, { palette: context.palette, all: false });
    await writeOutputs([{ text }], context.cwd);
  }
  context.note('nothing was built; --allow-findings builds all the same');
  return 1;
}

function verdictOf({ summary }: WorkspaceLint): LintVerdict {
  const { errors, warnings, notes } = summary;
  return { verdict: errors + warnings + notes === 0 ? 'clean' : 'findings', errors, warnings, notes };
}

function sourceDigests({ reading, files, configFile }: LoadedWorkspace): readonly SourceDigest[] {
  const unrelated = new Set(reading.unrelated);
  const sources = [...files].filter(([file]) => reading.sources.has(file) && !unrelated.has(file));
  if (configFile !== undefined) sources.push([configFile.name, configFile.text]);
  return sources.map(([file, text]) => ({
    file,
    sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
  }));
}

function tablesOf(workspace: EffectiveWorkspace): ReadonlyMap<string, Uint8Array> {
  return new Map([...collectScanners(workspace)].map(([key, scanner]) => [key, encodeScanner(scanner)]));
}

async function writeBundle(bytes: Uint8Array, file: string | undefined, cwd: string): Promise<void> {
  const sink = file === undefined ? standardOutputSink() : fileSink(file, cwd);
  try {
    await sink.write(bytes);
  } catch (error) {
    sink.discard();
    throw error;
  }
  sink.commit();
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
