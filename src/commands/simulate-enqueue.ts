import { finishOnInterrupt } from '../host/interrupt.ts';
import { openRunQueue, readQueueAddress } from '../host/run-queue.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { amountText } from '../report/number-text.ts';
import { mostShards } from '../simulate/shard.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { Given } from './given.ts';
import { loadSoundWorkspace } from './load-sound-workspace.ts';
import { describeRun, shardId } from './queued-run.ts';
import type { QueuedShard } from './read-queued-run.ts';
import { refuseUncompared } from './simulate-failure.ts';
import { intervalAsked, queueOption, simulateOptions } from './simulate-options.ts';

/** `policy simulate enqueue`: a run for workers on other machines. */
export const simulateEnqueueCommand: CommandDefinition = {
  summary: 'put a run into a queue, for workers on any number of machines',
  operands: [
    {
      name: '[transcripts...]',
      about: 'files or globs; else those of the configuration. Workers need the same',
    },
  ],
  options: [
    queueOption,
    { flags: '--shards <n>', about: 'into how many parts the tenants are divided; 16 if not given' },
    ...simulateOptions.filter(({ flags }) => !/^--(jobs|shard|trace) /.test(flags)),
  ],
  formats: ['pretty', 'json'],
  example: `
policy simulate enqueue recordings/*.jsonl --queue redis://127.0.0.1:6379

run 4f1c2a9b7d3e5a60 of 16 shards
policy simulate work --queue redis://127.0.0.1:6379
policy simulate collect 4f1c2a9b7d3e5a60 --queue redis://127.0.0.1:6379
`,
  run: runEnqueue,
};

const usualShards = 16;

async function runEnqueue(context: CommandContext): Promise<ExitCode> {
  const { given } = context;
  const address = readQueueAddress(given.required('queue'));
  const of = shardsAsked(given);
  refuseUncompared(given);
  intervalAsked(given);
  const loaded = await loadSoundWorkspace(context);
  const run = await describeRun(context, loaded, of, finishOnInterrupt());
  const queue = await openRunQueue(address);
  try {
    const shards = Array.from({ length: of }, (_, at): QueuedShard => ({ run, index: at + 1 }));
    const isNew = await queue.add(shards.map((data) => ({ id: shardId(run.id, data.index), data })));
    if (!isNew) context.note('this run is in the queue already');
  } finally {
    await queue.close();
  }
  const words = `run ${run.id} of ${amountText(of, 'shard')}\n`;
  await context.report((format) =>
    format === 'json' ? `${JSON.stringify({ schemaVersion: 1, run: run.id, shards: of })}\n` : words,
  );
  return 0;
}

function shardsAsked(given: Given): number {
  const text = given.text('shards') ?? String(usualShards);
  if (/^[1-9][0-9]{0,3}$/.test(text) && Number(text) <= mostShards) return Number(text);
  throw new UserMistake(`--shards '${text}' is no number of parts`, { help: `write 1 to ${mostShards}` });
}
