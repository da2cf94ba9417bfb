import { createReplay } from '../../dist/simulate/replay.js';
import { readJson } from '../../dist/text/strict-json.js';
import { openTranscript } from '../../dist/transcript/open-transcript.js';
import { recording } from '../fleet.mjs';
import { spread } from '../measure.mjs';
import { engineOf, mixedCalls, tenantPolicy, workspaceOf } from '../workspace.mjs';

/** Recorded calls as JSONL: the whole replay against splitting and parsing the lines. */
export async function measure(_effort, { quick }) {
  const id = 'tenant_acme';
  const text = recording(mixedCalls(id), quick ? 2000 : 50_000);
  const bytes = new TextEncoder().encode(text);
  const workspace = workspaceOf({ 'a.yaml': tenantPolicy(id) });
  const parse = [];
  const strict = [];
  let rate = 0;
  for (let round = 0; round < (quick ? 2 : 9); round++) {
    const native = timed(() => lines(text).map((line) => JSON.parse(line)));
    const own = timed(() => lines(text).map((line) => readJson(line)));
    const start = performance.now();
    await replay(workspace, bytes);
    const whole = performance.now() - start;
    parse.push(whole / native);
    strict.push(whole / own);
    rate = bytes.length / whole / 1000;
  }
  return [
    {
      what: 'simulate, JSONL',
      against: 'splitting and JSON.parse',
      value: spread(parse),
      unit: '×',
      goal: 'at most 3',
      note: `${rate.toFixed(0)} MB/s`,
    },
    {
      what: 'simulate, JSONL',
      against: 'our own strict reader',
      value: spread(strict),
      unit: '×',
      goal: 'at most 1.4',
    },
  ];
}

function lines(text) {
  return text.split('\n').filter((line) => line !== '');
}

function timed(run) {
  const start = performance.now();
  run();
  return performance.now() - start;
}

async function replay(workspace, bytes) {
  const sum = createReplay({
    engine: engineOf(workspace),
    isKnown: (tenant) => workspace.tenants.has(tenant),
    shown: { show: true },
  });
  const opened = await openTranscript(chunks(bytes), {});
  if (!opened.ok) throw new Error(opened.problem);
  const source = sum.begin('bench.jsonl', opened.format.name, {});
  for await (const batch of opened.batches) source.judge(batch);
  if (sum.calls() === 0) throw new Error('no call was found');
}

async function* chunks(bytes) {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
