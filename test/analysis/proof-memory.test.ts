import { describe, expect, it } from 'vitest';
import { proveWorkspace, type TenantProof } from '../../src/analysis/prove-workspace.ts';
import { resolveWorkspace } from '../../src/engine/index.ts';
import { InexactNumber } from '../../src/model/json.ts';
import type { Memory } from '../../src/model/memory.ts';
import { defaultConfig, type WorkspaceConfig } from '../../src/model/workspace-config.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';
import { mapMemory } from '../support/map-memory.ts';

type Files = { readonly [file: string]: string };

const tenant = (id: string, domain: string, more = ''): string =>
  `tenant_id: ${id}\nplan: pro\nextends: role\nvars: { domain: ${domain} }\n${more}`;

const files: Files = {
  'plans.yaml': 'kind: plans\nplans: { pro: {}, max: { approvals: required } }\n',
  'role.yaml': `kind: template
name: role
vars: { domain: { type: string } }
rules:
  - { tool: read_file, conditions: [{ match: { arguments.path: '^/data/\${tenant.id}/' }, action: allow }] }
  - tool: send_email
    conditions:
      - { match: { arguments.to: '@\${vars.domain}' }, action: allow }
`,
  'boundaries.yaml': `kind: boundaries
tools:
  read_file: { arguments.path: { path_within: '/data/\${tenant.id}/' } }
  send_email: { arguments.to: { email: { domains: '\${vars.domain}' } } }
`,
  // The first one asked is the example of the others, and nobody's neighbour but of the last by id.
  'a.yaml': tenant('zeta', 'zeta.example'),
  'b.yaml': tenant('beta', 'beta.example'),
  'd.yaml': tenant('delta', 'delta.example'),
  'f.yaml': tenant('fox', 'fox.example'),
};

const changed = (file: string, from: string, to: string): Files => ({
  ...files,
  [file]: (files[file] ?? '').replace(from, to),
});

/** What is proved, each part of the workspace by its content. */
function proofs(texts: Files, memory?: Memory, config: Partial<WorkspaceConfig> = {}): string {
  return JSON.stringify(proved(texts, memory, config), undefined, 1);
}

function proved(
  texts: Files,
  memory?: Memory,
  config: Partial<WorkspaceConfig> = {},
): readonly TenantProof[] {
  const whole = { ...defaultConfig, ...config };
  const { documents, diagnostics } = readWorkspace(new Map(Object.entries(texts)), whole);
  const resolved = resolveWorkspace(documents, whole);
  expect([...diagnostics, ...resolved.diagnostics]).toEqual([]);
  return proveWorkspace(resolved.workspace, memory);
}

describe('proofs from a memory', () => {
  it('are those that were kept', () => {
    const memory = mapMemory();
    const found = proofs(files, memory);
    expect(found).toContain('"foreign": ');
    expect(memory.recalled()).toBe(0);
    expect(proofs(files, memory)).toBe(found);
    expect(memory.recalled()).toBe(8);
  });

  it('keep a number that loses digits', () => {
    const texts: Files = {
      'a.yaml': `tenant_id: acme
rules: [{ tool: call, conditions: [{ match: { arguments.teams: { contains: user } }, action: allow }] }]
`,
      'boundaries.yaml': `kind: boundaries
tools:
  call: { arguments.teams: { any_of: [{ contains: 7 }, { not: { contains: 7 } }] } }
`,
    };
    const memory = mapMemory();
    const found = proved(texts, memory);
    expect(found).toMatchObject([
      { escapes: [{ witness: { arguments: { teams: ['user', new InexactNumber(lossy)] } } }] },
    ]);
    expect(proved(texts, memory)).toStrictEqual(found);
    expect(memory.recalled()).toBe(1);
  });

  it.each<readonly [string, Files]>([
    ['the tenant', changed('d.yaml', 'delta.example', 'delta.test')],
    ['the first tenant', changed('a.yaml', 'zeta.example', 'zeta.samples')],
    ['its status', { ...files, 'a.yaml': `${files['a.yaml']}status: suspended\n` }],
    ['its default', { ...files, 'a.yaml': `${files['a.yaml']}default_action: allow\n` }],
    ['its plan', changed('d.yaml', 'plan: pro', 'plan: max')],
    ['what its plan says', changed('plans.yaml', 'pro: {}', 'pro: { approvals: required }')],
    ['what its plan entitles to', changed('plans.yaml', 'pro: {}', 'pro: { tools: [send_email] }')],
    ['its template', changed('role.yaml', "'^/data/${tenant.id}/'", "'^/pub/'")],
    ['where a rule stands', { ...files, 'role.yaml': `# moved\n${files['role.yaml']}` }],
    ['the boundaries', changed('boundaries.yaml', "'/data/${tenant.id}/'", "'/data/${tenant.id}/own/'")],
    ['whether they are enforced', changed('boundaries.yaml', 'tools:', 'enforce: true\ntools:')],
    ['the tenant next to it, a new one', { ...files, 'c.yaml': tenant('delta_eu', 'delta-eu.example') }],
    ['the tenant next to it, gone', without('f.yaml')],
    ['the tenant next to it, other values', changed('f.yaml', 'fox.example', 'fox.test')],
    ['what holds for everybody', { ...files, 'all.yaml': baseline }],
    ['the tenant that was the example, gone', without('a.yaml')],
    ['the first tenant by id', changed('b.yaml', 'beta.example', 'beta.test')],
  ])('are found anew after a change of %s', (_what, after) => {
    const memory = mapMemory();
    const before = proofs(files, memory);
    const found = proofs(after);
    expect(found).not.toBe(before);
    expect(proofs(after, memory)).toBe(found);
  });

  it.each<Partial<WorkspaceConfig>>([
    { envelope: { required: ['tenant_id', 'user_id'] } },
    { limits: { maxArgumentBytes: 20 } },
  ])('are found anew under %j', (config) => {
    const memory = mapMemory();
    const before = proofs(files, memory);
    const found = proofs(files, undefined, config);
    expect(found).not.toBe(before);
    expect(proofs(files, memory, config)).toBe(found);
  });
});

function without(name: string): Files {
  return Object.fromEntries(Object.entries(files).filter(([file]) => file !== name));
}

const lossy = '1.00000000000000000001';

const baseline = `kind: baseline
name: everybody
rules:
  - { tool: send_email, conditions: [{ match: { arguments.cc: '.' }, action: deny }] }
  - { tool: read_file, action: require_approval }
`;
