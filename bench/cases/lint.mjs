import { parseDocument } from 'yaml';
import { lintWorkspace } from '../../dist/lint/lint-workspace.js';
import { defaultConfig } from '../../dist/model/workspace-config.js';
import { fleetFiles } from '../fleet.mjs';
import { spread } from '../measure.mjs';

/** A fleet of tenants with rules of their own, linted whole, against parsing the same YAML alone. */
export function measure(_effort, { quick }) {
  const tenants = quick ? 100 : 2000;
  const files = fleetFiles(tenants);
  files.delete('policy.config.yaml');
  const ratios = [];
  let perTenant = 0;
  for (let round = 0; round < (quick ? 1 : 5); round++) {
    const start = performance.now();
    for (const text of files.values()) parseDocument(text);
    const parsed = performance.now();
    const { findings } = lintWorkspace(files, defaultConfig, { today: '2026-01-01' });
    const linted = performance.now();
    if (findings === undefined) throw new Error('nothing was linted');
    ratios.push((linted - parsed) / (parsed - start));
    perTenant = (linted - parsed) / tenants;
  }
  return [
    {
      what: `lint of ${tenants} tenants without proofs`,
      against: 'parsing the same YAML',
      value: spread(ratios),
      unit: '×',
      goal: 'at most 2.5',
      note: `${perTenant.toFixed(2)} ms a tenant`,
    },
  ];
}
