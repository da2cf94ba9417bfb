import { describe, expect, it } from 'vitest';
import { buildBundle } from '../../src/bundle/build-bundle.ts';
import { fileNames } from '../../src/bundle/bundle-file.ts';
import { readBundle } from '../../src/bundle/read-bundle.ts';
import { collectScanners } from '../../src/engine/collect-scanners.ts';
import { createEngine, createMemoryLimitStore } from '../../src/engine/index.ts';
import { encodeScanner } from '../../src/pattern/encode-scanner.ts';
import { createRuntime, openBundle, type OpenOptions, type Runtime } from '../../src/runtime/index.ts';
import { buildOptions, bundleOf, filesOf, plainBundle, relisted, sha256 } from '../bundle/bundles.ts';
import { sampleWorkspace } from '../bundle/sample-workspace.ts';

const tables = new Map(
  [...collectScanners(sampleWorkspace)].map(([key, scanner]) => [key, encodeScanner(scanner)]),
);
const options: OpenOptions = {
  unsigned: 'allow',
  now: Date.UTC(2026, 0, 1),
  clock: () => Date.UTC(2026, 0, 1),
};

function built(given: ReadonlyMap<string, Uint8Array> = tables): Uint8Array {
  const bundle = buildBundle(sampleWorkspace, { ...buildOptions, tables: given });
  if (!bundle.ok) throw new Error(bundle.problem);
  return bundle.bytes;
}

function opened(bytes: Uint8Array, more: Partial<OpenOptions> = {}): Runtime {
  const result = openBundle(bytes, { ...options, ...more });
  if (!result.ok) throw new Error(result.problem.message);
  return result.runtime;
}

const context = { tenant_id: 'tenant_acme' };
const calls = [
  { tool: 'access_file', arguments: { path: '/data/tenant_acme/x' }, context },
  { tool: 'access_file', arguments: { path: '/data/tenant_one/x' }, context },
  { tool: 'access_file', arguments: { path: '/data/tenant_acme/../x' }, context },
  { tool: 'access_file', arguments: { path: '/data/tenant_acme/x', more: 1 }, context },
  { tool: 'query_database', arguments: { query: "tenant_id = 'tenant_acme'" }, context },
  { tool: 'query_database', arguments: { query: 'SELECT 1' }, context },
  { tool: 'send_email', arguments: { 'odd.key': [{ to: 'acme.test' }, { to: 7 }] }, context },
  { tool: 'send_email', arguments: { 'odd.key': [{ to: 'acme.test' }, {}] }, context },
  { tool: 'get_time', arguments: {}, context },
  { tool: 'access_file', arguments: { path: '/data/tenant_one/x' }, context: { tenant_id: 'tenant_one' } },
  { tool: 'send_email', arguments: {}, context: { tenant_id: 'tenant_one' } },
  { tool: 'access_file', arguments: {}, context: { tenant_id: 'tenant_two' } },
  { tool: 'access_file', arguments: {}, context: { tenant_id: 'tenant_none' } },
  { tool: '', arguments: {}, context },
];

describe('openBundle', () => {
  const revision = opened(built()).revision;
  const source = createEngine(sampleWorkspace, {
    clock: () => Date.UTC(2026, 0, 1),
    limits: createMemoryLimitStore(),
    revision,
  });
  const expected = calls.map((call) => source.decide(call));

  it('decides as the workspace it was built from, file and line included', () => {
    const runtime = opened(built());
    expect(calls.map((call) => runtime.decide(call))).toEqual(expected);
    expect(new Set(expected.map(({ code }) => code)).size).toBeGreaterThan(6);
  });

  it('decides the same without tables, and with tables that cannot be read', () => {
    const damaged = new Map([...tables].map(([key, table]) => [key, table.slice(0, -1)]));
    for (const given of [new Map<string, Uint8Array>(), damaged]) {
      const runtime = opened(built(given));
      expect(calls.map((call) => runtime.decide(call))).toEqual(expected);
    }
  });

  it('runs the tables of the bundle, and compiles nothing that is there', () => {
    const read = readBundle(built(), { ...options, sha256 });
    const keys = read.ok ? [...collectScanners(read.bundle.workspace).keys()] : [];
    expect(keys.filter((key) => read.ok && read.bundle.tables.find(key) === undefined)).toEqual([]);
    expect(keys.length).toBeGreaterThan(2);
    // With another pattern's table under a key the engine decides otherwise: so it is the table that decides.
    const rotated = new Map(
      keys.map((key, index) => [key, tables.get(keys[(index + 1) % keys.length] ?? '') ?? new Uint8Array()]),
    );
    const runtime = opened(built(rotated));
    expect(calls.map((call) => runtime.decide(call))).not.toEqual(expected);
  });

  it('names the revision and rule on each decision', () => {
    const [decision] = expected;
    expect(decision?.policy).toMatchObject({
      tenant: 'tenant_acme',
      revision,
      rule: 'own-files',
      file: 'base.yaml',
    });
  });

  it('reads calls as text strictly', () => {
    const runtime = opened(built());
    expect(runtime.decideText(JSON.stringify(calls[0]))).toEqual(expected[0]);
    const twice = `{"tool":"access_file","arguments":{"path":"/data/tenant_acme/x","path":"/etc"},"context":{"tenant_id":"tenant_acme"}}`;
    expect(runtime.decideText(twice)).toMatchObject({ action: 'deny', code: 'argument_unjudgeable' });
    expect(runtime.decideText('no JSON')).toMatchObject({ action: 'deny', code: 'envelope_incomplete' });
  });

  it('resolves the environment at load, leaves it as written without one, and refuses what it lacks', () => {
    const call = { tool: 'send_email', arguments: { 'odd.key': [{ to: 7 }] }, context };
    expect(opened(built()).decide(call).approval?.webhook).toBe('https://${env:HOOK_HOST}/x');
    expect(opened(built(), { env: () => 'hooks.example' }).decide(call).approval?.webhook).toBe(
      'https://hooks.example/x',
    );
    expect(openBundle(built(), { ...options, env: () => undefined })).toEqual({
      ok: false,
      problem: { check: 'environment', message: 'the environment lacks HOOK_HOST' },
    });
  });

  it.each([undefined, null, 'text', 5, {}, [1]])('refuses what is no bytes: %j', (bytes) => {
    const opened: unknown = Reflect.apply(openBundle, undefined, [bytes, options]);
    expect(opened).toMatchObject({ ok: false, problem: { check: 'archive' } });
    const decision: unknown = Reflect.apply(createRuntime(options).load, undefined, [bytes]);
    expect(decision).toMatchObject({ ok: false });
  });

  it('refuses what the loader refuses', () => {
    const { unsigned: _, ...signed } = options;
    expect(openBundle(built(), signed)).toMatchObject({ ok: false, problem: { check: 'signature' } });
    expect(openBundle(new Uint8Array(), options)).toMatchObject({ ok: false, problem: { check: 'archive' } });
    const odd = relisted(
      filesOf(plainBundle()).map((file) =>
        file.name === fileNames.tables ? { ...file, bytes: new Uint8Array(9) } : file,
      ),
    );
    expect(openBundle(bundleOf(odd), options)).toMatchObject({ ok: false, problem: { check: 'content' } });
  });
});
