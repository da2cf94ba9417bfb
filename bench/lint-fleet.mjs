// Lints a generated fleet in a process of its own and prints how long it took and how large the heap grew:
// `node bench/lint-fleet.mjs TENANTS files|list|jsonl|csv proofs|no-proofs`. Times are of the processor, in milliseconds;
// `byClock` is the lint's time over that of parsing the same as YAML, on the wall.
import { parseDocument } from 'yaml';
import { lintWorkspace } from '../dist/lint/lint-workspace.js';
import { lintRules } from '../dist/lint/registry.js';
import { defaultConfig } from '../dist/model/workspace-config.js';
import { templatedFleet } from './templated-fleet.mjs';

const [tenants, as, proofs] = process.argv.slice(2);
const files = templatedFleet(Number(tenants), { as });

// Of JSONL and CSV the same tenants in one list of YAML.
const yaml = as === 'jsonl' || as === 'csv' ? templatedFleet(Number(tenants), { as: 'list' }) : files;

const [yamlStart, yamlCpu] = [performance.now(), cpuMs()];
for (const text of yaml.values()) parseDocument(text);
const yamlClock = performance.now() - yamlStart;
const yamlMs = cpuMs() - yamlCpu;

let heap = 0;
const rules = lintRules.map((rule) => ({ ...rule, check: watched(rule.check) }));
const [lintStart, lintCpu] = [performance.now(), cpuMs()];
const { findings, summary, isolation } = lintWorkspace(files, defaultConfig, {
  today: '2026-01-01',
  rules: proofs === 'proofs' ? rules : rules.filter(({ kind }) => kind === 'S'),
});
const byClock = (performance.now() - lintStart) / yamlClock;
const lintMs = cpuMs() - lintCpu;
watchHeap();
if (findings.length === 0 && proofs === 'proofs') throw new Error('nothing was found');

console.log(
  JSON.stringify({
    yamlMs,
    lintMs,
    byClock,
    heap,
    tenants: summary.tenants,
    undecided: isolation?.undecided ?? 0,
  }),
);

function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function watched(check) {
  return function* (context) {
    watchHeap();
    yield* check(context);
    watchHeap();
  };
}

function watchHeap() {
  heap = Math.max(heap, process.memoryUsage().heapUsed);
}
