import { hash } from 'node:crypto';
import { diffTool } from '../../dist/analysis/diff-tool.js';
import { diffTenantPlans } from '../../dist/analysis/tenant-plan-diff.js';
import { diffWorkspaces } from '../../dist/analysis/workspace-diff.js';
import { resolveWorkspace } from '../../dist/engine/index.js';
import { defaultConfig } from '../../dist/model/workspace-config.js';
import { readWorkspace } from '../../dist/parse/read-workspace.js';
import { describeMatcher } from '../../dist/report/describe-matcher.js';
import { spread } from '../measure.mjs';
import { templatedFleet } from '../templated-fleet.mjs';
import { tenantPolicy } from '../workspace.mjs';

const options = {
  differ: diffTool,
  digest: (text) => hash('sha256', text, 'hex'),
  describe: describeMatcher,
};

/** What two versions decide differently, from workspaces that were read: by meaning, with a checked call for each change. */
export function measure(_effort, { quick }) {
  const rounds = quick ? 3 : 21;
  return [...versions(rounds), plans(rounds), fleet(quick ? 100 : 1000)];
}

function versions(rounds) {
  const policy = tenantPolicy('acme');
  const edits = [
    ['a pattern that lost its `^`', "'^/data/acme/'", "'/data/acme/'"],
    ['a pattern with another way', "'(?i)^select\\b'", "'(?i)^(?:select|show)\\b'"],
    ['a pattern that says the same', "'\\.(?:pem|key|env)$'", "'\\.(?:key|env|pem)$'"],
  ];
  return edits.map(([what, from, to]) => {
    const after = policy.replace(from, () => to);
    if (after === policy) throw new Error(`${what}: nothing was edited`);
    const sides = [policy, after].map((text) => read(new Map([['a.yaml', text]])));
    return {
      what: `diff of a tenant of 13 patterns, ${what}`,
      value: spread(timesOf(rounds, sides, (before, now) => diffWorkspaces(before, now, options))),
      unit: 'ms',
    };
  });
}

/** With patterns that read the plan, so that rules are compared too. */
function plans(rounds) {
  const documents = read(
    new Map([
      [
        'plans.yaml',
        'kind: plans\nplans:\n  free: { tools: [access_file] }\n  pro: { approvals: required }\n',
      ],
      [
        'a.yaml',
        `tenant_id: acme
plan: free
rules:
  - { tool: access_file, conditions: [{ match: { arguments.path: '^/\${plan}/[a-z]{1,40}$' }, action: allow }] }
  - { tool: send_email, conditions: [{ match: { arguments.to: '@acme\\.example$' }, action: allow }] }
`,
      ],
    ]),
  );
  const compare = ({ workspace }) =>
    diffTenantPlans(
      workspace.tenants.get('acme'),
      workspace,
      workspace.plans.get('free'),
      workspace.plans.get('pro'),
      diffTool,
    );
  return {
    what: 'diff of two plans for a tenant whose rules read the plan',
    value: spread(timesOf(rounds, [documents, documents], compare)),
    unit: 'ms',
  };
}

/** One of twenty templates changed: each of its tenants has the change, and is told once. */
function fleet(tenants) {
  const files = templatedFleet(tenants);
  const changed = new Map(files);
  const name = 'templates/1.yaml';
  changed.set(name, files.get(name).replace('{1,40}', '{1,50}'));
  if (changed.get(name) === files.get(name)) throw new Error('nothing was edited');
  const sides = [read(files), read(changed)];
  const times = timesOf(3, sides, (before, after) => {
    const { groups } = diffWorkspaces(before, after, options);
    if (groups.length === 0) throw new Error('no change was found');
    return groups;
  });
  return {
    what: `diff of ${tenants} tenants, one of 20 templates changed`,
    value: spread(times.map((time) => time / tenants)),
    unit: 'ms a tenant',
  };
}

/** Milliseconds of each round, on workspaces of its own: nothing is remembered. */
function timesOf(rounds, sides, compare) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const [before, after] = sides.map((documents) => resolveWorkspace(documents, defaultConfig));
    const start = performance.now();
    if (compare(before, after) === undefined) throw new Error('nothing was compared');
    times.push(performance.now() - start);
  }
  return times;
}

function read(files) {
  const { documents, diagnostics } = readWorkspace(files, defaultConfig);
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics[0]));
  return documents;
}
