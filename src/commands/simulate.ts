import { finishOnInterrupt } from '../host/interrupt.ts';
import type { LoadedWorkspace } from '../host/load-workspace.ts';
import { UserMistake } from '../host/user-mistake.ts';
import type { PageCalls } from '../report/page/decisions-view.ts';
import { createKeptCalls } from '../report/page/kept-calls.ts';
import { simulateLine } from '../report/simulate-jsonl.ts';
import type { JudgedCall } from '../simulate/judged-call.ts';
import type { ReplaySummary } from '../simulate/replay-summary.ts';
import type { Shard } from '../simulate/shard.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { freshEngine } from './fresh-engine.ts';
import { loadSoundWorkspace } from './load-sound-workspace.ts';
import { pageCall } from './page-calls.ts';
import { replayByTime } from './replay-by-time.ts';
import { replayFiles, tryRecordings } from './replay-files.ts';
import { replayInJobs } from './replay-jobs.ts';
import { revisionOfLoaded, setUpReplay } from './set-up-replay.ts';
import { shardOfRun } from './shard-of-run.ts';
import { fails, failsOn, refuseUncompared, refuseWhatIsLeft } from './simulate-failure.ts';
import {
  argumentsShown,
  intervalAsked,
  jobsAsked,
  openingOptions,
  shardAsked,
  simulateOptions,
  sortAsked,
} from './simulate-options.ts';
import type { StreamedOutputs } from './simulate-outputs.ts';
import { findRecordings, type RecordingFile } from './simulate-sources.ts';
import { simulateFormats, simulateText } from './simulate-text.ts';
import { workOn } from './work-on.ts';

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
  const failing = failsOn(given);
  refuseUncompared(given);
  intervalAsked(given);
  if (given.flag('trace') && !context.outputs.some(({ format }) => format === 'jsonl'))
    throw new UserMistake('--trace needs --format jsonl', {
      help: 'a page of a run, --format html, has the traces of its calls without it',
    });
  shardAsked(given);
  // A page lists calls in the order recorded; the result is the same for any number of jobs.
  const jobsWanted = jobsAsked(given);
  const jobs = asksForPage(context) ? 1 : jobsWanted;
  sortAsked(given);
  const loaded = await loadSoundWorkspace(context);
  const files = await findRecordings(context, loaded);
  const interrupted = finishOnInterrupt();
  // What is streamed to a reader cannot be taken back, so nothing may be wrong with a later file.
  if (files.length > 1 && context.outputs.some((output) => output.format === 'jsonl'))
    await tryRecordings(files, openingOptions(given), interrupted);
  const shard = await shardOfRun(context, loaded, interrupted);
  const asked: RunAsked = { loaded, files, shard, interrupted, revision: revisionOfLoaded(loaded) };
  const { summary, outputs, calls } = await (jobs === 1
    ? replayAlone(context, asked)
    : replayShared(context, asked, jobs));
  await outputs.finish((name, palette) =>
    simulateText(
      name,
      { summary, revision: asked.revision, failsOn: failing, calls, sources: loaded.files },
      palette,
    ),
  );
  if (summary.partial) return 0;
  refuseWhatIsLeft(summary, given.flag('skip-malformed'), given.flag('allow-empty'));
  return fails(summary, failing) ? 1 : 0;
}

interface RunAsked {
  readonly loaded: LoadedWorkspace;
  readonly files: readonly RecordingFile[];
  readonly shard: Shard | undefined;
  readonly interrupted: AbortSignal;
  readonly revision: string | undefined;
}

interface RunDone {
  readonly summary: ReplaySummary;
  readonly outputs: StreamedOutputs;
  /** Where a page was asked for. */
  readonly calls?: PageCalls;
}

function asksForPage({ outputs }: CommandContext): boolean {
  return outputs.some(({ format }) => format === 'html');
}

async function replayAlone(context: CommandContext, asked: RunAsked): Promise<RunDone> {
  const { given } = context;
  const lines: string[] = [];
  const shown = argumentsShown(given);
  const takesLines = context.outputs.some((output) => output.format === 'jsonl');
  const traced = given.flag('trace');
  const kept = asksForPage(context) ? createKeptCalls() : undefined;
  const engine = kept === undefined ? undefined : await freshEngine(asked.loaded.resolved.workspace, context);
  const onCall = (judged: JudgedCall): void => {
    if (takesLines) lines.push(simulateLine(judged, shown, { traced }));
    if (engine !== undefined) kept?.add(judged.decision.action, () => pageCall(engine, judged, shown));
  };
  const replay = await setUpReplay(
    context,
    asked.loaded,
    asked.shard,
    takesLines || kept !== undefined ? onCall : undefined,
  );
  return await workOn(context, asked.files, async ({ outputs, onBytes, tell }) => {
    const replayInOrder = sortAsked(given) ? replayByTime : replayFiles;
    const partial = await replayInOrder(asked.files, replay, {
      interrupted: asked.interrupted,
      onBytes,
      afterBatch: () => tell(replay.calls(), lines.splice(0).join('')),
      opening: openingOptions(given),
    });
    const summary = replay.summary(partial);
    return {
      summary,
      outputs,
      ...(kept === undefined ? {} : { calls: kept.calls(summary.sections, summary.totals.calls) }),
    };
  });
}

async function replayShared(context: CommandContext, asked: RunAsked, jobs: number): Promise<RunDone> {
  return await workOn(context, asked.files, async ({ outputs, onBytes, tell }) => {
    const { takesLines } = outputs;
    const summary = await replayInJobs(context, { ...asked, jobs, takesLines, onBytes, afterBatch: tell });
    return { summary, outputs };
  });
}
