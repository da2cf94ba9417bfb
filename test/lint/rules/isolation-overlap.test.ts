import { describe, expect, it } from 'vitest';
import { boundaryOverlaps } from '../../../src/analysis/boundary-overlap.ts';
import { resolveWorkspace } from '../../../src/engine/resolve-workspace.ts';
import { defaultConfig } from '../../../src/model/workspace-config.ts';
import { readWorkspace } from '../../../src/parse/read-workspace.ts';
import { filesOf, findingsOf, markedBy } from '../lint-texts.ts';

const code = 'isolation/overlap';
const fleet = (...tenants: readonly string[]): string =>
  `kind: tenants\ntenants:\n${tenants.map((tenant) => `  - { ${tenant} }\n`).join('')}`;
const boundary = (...entries: readonly string[]): string =>
  `kind: boundaries\ntools:\n  read: { ${entries.join(', ')} }\n`;
const two = (vars = (_: string) => ''): string =>
  fleet(...['acme', 'globex'].map((id) => `tenant_id: ${id}${vars(id)}`));
const found = (entry: string, tenants = two()) =>
  findingsOf(code, { 'boundaries.yaml': boundary(entry), 'fleet.yaml': tenants });

describe(code, () => {
  it('points at the boundary, once for all tenants where it is the same for all', () => {
    const texts = {
      'boundaries.yaml': boundary('arguments.path: { path_within: /data/ }'),
      'fleet.yaml': fleet('tenant_id: c', 'tenant_id: a', 'tenant_id: b'),
    };
    expect(markedBy(code, texts)).toEqual(['boundaries.yaml:3:42 /data/']);
    expect(findingsOf(code, texts)).toMatchObject([
      {
        severity: 'error',
        message: 'the boundary of read is the same for every tenant',
        tenant: 'a',
        tenants: 3,
        witness: { tool: 'read', arguments: { path: '/data' }, context: { tenant_id: 'a' }, kind: 'foreign' },
      },
    ]);
  });

  it.each([
    ["arguments.p: { path_within: '/data/${tenant.id}/' }", undefined],
    ["arguments.p: { path_within: ['/data/${tenant.id}/', /data/] }", { p: '/data' }],
    [
      "arguments.p: { any_of: [{ path_within: '/data/${tenant.id}/' }, { shared: { path_within: /data/all/ } }] }",
      undefined,
    ],
    ["arguments.p: { any_of: [{ equals: '${tenant.id}' }, { exists: false }] }", {}],
    [
      "arguments.p: { any_of: [{ equals: '${tenant.id}' }, { exists: false }] }, arguments.q: { equals: '${tenant.id}' }",
      undefined,
    ],
    ["arguments.p: '^/data/${tenant.id}/'", undefined],
    ["arguments.p: '/${tenant.id}/'", expect.anything()],
    ["arguments.p: '@${tenant.id}\\.example$'", undefined],
    ["arguments.p: '@${tenant.id}.example$'", undefined],
    ["arguments.p: '(?i)^${tenant.id}'", undefined],
    ["arguments.p: { key_within: '${tenant.id}:' }", undefined],
    ["arguments.p: { email: { domains: ['${tenant.id}.example', all.example] } }", expect.anything()],
    ["arguments.p: { email: { domains: '${tenant.id}.example', subdomains: true } }", undefined],
    ["arguments.p: { url: { hosts: ['*.${tenant.id}.example'] } }", undefined],
    ["arguments.p: { url: { hosts: [api.example], path_prefix: '/${tenant.id}/' } }", undefined],
    [
      "arguments.p: { url: { hosts: ['*.example'], path_prefix: '/${plan}/' } }",
      { p: 'https://a.example/x' },
    ],
    ["arguments.p: { command: { programs: [ls], paths_within: '/data/${tenant.id}/' } }", undefined],
    ['arguments.p: { command: { programs: [ls] } }', { p: 'ls' }],
    ['arguments.p: { length: { max: 3 } }', expect.anything()],
    ["arguments.p: { not: { equals: '${tenant.id}' } }", expect.anything()],
    ["arguments.p: { all_of: [{ not: { equals: x } }, '^${tenant.id}'] }", undefined],
    ["'arguments.p[*].q': { one_of: ['${tenant.id}', 7] }", { p: [{ q: 7 }] }],
    ["arguments.p: { contains: '${tenant.id}' }", { p: ['acme', 'globex'] }],
    ['arguments.p: open, arguments.q: { delegated: storage }', undefined],
    ["context.tenant_id: { equals: '${tenant.id}' }, arguments.p: x", undefined],
  ])('%s: %j', (entry, call) => {
    const tenants = two(() => ', plan: x');
    const findings = found(entry, tenants);
    expect(findings.map(({ witness }) => witness?.arguments)).toEqual(call === undefined ? [] : [call]);
  });

  it.each([
    ["arguments.p: { ip_in: '${vars.v}' }", ['10.0.0.0/8', '10.1.0.0/16'], { p: '10.1.0.0' }],
    ["arguments.p: { ip_in: '${vars.v}' }", ['10.0.0.0/16', '10.1.0.0/16'], undefined],
    ["arguments.p: { number: { min: '${vars.v}', max: '${vars.w}' } }", [10, 20, 21, 30], undefined],
    ["arguments.p: { number: { min: '${vars.v}', max: '${vars.w}' } }", [10, 21, 21, 30], { p: 21 }],
    ["arguments.p: { path_within: '${vars.v}' }", ['/a/', '/a/b/'], { p: '/a/b' }],
    ["arguments.p: { path_within: '${vars.v}' }", ['/a/', '/ab/'], undefined],
    ["arguments.p: { one_of: ['${vars.v}'] }", ['[x, y]', '[y, z]'], { p: 'y' }],
    ["arguments.p: '^(?:${vars.v})$'", ['[x, y]', '[z, w]'], undefined],
  ])('%s of %j: %j', (entry, values, call) => {
    const half = values.length / 2;
    const vars = (at: number): string =>
      `vars: { v: ${values[at * half]}${half === 2 ? `, w: ${values[at * half + 1]}` : ''} }`;
    const findings = found(entry, fleet(`tenant_id: acme, ${vars(0)}`, `tenant_id: globex, ${vars(1)}`));
    expect(findings.map(({ witness }) => witness?.arguments)).toEqual(call === undefined ? [] : [call]);
    if (call !== undefined) {
      expect(findings[0]?.message).toBe('the boundaries of globex and acme for read meet');
      expect(findings[0]?.witness?.context).toEqual({ tenant_id: 'globex' });
    }
  });

  it('compares the constants of queries, and shows no call that nobody judges', () => {
    const sql = (value: string): string =>
      `arguments.q: { sql: { dialect: postgres, statements: [select], scoped_by: { owner: ${value} } } }`;
    expect(found(sql("'${tenant.id}'"))).toEqual([]);
    expect(found("arguments.f: { filter: { must: { owner: '${tenant.id}' } } }")).toEqual([]);
    expect(found(sql('all'))).toMatchObject([
      { message: 'the boundary of read is the same for every tenant' },
    ]);
    expect(found(sql('all'))[0]?.witness).toBeUndefined();
  });

  it('says which tenants have the same boundary, and once for several tools', () => {
    const texts = {
      'boundaries.yaml':
        "kind: boundaries\ntools: { read: &b { arguments.p: { equals: '${vars.v}' } }, 'write*': *b }\n",
      'fleet.yaml': fleet(...['xa', 'yb', 'xc', 'xd'].map((id) => `tenant_id: ${id}, vars: { v: ${id[0]} }`)),
    };
    expect(findingsOf(code, texts)).toMatchObject([
      { message: 'xc and xa have the same boundary for read and 1 more tool', tenant: 'xc', tenants: 2 },
    ]);
  });

  it('is not of one tenant, suspended ones, `none` or boundaries that take nothing', () => {
    const same = 'arguments.p: { equals: x }';
    expect(found(same, fleet('tenant_id: a'))).toEqual([]);
    expect(found(same, fleet('tenant_id: a', 'tenant_id: b, status: suspended'))).toEqual([]);
    expect(found('arguments.p: { all_of: [{ equals: x }, { equals: y }] }')).toEqual([]);
    expect(
      findingsOf(code, { 'b.yaml': 'kind: boundaries\ntools: { read: none }\n', 'f.yaml': two() }),
    ).toEqual([]);
  });

  it('counts boundaries that are not enforced', () => {
    const text = boundary('arguments.p: { equals: x }').replace('tools', 'enforce: false\ntools');
    expect(findingsOf(code, { 'b.yaml': text, 'f.yaml': two() })).toHaveLength(1);
  });

  const overlapsOf = (entry: string, tenants: number) => {
    const ids = Array.from(
      { length: tenants },
      (_, i) => `tenant_id: t${i}, vars: { v: v${i}.example, n: ${i} }`,
    );
    const files = filesOf({ 'boundaries.yaml': boundary(entry), 'fleet.yaml': fleet(...ids) });
    const { documents } = readWorkspace(files, defaultConfig);
    return boundaryOverlaps(resolveWorkspace(documents, defaultConfig).workspace);
  };

  it.each([
    "arguments.p: { any_of: [{ path_within: '/data/${tenant.id}/' }, { shared: { path_within: /all/ } }] }",
    "arguments.p: { any_of: [{ exists: false }, { equals: x }] }, arguments.q: { email: { domains: '${vars.v}' } }",
    "arguments.p: '(?i)^.*@${vars.v}$', arguments.q: '.'",
    "arguments.p: { number: { min: '${vars.n}', max: '${vars.n}' } }",
    "arguments.p: '[0-9]{4}/${tenant.id}.(?:x|y)$'",
    "arguments.p: { filter: { must: { owner: '${tenant.id}' } } }",
    "arguments.p: { url: { hosts: ['*.${vars.v}', '${vars.v}'] } }",
  ])('is settled for thousands of tenants: %s', (entry) => {
    const start = performance.now();
    expect(overlapsOf(entry, 1_500)).toEqual({ overlaps: [], undecided: [] });
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('says what it leaves out', () => {
    expect(overlapsOf("arguments.p: '^[ab]*-${tenant.id}-[ab]*$'", 100).undecided).toEqual([
      { tool: 'read', why: 'more than 1000 pairs of tenants would have to be compared exactly' },
    ]);
    const { overlaps, undecided } = overlapsOf("arguments.p: '/${tenant.id}/'", 200);
    expect(overlaps).toHaveLength(100);
    expect(undecided).toMatchObject([
      { why: '100 tenants meet others; those that are left were not compared' },
    ]);
  });
});
