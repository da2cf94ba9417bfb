import { isolationClaim } from '../../dist/analysis/isolation-claim.js';
import { proveWorkspace } from '../../dist/analysis/prove-workspace.js';
import { resolveWorkspace } from '../../dist/engine/index.js';
import { defaultConfig } from '../../dist/model/workspace-config.js';
import { readWorkspace } from '../../dist/parse/read-workspace.js';
import { spread } from '../measure.mjs';
import { templateCount, templatedFleet } from '../templated-fleet.mjs';

const boundaries = `kind: boundaries
tools:
  access_file: { arguments.path: { path_within: '/data/\${tenant.id}/' } }
  send_email: { arguments.to: { email: { domains: '\${vars.domains}' } } }
`;

const policies = [
  {
    what: 'prove a tenant, patterns that let calls out',
    files: "'^/data/${tenant.id}/'",
    mail: "'@${vars.domains}$'",
    escapes: 2,
  },
  {
    what: 'prove a tenant, typed matchers',
    files: "{ path_within: '/data/${tenant.id}/out/' }",
    mail: "{ email: { domains: '${vars.domains}' } }",
    escapes: 0,
  },
  {
    what: 'prove a tenant, patterns that hold',
    files: "'^/data/${tenant.id}/[a-z0-9]{1,40}\\.txt$'",
    mail: "'^[a-z][a-z0-9]{0,30}@${vars.domains}$'",
    escapes: 0,
  },
];

/** Proofs of a tenant that is the first of its shape, and of tenants of a fleet. */
export function measure(_effort, { quick }) {
  return [...policies.map((policy) => first(policy, quick ? 3 : 31)), ...fleet(quick ? 100 : 1000)];
}

function first({ what, files, mail, escapes }, rounds) {
  const { documents } = read(
    new Map([
      ['boundaries.yaml', boundaries],
      ['acme.yaml', tenant('acme', files, mail)],
      // Somebody whose calls the first one's may be.
      ['globex.yaml', `tenant_id: globex\nvars: { domains: [globex.example] }\n`],
    ]),
  );
  const times = [];
  for (let round = 0; round < rounds; round++) {
    // A workspace of its own each time: nothing is remembered.
    const { workspace } = resolveWorkspace(documents, defaultConfig);
    const start = performance.now();
    const proofs = proveWorkspace(workspace);
    times.push(performance.now() - start);
    const found = proofs.reduce((sum, proof) => sum + proof.escapes.length, 0);
    if (found !== escapes || proofs.some(({ undecided }) => undecided.length > 0))
      throw new Error(`${what}: ${found} escapes`);
  }
  return { what: `${what}, the first of its shape`, value: spread(times), unit: 'ms', goal: 'under 50' };
}

function tenant(id, files, mail) {
  return `tenant_id: ${id}
vars: { domains: [${id}.example] }
rules:
  - { tool: access_file, conditions: [{ match: { arguments.path: ${files} }, action: allow }] }
  - { tool: send_email, conditions: [{ match: { arguments.to: ${mail} }, action: allow }] }
`;
}

function fleet(tenants) {
  const { documents } = read(templatedFleet(tenants));
  const times = [];
  let claim;
  for (let round = 0; round < 3; round++) {
    const { workspace } = resolveWorkspace(documents, defaultConfig);
    const start = performance.now();
    proveWorkspace(workspace);
    times.push((performance.now() - start) / tenants);
    claim = isolationClaim(workspace);
  }
  const undecided = (100 * claim.undecided) / tenants;
  return [
    {
      what: `prove a tenant of ${tenants} from ${templateCount} templates`,
      value: spread(times),
      unit: 'ms',
      goal: 'under 10',
      note: `${claim.refuted} of them refuted`,
    },
    {
      what: `tenants of ${tenants} of which something is undecided`,
      value: spread([undecided]),
      unit: '%',
      goal: 'at most 1',
    },
  ];
}

function read(files) {
  const reading = readWorkspace(files, defaultConfig);
  if (reading.diagnostics.length > 0) throw new Error(JSON.stringify(reading.diagnostics[0]));
  return reading;
}
