import { createReplay } from '../../dist/simulate/replay.js';
import { createSharedLines } from '../../dist/simulate/shared-lines.js';
import { jobOf, shardOfJob } from '../../dist/simulate/shard.js';
import { toolkitFormat } from '../../dist/transcript/formats/toolkit.js';
import { openTranscript } from '../../dist/transcript/open-transcript.js';
import { recording } from '../fleet.mjs';
import { spread } from '../measure.mjs';
import { engineOf, mixedCalls, tenantPolicy, workspaceOf } from '../workspace.mjs';

const tenants = 64;

/**
 * How work is shared among jobs: the longest of them against one job that does all. Each is measured by itself, one after
 * the other in this thread, so that what else the machine's cores do does not count; handing over the bytes is not in it.
 */
export async function measure(_effort, { quick }) {
  const ids = Array.from({ length: tenants }, (_, at) => `tenant_${at}`);
  const lines = ids.map((id) =>
    recording(mixedCalls(id), quick ? 25 : 1000)
      .trim()
      .split('\n'),
  );
  const text = lines[0].map((_, at) => lines.map((own) => own[at]).join('\n')).join('\n');
  const bytes = new TextEncoder().encode(`${text}\n`);
  const workspace = workspaceOf(Object.fromEntries(ids.map((id) => [`${id}.yaml`, tenantPolicy(id)])));
  const rows = [];
  for (const jobs of [2, 4]) {
    const speeds = [];
    for (let round = 0; round < (quick ? 2 : 9); round++) {
      const one = await timed(() => alone(workspace, bytes));
      let longest = 0;
      for (let job = 0; job < jobs; job++)
        longest = Math.max(longest, await timed(() => shared(workspace, bytes, jobs, job)));
      speeds.push(one / longest);
    }
    rows.push({
      what: `simulate, JSONL, the longest of ${jobs} jobs`,
      against: 'one job',
      value: spread(speeds),
      unit: '× as fast',
      ...(jobs === 2 ? { goal: 'at least 1.7' } : {}),
      note: `it has ${share(ids, jobs)} % of the tenants`,
    });
  }
  return rows;
}

/** Milliseconds of processor time: the machine's cores may be busy with something else. */
async function timed(run) {
  globalThis.gc?.();
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Of the job that has most. */
function share(ids, jobs) {
  const counts = Array.from({ length: jobs }, () => 0);
  for (const id of ids) counts[jobOf(id, jobs)] += 1;
  return Math.round((Math.max(...counts) / ids.length) * 100);
}

function replayOf(workspace, shard) {
  return createReplay({
    engine: engineOf(workspace),
    isKnown: (tenant) => workspace.tenants.has(tenant),
    shown: { show: true },
    ...(shard === undefined ? {} : { shard }),
  });
}

async function alone(workspace, bytes) {
  const replay = replayOf(workspace);
  const opened = await openTranscript(chunks(bytes), {});
  if (!opened.ok) throw new Error(opened.problem);
  const source = replay.begin('bench.jsonl', opened.format.name, {});
  for await (const batch of opened.batches) source.judge(batch);
  if (replay.calls() === 0) throw new Error('no call was found');
}

async function shared(workspace, bytes, jobs, job) {
  const replay = replayOf(workspace, shardOfJob(job, jobs));
  const source = replay.begin('bench.jsonl', toolkitFormat.name, {});
  const own = createSharedLines({ format: toolkitFormat, replay, source, jobs, job });
  for await (const chunk of chunks(bytes)) own.settle(own.look(chunk));
  own.settle(own.look(undefined));
  if (replay.calls() === 0) throw new Error('no call was found');
}

async function* chunks(bytes) {
  for (let at = 0; at < bytes.length; at += 2 ** 20) yield bytes.subarray(at, at + 2 ** 20);
}
