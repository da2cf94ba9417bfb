import { createHash } from 'node:crypto';
import { buildBundle } from '../../dist/bundle/build-bundle.js';
import { collectScanners } from '../../dist/engine/collect-scanners.js';
import { encodeScanner } from '../../dist/pattern/encode-scanner.js';
import { openBundle } from '../../dist/runtime/index.js';
import { spread } from '../measure.mjs';
import { mixedCalls, tenantPolicy, workspaceOf } from '../workspace.mjs';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();

/** Loading a bundle of tenants with rules of their own, and the first decisions of one of them. */
export function measure(_effort, { quick }) {
  const tenants = quick ? 50 : 1000;
  const ids = Array.from({ length: tenants }, (_, at) => `tenant_${at}`);
  const workspace = workspaceOf(Object.fromEntries(ids.map((id) => [`${id}.yaml`, tenantPolicy(id)])));
  const tables = new Map(
    [...collectScanners(workspace)].map(([key, scanner]) => [key, encodeScanner(scanner)]),
  );
  const built = buildBundle(workspace, { sha256, toolkitVersion: '0', sources: [], tables });
  if (!built.ok) throw new Error(built.problem);
  const load = [];
  const first = [];
  for (let round = 0; round < (quick ? 2 : 9); round++) {
    const start = performance.now();
    const opened = openBundle(built.bytes, { unsigned: 'allow', now: 0 });
    load.push(performance.now() - start);
    if (!opened.ok) throw new Error(opened.problem.message);
    for (const id of ids) {
      const calls = mixedCalls(id, 5);
      const asked = performance.now();
      for (const call of calls) opened.runtime.decide(call);
      first.push(performance.now() - asked);
    }
  }
  const note = `${(built.bytes.length / 1024).toFixed(0)} KiB`;
  return [
    { what: `load a bundle of ${tenants} tenants`, value: spread(load), unit: 'ms', goal: 'under 150', note },
    { what: 'compile a tenant from the bundle', value: spread(first), unit: 'ms', goal: 'under 0.2' },
  ];
}
