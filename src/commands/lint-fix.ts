import { hash } from 'node:crypto';
import { withGrammar } from '../analysis/analysed-workspace.ts';
import type { DiffSide } from '../analysis/diff/workspace-change.ts';
import { diffTool } from '../analysis/diff-tool.ts';
import { diffWorkspaces } from '../analysis/workspace-diff.ts';
import type { SqlParser } from '../engine/index.ts';
import { runBlocking } from '../host/interrupt.ts';
import { assembleWorkspace, documentLimit, type LoadedWorkspace } from '../host/load-workspace.ts';
import { refuseChanged } from '../host/refuse-changed.ts';
import type { UserMistake } from '../host/user-mistake.ts';
import { writeOutputs } from '../host/write-output.ts';
import { fixWorkspace } from '../lint/fix-workspace.ts';
import type { WorkspaceLint } from '../lint/lint-workspace.ts';
import { lintRule } from '../lint/registry.ts';
import type { LintOptions } from '../lint/run-lint.ts';
import { soundness } from '../lint/soundness.ts';
import { describeMatcher } from '../report/describe-matcher.ts';
import type { WorkspaceComparison } from '../report/diff-view.ts';
import type { FixReport } from '../report/fix-report.ts';
import { amountText, countText } from '../report/number-text.ts';
import { textPatches } from '../report/text-patches.ts';
import { grammarFor } from '../runtime/grammar-for.ts';
import { createComparedReplay, type ReplayComparison } from '../simulate/compare-replay.ts';
import type { CommandContext } from './command-context.ts';
import { freshEngine } from './fresh-engine.ts';
import { gateSide } from './gate-side.ts';
import { malformedRecords } from './malformed-records.ts';
import { refuseProblems } from './refuse-problems.ts';
import { replayFiles } from './replay-files.ts';
import { configuredRecordings } from './simulate-sources.ts';

/** A workspace that was fixed and written. */
export interface FixedLint {
  readonly outcome: WorkspaceLint;
  readonly fixed: FixReport;
  /** What the run fails with when everything is reported: records of the transcripts that could not be read. */
  readonly failure?: UserMistake;
}

/**
 * Applies what can be fixed and writes the files; with `unsafe` it also tells what is decided differently then, and what
 * becomes of the recorded calls of the configured transcripts. Throws `UserMistake`, and then has written nothing.
 */
export async function fixAndWrite(
  context: CommandContext,
  loaded: LoadedWorkspace,
  options: LintOptions,
  unsafe: boolean,
): Promise<FixedLint> {
  // Fixes ask `sql` only where a boundary does.
  const grammar = await grammarFor(loaded.resolved.workspace);
  const { changed, applied, remaining } = runBlocking(() =>
    fixWorkspace(loaded.files, loaded.config, { ...options, ...grammar, unsafe }),
  );
  refuseProblems(remaining);
  const looked = unsafe && changed.size > 0 ? await compareWithFixed(context, loaded, changed) : {};
  refuseChanged({ root: loaded.root, names: changed.keys(), texts: loaded.files, limit: documentLimit });
  await writeOutputs(
    [...changed].map(([file, text]) => ({ file, text })),
    loaded.root,
  );
  const what = `${amountText(applied, 'fix', 'fixes')} in ${amountText(changed.size, 'file')}`;
  const none = unsafe ? 'nothing could be fixed' : 'nothing could be fixed without a person';
  context.note(applied === 0 ? none : `applied ${what}`);
  const { failure, ...found } = looked;
  const fixed = { applied, files: [...changed.keys()].sort(), ...found };
  return { outcome: remaining, fixed, ...(failure === undefined ? {} : { failure }) };
}

type Comparison = Pick<FixReport, 'diff' | 'isEnforced' | 'replay'> & Pick<FixedLint, 'failure'>;

async function compareWithFixed(
  context: CommandContext,
  loaded: LoadedWorkspace,
  changed: ReadonlyMap<string, string>,
): Promise<Comparison> {
  const { root, config, configFile, files } = loaded;
  const configuration = configFile === undefined ? undefined : { ...configFile, config };
  const after = runBlocking(() =>
    assembleWorkspace(root, new Map([...files, ...changed]), configuration, []),
  );
  if (!isSound(loaded) || !isSound(after)) {
    const when = isSound(after) ? 'before the fixes it had' : 'it still has';
    context.note(
      `what the fixes change is not told: only a workspace without errors decides, and ${when} some`,
    );
    return {};
  }
  const { sql } = await grammarFor(after.resolved.workspace);
  const diff = runBlocking(() => compare(loaded, after, sql));
  const isEnforced = loaded.resolved.workspace.boundaries.some(({ enforce }) => enforce);
  return {
    diff,
    isEnforced,
    ...(config.transcripts.length === 0 ? {} : await replayBoth(context, loaded, after)),
  };
}

function isSound({ reading, resolved, config }: LoadedWorkspace): boolean {
  return soundness(reading, resolved, config).summary.errors === 0;
}

function compare(
  before: LoadedWorkspace,
  after: LoadedWorkspace,
  sql: SqlParser | undefined,
): WorkspaceComparison {
  const diff = diffWorkspaces(sideOf(before, sql), sideOf(after, sql), {
    differ: diffTool,
    digest: (text) => hash('sha256', text, 'hex'),
    describe: describeMatcher,
    levelOf: (code) => lintRule(code)?.level,
  });
  return { from: 'as it was', to: 'fixed', ...diff, text: textPatches(before.files, after.files) };
}

function sideOf(loaded: LoadedWorkspace, sql: SqlParser | undefined): DiffSide {
  return { workspace: withGrammar(loaded.resolved.workspace, sql), gate: gateSide(loaded) };
}

async function replayBoth(
  context: CommandContext,
  before: LoadedWorkspace,
  after: LoadedWorkspace,
): Promise<{ readonly replay: ReplayComparison; readonly failure?: UserMistake }> {
  const recordings = await configuredRecordings(before);
  const { tenants } = before.resolved.workspace;
  const { replay, comparison } = createComparedReplay({
    before: await freshEngine(before.resolved.workspace, context),
    after: await freshEngine(after.resolved.workspace, context),
    isKnown: (tenant) => tenants.has(tenant),
  });
  const progress = context.progress();
  try {
    await replayFiles(recordings, replay, {
      interrupted: new AbortController().signal,
      afterBatch: async () => progress.update(`${countText(replay.calls())} recorded calls decided`),
      opening: { allowEmpty: true },
    });
  } finally {
    progress.end();
  }
  const help = 'everything else was decided, and the fixes are written';
  const failure = malformedRecords(replay.summary(false), help);
  return { replay: comparison(), ...(failure === undefined ? {} : { failure }) };
}
