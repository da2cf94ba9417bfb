import { UserMistake } from '../host/user-mistake.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';
import { grammarFor } from '../runtime/grammar-for.ts';
import { createBoundaryJudge } from '../simulate/boundary-judge.ts';
import type { ArgumentsShown } from '../simulate/call-record.ts';
import type { AskedSection } from '../simulate/replay.ts';
import { asksApproval, createApprovals } from '../simulate/sections/approvals.ts';
import { createAttacks } from '../simulate/sections/attacks.ts';
import { createChanges } from '../simulate/sections/changes.ts';
import { createCoverage } from '../simulate/sections/coverage.ts';
import { createExpectations } from '../simulate/sections/expectations.ts';
import { createLimits, hasLimits } from '../simulate/sections/limits.ts';
import { boundsResults, createResults } from '../simulate/sections/results.ts';
import { createSwap } from '../simulate/sections/swap.ts';
import type { Shard } from '../simulate/shard.ts';
import type { CommandContext } from './command-context.ts';
import { versionOperand } from './diff-operands.ts';
import { loadSide } from './diff-sides.ts';
import { freshEngine } from './fresh-engine.ts';
import { loadExpectedLabels } from './read-expected-labels.ts';

/** What the options ask a run to learn beside the counts. Throws `UserMistake`. */
export async function sectionsAsked(
  context: CommandContext,
  asked: { readonly workspace: EffectiveWorkspace; readonly shown: ArgumentsShown; readonly shard?: Shard },
): Promise<readonly AskedSection[]> {
  return [
    ...(asksApproval(asked.workspace) ? [createApprovals()] : []),
    ...(await attacksAsked(context, asked)),
    ...(await changesAsked(context, asked.shown)),
    ...(context.given.flag('coverage') ? [createCoverage(asked.workspace)] : []),
    await expectationsAsked(context, asked.shown),
    ...(hasLimits(asked.workspace) ? [createLimits()] : []),
    ...(await resultsAsked(asked.workspace)),
    ...(await swapAsked(context, asked)),
  ];
}

async function attacksAsked(
  context: CommandContext,
  { workspace, shown }: Parameters<typeof sectionsAsked>[1],
): Promise<readonly AskedSection[]> {
  if (!context.given.flag('attacks')) return [];
  refuseWithoutBoundaries(workspace, '--attacks');
  const grammar = await grammarFor(workspace);
  return [createAttacks({ workspace, engine: await freshEngine(workspace, context), shown, ...grammar })];
}

async function changesAsked(
  context: CommandContext,
  shown: ArgumentsShown,
): Promise<readonly AskedSection[]> {
  const against = context.given.text('against');
  if (against === undefined) return [];
  const { side } = await loadSide(await versionOperand(against, context.cwd), context);
  return [createChanges(await freshEngine(side.workspace, context), shown)];
}

/** Recorded decisions are compared wherever there are some. */
async function expectationsAsked(
  { given, cwd }: CommandContext,
  shown: ArgumentsShown,
): Promise<AskedSection> {
  const file = given.text('expect');
  if (file === undefined) return createExpectations({ shown });
  return createExpectations({ shown, labels: { file, labels: await loadExpectedLabels(file, cwd) } });
}

/** They cost nothing where no boundary asks for results, and are always judged where one does. */
async function resultsAsked(workspace: EffectiveWorkspace): Promise<readonly AskedSection[]> {
  if (!boundsResults(workspace)) return [];
  const { sql } = await grammarFor(workspace);
  return [createResults(workspace, sql)];
}

async function swapAsked(
  context: CommandContext,
  { workspace, shown, shard }: Parameters<typeof sectionsAsked>[1],
): Promise<readonly AskedSection[]> {
  const { given } = context;
  const sampled = given.text('swap-sample');
  if (!given.flag('swap')) {
    if (sampled !== undefined)
      throw new UserMistake('--swap-sample says how much --swap asks', { help: 'add --swap' });
    return [];
  }
  refuseWithoutBoundaries(workspace, '--swap');
  const { sql } = await grammarFor(workspace);
  const swap = createSwap({
    workspace,
    engine: await freshEngine(workspace, context),
    boundaries: createBoundaryJudge(workspace, sql),
    shown,
    sample: sampled === undefined ? usualSample : readSample(sampled),
    ...(shard === undefined ? {} : { shard }),
  });
  return [swap];
}

function refuseWithoutBoundaries({ boundaries }: EffectiveWorkspace, option: string): void {
  if (boundaries.length === 0)
    throw new UserMistake(`${option} needs boundaries, which say what is whose, and the workspace has none`, {
      help: 'policy init --boundaries drafts them',
    });
}

const usualSample = 1000;

function readSample(text: string): number {
  if (/^[1-9][0-9]{0,6}$/.test(text)) return Number(text);
  throw new UserMistake(`--swap-sample '${text}' is no number of calls`, { help: 'write 1 to 9999999' });
}
