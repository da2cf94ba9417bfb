import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { type BuildOptions, buildBundle } from '../../src/bundle/build-bundle.ts';
import { inspectBundle } from '../../src/bundle/inspect-bundle.ts';
import { hexText } from '../../src/bundle/bytes.ts';
import { readBundle } from '../../src/bundle/read-bundle.ts';
import { bundleText } from '../../src/report/bundle-text.ts';
import {
  buildOptions,
  filesOf,
  plainBundle,
  plainPolicy,
  plainWorkspace,
  readOptions,
  sha256,
} from './bundles.ts';
import { sampleFiles, sampleWorkspace, workspaceOf } from './sample-workspace.ts';

function build(options: Partial<BuildOptions> = {}, workspace = sampleWorkspace): Uint8Array {
  const built = buildBundle(workspace, { ...buildOptions, ...options });
  if (!built.ok) throw new Error(built.problem);
  return built.bytes;
}

function tenantsOf(options: Partial<BuildOptions>): string[] {
  const read = readBundle(build(options), readOptions);
  return read.ok ? [...read.bundle.workspace.tenants.keys()] : [];
}

function inspected(bytes: Uint8Array) {
  const result = inspectBundle(bytes, sha256);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

describe('buildBundle', () => {
  it('gives the same bytes each time, whatever the order of files, sources and tables', () => {
    const sources = [
      { file: 'a.yaml', sha256: '1'.repeat(64) },
      { file: 'b.yaml', sha256: '2'.repeat(64) },
    ];
    const tables = new Map(
      ['one', 'two', 'three'].map((key) => [key, Uint8Array.from(key, (char) => char.charCodeAt(0))]),
    );
    const once = build({ sources, tables });
    const again = build(
      { sources: [...sources].reverse(), tables: new Map([...tables].reverse()) },
      workspaceOf(new Map([...sampleFiles].reverse())),
    );
    expect(hexText(sha256(again))).toBe(hexText(sha256(once)));
  });

  it('gives the bytes that it gave on other machines', () => {
    expect(hexText(sha256(plainBundle({ sequence: 3 })))).toBe(
      '03512335547c57e8fb6dae950b2eb8f0a3a9216e412dca3067f5686c27d5bddf',
    );
  });

  it('holds the three files of format 1, JSON in canonical form', () => {
    const files = new Map(filesOf(build()).map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]));
    expect([...files.keys()]).toEqual(['.manifest', 'bulkhead/data.json', 'bulkhead/tables.bin']);
    const manifest = files.get('.manifest') ?? '';
    expect(JSON.stringify(JSON.parse(manifest))).toBe(manifest);
    expect(JSON.parse(manifest)).toMatchObject({
      roots: ['bulkhead'],
      rego_version: 1,
      metadata: { format: 1, toolkit: '0.0.0' },
    });
  });

  it.each<[string, Partial<BuildOptions>, string[]]>([
    ['all', {}, ['tenant_acme', 'tenant_one', 'tenant_two']],
    ['a glob', { selection: { tenants: 'tenant_t*' } }, ['tenant_two']],
    ['an id', { selection: { tenants: 'tenant_one' } }, ['tenant_one']],
    ['a label', { selection: { where: new Map([['region', 'eu-west-1']]) } }, ['tenant_acme', 'tenant_two']],
    ['both', { selection: { tenants: '*o', where: new Map([['region', 'eu-west-1']]) } }, ['tenant_two']],
  ])('takes the tenants that are selected: %s', (_title, options, tenants) => {
    expect(tenantsOf(options)).toEqual(tenants);
  });

  it('says what was selected, and leaves out rules of others', () => {
    const { manifest, data } = inspected(
      build({ selection: { tenants: 'tenant_one', where: new Map([['region', 'us-east-1']]) } }),
    );
    expect(manifest.metadata.selection).toEqual({ tenants: 'tenant_one', where: { region: 'us-east-1' } });
    expect(JSON.stringify(data)).not.toContain('acme');
    expect(inspected(build()).manifest.metadata.selection).toBeUndefined();
  });

  it.each<[string, Partial<BuildOptions>]>([
    ['no tenant', { selection: { tenants: 'nobody' } }],
    ['a label that no tenant has', { selection: { where: new Map([['constructor', 'x']]) } }],
    ['a negative sequence', { sequence: -1 }],
    ['a sequence past what is exact', { sequence: 2 ** 53 }],
    ['a time without zone', { notAfter: '2027-01-01T00:00:00' }],
    ['a time with an offset', { notAfter: '2027-01-01T00:00:00+01:00' }],
    ['a day that is not', { notAfter: '2027-02-30T00:00:00Z' }],
    ['an empty audience', { audience: '' }],
    ['half a surrogate pair', { audience: '\ud800' }],
    ['a source without digest', { sources: [{ file: 'a.yaml', sha256: '' }] }],
  ])('refuses %s', (_title, options) => {
    expect(buildBundle(sampleWorkspace, { ...buildOptions, ...options })).toMatchObject({ ok: false });
  });

  it('refuses policies that no loader would take', () => {
    const odd = [
      plainPolicy('not a tenant id'),
      plainPolicy('t', { plan: '\ud800' }),
      plainPolicy('t', { logging: { retentionMs: Number.NaN } }),
    ];
    for (const policy of odd)
      expect(buildBundle(plainWorkspace(policy), buildOptions)).toMatchObject({ ok: false });
  });
});

describe('tables', () => {
  const tables = new Map([
    ['["1","a"]', Uint8Array.of(1, 2, 3)],
    ['["1","b"]', new Uint8Array()],
    ['["1","c"]', Uint8Array.of(4)],
  ]);
  const read = readBundle(build({ tables }), readOptions);

  it('are found by their keys, and no others are', () => {
    const found = read.ok ? read.bundle.tables : undefined;
    for (const [key, bytes] of tables)
      expect(Buffer.from(found?.find(key) ?? [9])).toEqual(Buffer.from(bytes));
    expect(found?.find('["2","a"]')).toBeUndefined();
  });

  it('do not enter the revision', () => {
    expect(inspected(build({ tables })).inspection.revision).toBe(inspected(build()).inspection.revision);
  });
});

describe('inspectBundle', () => {
  const terms = { sequence: 7, notAfter: '2027-01-01T00:00:00Z', audience: 'production' };
  const { inspection } = inspected(build(terms));

  it('is what its schema says', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../schemas/bundle-inspect.schema.json', import.meta.url), 'utf8'),
    );
    const validate = new Ajv({ strict: false }).compile(schema);
    expect(validate(inspection) || validate.errors).toBe(true);
  });

  it('says what the bundle is and holds', () => {
    expect(inspection).toMatchObject({
      schemaVersion: 1,
      format: 1,
      ...terms,
      signed: false,
      tenants: ['tenant_acme', 'tenant_one', 'tenant_two'],
    });
    expect(inspection.files.map(({ name }) => name)).toEqual([
      '.manifest',
      'bulkhead/data.json',
      'bulkhead/tables.bin',
    ]);
    expect(inspection.limits).toEqual([
      { kind: 'obligation', name: 'rate limits of rules', count: 1 },
      { kind: 'obligation', name: 'rate limits of plans', count: 2 },
    ]);
  });

  it('looks into a bundle that no runtime would take any more', () => {
    expect(inspected(build({ notAfter: '1999-01-01T00:00:00Z' })).inspection.notAfter).toBe(
      '1999-01-01T00:00:00Z',
    );
  });

  it('refuses a bundle that is not whole', () => {
    expect(inspectBundle(gunzipSync(build()), sha256)).toMatchObject({ ok: false });
  });
});

describe('bundleText', () => {
  it('shows all of it, sorted', () => {
    const text = bundleText(inspected(build()));
    expect(
      text.replaceAll(/[0-9a-f]{64}/g, '<digest>').replaceAll(/[\d,]+ bytes/g, '<size>'),
    ).toMatchSnapshot();
  });

  it('changes only in the lines a change is about', () => {
    const other = new Map(
      [...sampleFiles].map(([file, held]) => [file, `\n\n${held.replace('5/hour', '6/hour')}`]),
    );
    const lines = (bytes: Uint8Array): Set<string> =>
      new Set(
        bundleText(inspected(bytes))
          .split('\n')
          .filter((line) => !/^(revision|file) /.test(line)),
      );
    const before = lines(build());
    const after = lines(build({}, workspaceOf(other)));
    expect([...after].filter((line) => !before.has(line))).toEqual([
      '  send_email#0  send_email  at most 6/hour (6 in 3600000 ms)',
    ]);
  });

  it('shows no path of a webhook', () => {
    const secret = new Map(
      [...sampleFiles].map(([file, held]) => [
        file,
        held.replace('https://${env:HOOK_HOST}/x', 'https://hooks.example/T0/password'),
      ]),
    );
    const text = bundleText(inspected(build({}, workspaceOf(secret))));
    expect(text).toContain('https://hooks.example...');
    expect(text).not.toContain('password');
  });
});
