import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import { lintWorkspace } from '../../dist/lint/lint-workspace.js';
import { lintRules } from '../../dist/lint/registry.js';
import { defaultConfig } from '../../dist/model/workspace-config.js';
import { fleetFiles } from '../fleet.mjs';
import { spread } from '../measure.mjs';
import { tenantId, templatedFleet } from '../templated-fleet.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const readingRules = lintRules.filter(({ kind }) => kind === 'S');

/** Whole fleets, without what reasons with automata or compares tenants and with it; and the second run with a cache. */
export function measure(_effort, { quick }) {
  const [few, many] = quick ? [100, 300] : [2000, 10_000];
  return [
    ...ownRules(few, quick ? 1 : 5),
    ...['files', 'list', 'jsonl', 'csv'].map((as) => withoutProofs(many, as, quick ? 1 : 3)),
    flatHeap(few, many, 'jsonl'),
    ...withProofs(few, many),
    ...cached(many),
  ];
}

function ownRules(tenants, rounds) {
  const files = fleetFiles(tenants);
  files.delete('policy.config.yaml');
  const ratios = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    for (const text of files.values()) parseDocument(text);
    const parsed = performance.now();
    lintWorkspace(files, defaultConfig, { today: '2026-01-01', rules: readingRules });
    ratios.push((performance.now() - parsed) / (parsed - start));
  }
  return [
    {
      what: `lint of ${tenants} tenants with rules of their own, without proofs`,
      against: 'parsing the same YAML',
      value: spread(ratios),
      unit: '×',
      goal: 'at most 2.5',
    },
  ];
}

function withoutProofs(tenants, as, rounds) {
  const runs = Array.from({ length: rounds }, () => fleetRun(tenants, as, 'no-proofs'));
  return {
    what: `lint of ${tenants} tenants from 20 templates, ${words[as]}, without proofs`,
    against:
      as === 'jsonl' || as === 'csv' ? 'parsing the same tenants as one YAML list' : 'parsing the same YAML',
    value: spread(runs.map(({ lintMs, yamlMs }) => lintMs / yamlMs)),
    unit: '×',
    goal: 'at most 2.5',
    note: `${Math.round(runs[0].lintMs)} ms; ${Math.min(...runs.map(({ byClock }) => byClock)).toFixed(2)} × by the clock at best`,
  };
}

const words = { files: 'a file each', list: 'in one list', jsonl: 'as one JSONL', csv: 'as one CSV' };

function flatHeap(few, many, as) {
  const [small, large] = [few, many].map((tenants) => fleetRun(tenants, as, 'no-proofs').heap);
  return {
    what: `heap of a lint without proofs, ${many} tenants ${words[as]}, of each`,
    against: `${few} tenants, of each`,
    value: spread([large / many / (small / few)]),
    unit: '×',
    goal: 'flat',
    note: `${Math.round(large / 1e6)} MB at most`,
  };
}

function withProofs(few, many) {
  const small = fleetRun(few, 'files', 'proofs');
  const runs = new Map(['files', 'list'].map((as) => [as, fleetRun(many, as, 'proofs')]));
  const { heap } = runs.get('files');
  const rows = [...runs].map(([as, { lintMs, undecided }]) => ({
    what: `lint of ${many} tenants from 20 templates, ${words[as]}, with proofs`,
    value: spread([lintMs / many]),
    unit: 'ms a tenant',
    goal: 'at most 10',
    note: `${(lintMs / 1000).toFixed(1)} s; ${((100 * undecided) / many).toFixed(2)} % undecided`,
  }));
  return [
    ...rows,
    {
      what: `heap of that lint, ${many} tenants, of each`,
      against: `${few} tenants, of each`,
      value: spread([heap / many / (small.heap / few)]),
      unit: '×',
      goal: 'flat',
      note: `${Math.round(heap / 1e6)} MB at most`,
    },
  ];
}

/** In a process of its own, so that its heap is its own. */
function fleetRun(tenants, as, proofs) {
  const script = fileURLToPath(new URL('../lint-fleet.mjs', import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, String(tenants), as, proofs], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** The program as a user runs it, start and all. */
function cached(tenants) {
  const folder = mkdtempSync(join(tmpdir(), 'policy-bench-'));
  try {
    for (const [file, text] of [...templatedFleet(tenants), ['policy.config.yaml', '{}\n']]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const firstMs = programRun(folder);
    const unchanged = [1, 2, 3].map(() => programRun(folder));
    const changed = [1, 2, 3].map((round) => {
      const file = join(folder, 'tenants', `${tenantId(round * 7)}.yaml`);
      writeFileSync(file, readFileSync(file, 'utf8').replace('.example', `-${round}.example`));
      return programRun(folder);
    });
    const row = (what, times) => ({
      what: `policy lint --cache of ${tenants} tenants, ${what}`,
      value: spread(times.map((time) => time / 1000)),
      unit: 's',
      note: `the first run took ${(firstMs / 1000).toFixed(1)} s`,
    });
    return [row('nothing changed', unchanged), { ...row('one file changed', changed), goal: 'under 2' }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function programRun(folder) {
  const start = performance.now();
  const program = join(repository, 'bin/policy.js');
  const { status, stderr } = spawnSync(process.execPath, [program, 'lint', '--cache', '-C', folder], {
    encoding: 'utf8',
  });
  // The fleet has escapes.
  if (status !== 1) throw new Error(stderr);
  return performance.now() - start;
}
