import { defaultConfig } from '../../src/model/workspace-config.ts';
import type { EffectiveWorkspace } from '../../src/model/workspace.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';
import { resolveWorkspace } from '../../src/engine/resolve-workspace.ts';

/** A small workspace with a bit of everything that a bundle holds. */
export const sampleFiles: ReadonlyMap<string, string> = new Map([
  [
    'acme.yaml',
    `# a comment that no bundle holds
tenant_id: tenant_acme
name: Acme Corporation
plan: pro
extends: base
vars: { hosts: [acme.example, acme.test], unused: very-private }
labels: { region: eu-west-1 }
rules:
  - tool: query_database
    description: words for people
    conditions:
      - match:
          arguments.query: 'tenant_id\\s*=\\s*''tenant_acme'''
        action: allow
      - match:
          arguments.query: '.*'
        action: deny
        reason: "Query must include \${tenant.id}"
  - tool: send_email
    constraints: { rate_limit: 5/hour }
    conditions:
      - match: { 'arguments["odd.key"][*].to': { one_of: ['\${vars.hosts}', 7, true] } }
        action: require_approval
        approval: { channel: slack, webhook: 'https://\${env:HOOK_HOST}/x', timeout: 600s }
default_action: deny
logging: { level: full, retention: 3years }
`,
  ],
  [
    'fleet.yaml',
    `kind: tenants
tenants:
  - { tenant_id: tenant_one, plan: free, extends: base, labels: { region: us-east-1 } }
  - { tenant_id: tenant_two, plan: free, extends: base, status: suspended, labels: { region: eu-west-1 } }
`,
  ],
  [
    'base.yaml',
    `kind: template
name: base
rules:
  - id: own-files
    tool: access_file
    closed_arguments: true
    conditions:
      - match: { arguments.path: { path_within: '/data/\${tenant.id}/' } }
        action: allow
`,
  ],
  [
    'plans.yaml',
    "plans:\n  free: { rank: 0, tools: [access_file, 'get_*'] }\n  pro: { rate_limits: { query_database: 9/minute, total_tool_calls: 100/hour } }\n",
  ],
  [
    'boundaries.yaml',
    `kind: boundaries
tools:
  access_file:
    arguments.path: { any_of: [{ path_within: '/data/\${tenant.id}/' }, { shared: { path_within: /data/shared/ } }] }
  send_email:
    arguments.to: open
  run_report:
    arguments.query: { delegated: storage.row_level_security }
  get_time: none
`,
  ],
  [
    'baseline.yaml',
    "kind: baseline\nrules:\n  - tool: '**'\n    conditions:\n      - match: { arguments.path: '\\.\\.' }\n        action: deny\n",
  ],
]);

/** The workspace of those files, of others, or of some of them changed. */
export function workspaceOf(files: ReadonlyMap<string, string>): EffectiveWorkspace {
  const reading = readWorkspace(files, defaultConfig);
  const { workspace, diagnostics } = resolveWorkspace(reading.documents, defaultConfig);
  const errors = [...reading.diagnostics, ...diagnostics].filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new Error(errors.map(({ message, place }) => `${place.file}:${place.line} ${message}`).join('\n'));
  return workspace;
}

export const sampleWorkspace: EffectiveWorkspace = workspaceOf(sampleFiles);
