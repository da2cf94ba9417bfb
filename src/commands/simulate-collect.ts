import { setTimeout as pause } from 'node:timers/promises';
import { finishOnInterrupt } from '../host/interrupt.ts';
import { openRunQueue, type RunQueue, readQueueAddress } from '../host/run-queue.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { countText } from '../report/number-text.ts';
import { joinShards } from '../simulate/join-shards.ts';
import { readSimulateOutput } from '../simulate/read-output.ts';
import type { SimulateOutput } from '../simulate/simulate-output.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { contextOfRun, type QueuedRun, shardId } from './queued-run.ts';
import { readQueuedShard, readShardResult } from './read-queued-run.ts';
import { fails, failsOn, refuseWhatIsLeft } from './simulate-failure.ts';
import { queueOption } from './simulate-options.ts';
import { simulateFormats, simulateText } from './simulate-text.ts';

/** `policy simulate collect`: the result of a run that workers have decided. */
export const simulateCollectCommand: CommandDefinition = {
  summary: 'wait for a run in a queue, and print its result as if one machine had decided it',
  operands: [{ name: '<run>', about: 'what policy simulate enqueue printed' }],
  options: [queueOption, { flags: '--keep', about: 'leave the run in the queue, to be collected again' }],
  formats: simulateFormats,
  example: `
policy simulate collect 4f1c2a9b7d3e5a60 --queue redis://127.0.0.1:6379

1,204 calls of 96 sessions in 1 recording
  calls.jsonl  toolkit  1,204 calls
`,
  run: runCollect,
};

async function runCollect(context: CommandContext): Promise<ExitCode> {
  const { given, cwd } = context;
  const [id = ''] = given.operands;
  const queue = await openRunQueue(readQueueAddress(given.required('queue')));
  try {
    const run = await findRun(queue, id);
    const asked = contextOfRun(run, context, cwd).given;
    const outputs = await resultsOf(context, queue, run);
    if (outputs === undefined) return 0;
    const joined = joinShards(outputs);
    if (!joined.ok) throw new UserMistake(joined.problem, { help: joined.help });
    const { summary, revision } = joined;
    const failing = failsOn(asked);
    await context.report((format, palette) =>
      simulateText(format, { summary, revision, failsOn: failing }, palette),
    );
    if (!given.flag('keep')) await queue.remove(shardIds(run));
    refuseWhatIsLeft(summary, asked.flag('skip-malformed'), asked.flag('allow-empty'));
    return fails(summary, failing) ? 1 : 0;
  } finally {
    await queue.close();
  }
}

function shardIds({ id, of }: QueuedRun): readonly string[] {
  return Array.from({ length: of }, (_, at) => shardId(id, at + 1));
}

async function findRun(queue: RunQueue, id: string): Promise<QueuedRun> {
  const shard = readQueuedShard(await queue.data(shardId(id, 1)));
  if (shard !== undefined && shard.run.id === id) return shard.run;
  throw new UserMistake(`there is no run '${id}' in the queue`, {
    help: 'policy simulate enqueue prints its id; one that was collected is gone',
  });
}

const askEveryMs = 200;

/** The results of all shards, once they are there; undefined where the user does not want to wait any longer. */
async function resultsOf(
  context: CommandContext,
  queue: RunQueue,
  run: QueuedRun,
): Promise<readonly SimulateOutput[] | undefined> {
  const interrupted = finishOnInterrupt();
  const progress = context.progress();
  const outputs: SimulateOutput[] = [];
  try {
    for (const id of shardIds(run)) {
      for (;;) {
        if (interrupted.aborted) return undefined;
        const output = await resultOf(queue, id);
        progress.update(`${countText(outputs.length)} of ${countText(run.of)} shards`);
        if (output !== undefined) {
          outputs.push(output);
          break;
        }
        await pause(askEveryMs);
      }
    }
    return outputs;
  } finally {
    progress.end();
  }
}

/** Undefined where it is not there yet. */
async function resultOf(queue: RunQueue, id: string): Promise<SimulateOutput | undefined> {
  const state = await queue.state(id);
  if (state.kind === 'waiting') return undefined;
  if (state.kind === 'missing') throw new UserMistake(`shard ${id} is no longer in the queue`);
  if (state.kind === 'failed') throw new Error(`shard ${id} failed in a worker: ${state.reason}`);
  const result = readShardResult(state.result);
  if (result === undefined) throw new Error(`shard ${id} has a result that is none`);
  if (result.kind === 'mistake')
    throw new UserMistake(result.message, result.help === undefined ? {} : { help: result.help });
  const reading = readSimulateOutput(result.json);
  if (!reading.ok) throw new Error(`shard ${id}: ${reading.problem}`);
  return reading.output;
}
