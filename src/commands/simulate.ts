import { createHash, hash } from 'node:crypto';
import { encodeWorkspace } from '../bundle/encode-workspace.ts';
import { revisionOf } from '../bundle/revision.ts';
import { finishOnInterrupt } from '../host/interrupt.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { countText } from '../report/number-text.ts';
import { simulateLine } from '../report/simulate-jsonl.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';
import type { ArgumentsShown } from '../simulate/call-record.ts';
import type { JudgedCall } from '../simulate/judged-call.ts';
import { createReplay, type Replay } from '../simulate/replay.ts';
import { mostShards, parseShard, type Shard } from '../simulate/shard.ts';
import { parseDuration } from '../text/duration.ts';
import type { OpenTranscriptOptions } from '../transcript/open-transcript.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { freshEngine } from './fresh-engine.ts';
import { loadSoundWorkspace } from './load-sound-workspace.ts';
import { type KeptCalls, keepPageCalls } from './page-calls.ts';
import { replayFiles, tryRecordings } from './replay-files.ts';
import { failureAsked, refuseWhatIsLeft } from './simulate-failure.ts';
import { simulateOptions } from './simulate-options.ts';
import { openStreamedOutputs, type StreamedOutputs } from './simulate-outputs.ts';
import { sectionsAsked } from './simulate-sections.ts';
import { findRecordings, type RecordingFile } from './simulate-sources.ts';
import { simulateFormats, simulateText } from './simulate-text.ts';

/** `policy simulate`: recorded tool calls through the engine. */
export const simulateCommand: CommandDefinition = {
  summary: 'recorded tool calls through the engine',
  operands: [
    {
      name: '[transcripts...]',
      about: 'files or globs, - for standard input; else those of the configuration',
    },
  ],
  options: simulateOptions,
  formats: [...simulateFormats, 'jsonl'],
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
  const fails = failureAsked(given);
  const shown: ArgumentsShown = given.flag('show-arguments')
    ? { show: true }
    : { show: false, digest: shortDigest };
  const assumeIntervalMs = readInterval(given.text('assume-interval'));
  const shard = readShard(given.text('shard'));
  const loaded = await loadSoundWorkspace(context);
  const files = await findRecordings(context, loaded);
  const opening = openingOptions(context);
  const interrupted = finishOnInterrupt();
  // What is streamed to a reader cannot be taken back, so nothing may be wrong with a later file.
  if (files.length > 1 && context.outputs.some((output) => output.format === 'jsonl'))
    await tryRecordings(files, opening, interrupted);
  const { workspace } = loaded.resolved;
  const revision = revisionOf(encodeWorkspace(workspace), sha256);
  const sections = await sectionsAsked(context, {
    workspace,
    shown,
    ...(shard === undefined ? {} : { shard }),
  });
  const outputs = openStreamedOutputs(context, 'jsonl');
  const lines: string[] = [];
  const kept = await callsForPage(context, workspace, shown);
  const onCall = (judged: JudgedCall): void => {
    if (outputs.takesLines) lines.push(simulateLine(judged, shown));
    kept?.add(judged);
  };
  const replay = createReplay({
    engine: await freshEngine(workspace, context, revision),
    isKnown: (tenant) => workspace.tenants.has(tenant),
    shown,
    sections,
    ...(shard === undefined ? {} : { shard }),
    ...(assumeIntervalMs === undefined ? {} : { assumeIntervalMs }),
    ...(outputs.takesLines || kept !== undefined ? { onCall } : {}),
  });
  const partial = await runReplay(context, files, replay, outputs, lines, interrupted);
  const summary = replay.summary(partial);
  const failsOn =
    given
      .text('fail-on')
      ?.split(',')
      .map((what) => what.trim()) ?? [];
  const calls = kept === undefined ? {} : { calls: kept.calls(summary) };
  await outputs.finish((name, palette) =>
    simulateText(name, { summary, revision, failsOn, ...calls }, palette),
  );
  if (partial) return 0;
  refuseWhatIsLeft(summary, given.flag('skip-malformed'), given.flag('allow-empty'));
  return fails(summary) ? 1 : 0;
}

/** Only a page lists calls. */
async function callsForPage(
  context: CommandContext,
  workspace: EffectiveWorkspace,
  shown: ArgumentsShown,
): Promise<KeptCalls | undefined> {
  if (!context.outputs.some(({ format }) => format === 'html')) return undefined;
  return keepPageCalls(await freshEngine(workspace, context), shown);
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

function readInterval(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = parseDuration(text, 'timeout');
  if (ms !== undefined) return ms;
  throw new UserMistake(`--assume-interval '${text}' is no duration`, { help: 'write 2s or 5min' });
}

function readShard(text: string | undefined): Shard | undefined {
  if (text === undefined) return undefined;
  const shard = parseShard(text);
  if (shard !== undefined) return shard;
  throw new UserMistake(`--shard '${text}' is no part of a run`, {
    help: `write 1/4 to 4/4, each on a machine of its own; at most ${mostShards} parts`,
  });
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

function shortDigest(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 8);
}
