import { createHash, hash } from 'node:crypto';
import { encodeWorkspace } from '../bundle/encode-workspace.ts';
import { revisionOf } from '../bundle/revision.ts';
import { createEngine, createMemoryLimitStore, type Engine } from '../engine/index.ts';
import { finishOnInterrupt } from '../host/interrupt.ts';
import { UserMistake } from '../host/user-mistake.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';
import { countText } from '../report/number-text.ts';
import { simulateJson } from '../report/simulate-json.ts';
import { type ArgumentsShown, simulateLine } from '../report/simulate-jsonl.ts';
import { simulatePretty } from '../report/simulate-pretty.ts';
import { grammarFor } from '../runtime/grammar-for.ts';
import { createReplay, type Replay } from '../simulate/replay.ts';
import type { ReplaySummary } from '../simulate/replay-summary.ts';
import { parseDuration } from '../text/duration.ts';
import type { OpenTranscriptOptions } from '../transcript/open-transcript.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { loadSoundWorkspace } from './load-sound-workspace.ts';
import { malformedRecords } from './malformed-records.ts';
import { replayFiles, tryRecordings } from './replay-files.ts';
import { openStreamedOutputs, type StreamedOutputs } from './simulate-outputs.ts';
import { findRecordings, type RecordingFile } from './simulate-sources.ts';

/** `policy simulate`: recorded tool calls through the engine. */
export const simulateCommand: CommandDefinition = {
  summary: 'recorded tool calls through the engine',
  operands: [
    {
      name: '[transcripts...]',
      about: 'files or globs, - for standard input; else those of the configuration',
    },
  ],
  options: [
    { flags: '--tenant <id>', about: 'the tenant of calls that nothing else gives one' },
    { flags: '--force-tenant', about: '--tenant holds whatever the recording says' },
    {
      flags: '--tenant-map <file>',
      about: 'who a call belongs to, by file, session, user or a value in the record',
    },
    { flags: '--tenant-from <pointer>', about: 'a JSON Pointer to the tenant, in the record or its header' },
    {
      flags: '--input-format <name>',
      about: 'the format of the recordings, instead of telling it by content',
    },
    { flags: '--assume-interval <duration>', about: 'time between calls that have none, such as 2s' },
    { flags: '--fail-on <action>', about: 'exit 1 where a call is decided so: deny' },
    { flags: '--skip-malformed', about: 'malformed records do not fail the run' },
    { flags: '--allow-empty', about: 'recordings without a call do not fail the run' },
    { flags: '--show-arguments', about: 'write recorded arguments as they are, not masked' },
  ],
  formats: ['pretty', 'json', 'jsonl'],
  example: `
policy simulate recordings/*.jsonl --tenant-map tenants.yaml

1,204 calls of 96 sessions in 2 recordings
  recordings/monday.jsonl   toolkit  803 calls
  recordings/tuesday.jsonl  toolkit  401 calls

  allowed            1,189   98.8 %  ███████████████████████
  held for approval      3    0.2 %  ▒
  denied                12    1.0 %  ░
`,
  run: runSimulate,
};

async function runSimulate(context: CommandContext): Promise<ExitCode> {
  const { given } = context;
  const failOn = given.choices('fail-on', ['deny']);
  const shown: ArgumentsShown = given.flag('show-arguments')
    ? { show: true }
    : { show: false, digest: shortDigest };
  const assumeIntervalMs = readInterval(given.text('assume-interval'));
  const loaded = await loadSoundWorkspace(context);
  const files = await findRecordings(context, loaded);
  const opening = openingOptions(context);
  const interrupted = finishOnInterrupt();
  // What is streamed to a reader cannot be taken back, so nothing may be wrong with a later file.
  if (files.length > 1 && context.outputs.some((output) => output.format === 'jsonl'))
    await tryRecordings(files, opening, interrupted);
  const { workspace } = loaded.resolved;
  const revision = revisionOf(encodeWorkspace(workspace), sha256);
  const outputs = openStreamedOutputs(context, 'jsonl');
  const lines: string[] = [];
  const replay = createReplay({
    engine: await engineOf(workspace, revision, context),
    isKnown: (tenant) => workspace.tenants.has(tenant),
    ...(assumeIntervalMs === undefined ? {} : { assumeIntervalMs }),
    ...(outputs.takesLines ? { onCall: (judged) => lines.push(simulateLine(judged, shown)) } : {}),
  });
  const partial = await runReplay(context, files, replay, outputs, lines, interrupted);
  const summary = replay.summary(partial);
  await outputs.finish((name, palette) =>
    name === 'json' ? simulateJson(summary, revision) : simulatePretty(summary, { palette, shown }),
  );
  if (partial) return 0;
  refuseWhatIsLeft(summary, given.flag('skip-malformed'), given.flag('allow-empty'));
  return failOn.length > 0 && summary.totals.deny > 0 ? 1 : 0;
}

function openingOptions({ given }: CommandContext): OpenTranscriptOptions {
  const format = given.text('input-format');
  return { allowEmpty: given.flag('allow-empty'), ...(format === undefined ? {} : { format }) };
}

async function runReplay(
  context: CommandContext,
  files: readonly RecordingFile[],
  replay: Replay,
  outputs: StreamedOutputs,
  lines: string[],
  interrupted: AbortSignal,
): Promise<boolean> {
  const progress = context.progress();
  try {
    return await replayFiles(files, replay, {
      interrupted,
      afterBatch: async () => {
        progress.update(`${countText(replay.calls())} calls decided`);
        if (lines.length > 0) await outputs.writeLines(lines.splice(0).join(''));
      },
      opening: openingOptions(context),
    });
  } catch (error) {
    outputs.discard();
    throw error;
  } finally {
    progress.end();
  }
}

async function engineOf(
  workspace: EffectiveWorkspace,
  revision: string | undefined,
  { clock }: CommandContext,
): Promise<Engine> {
  return createEngine(workspace, {
    clock,
    limits: createMemoryLimitStore(),
    ...(await grammarFor(workspace)),
    ...(revision === undefined ? {} : { revision }),
  });
}

/** What makes a run fail that has reported all it found. Throws `UserMistake`. */
function refuseWhatIsLeft(summary: ReplaySummary, skipMalformed: boolean, allowEmpty: boolean): void {
  const malformed = malformedRecords(summary, 'everything else was decided; --skip-malformed accepts them');
  if (malformed !== undefined && !skipMalformed) throw malformed;
  if (summary.totals.calls === 0 && !allowEmpty) {
    throw new UserMistake('the recordings hold no call to decide', {
      help: '--allow-empty says that this is meant',
    });
  }
}

function readInterval(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = parseDuration(text, 'timeout');
  if (ms !== undefined) return ms;
  throw new UserMistake(`--assume-interval '${text}' is no duration`, { help: 'write 2s or 5min' });
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

function shortDigest(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 8);
}
