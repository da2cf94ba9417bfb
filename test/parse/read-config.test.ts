import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { readConfig } from '../../src/parse/read-config.ts';

describe('policy.config.yaml', () => {
  it.each(['', '{}\n', '# nothing\n', 'version: 1\n'])('has defaults: %j', (text) => {
    expect(readConfig('policy.config.yaml', text)).toEqual({ value: defaultConfig, diagnostics: [] });
  });

  it('reads every key', () => {
    const text = `
include: ['policies/**/*.yaml']
exclude: [policies/old/**]
envelope: { required: [user_id] }
limits: { max_argument_bytes: 1024 }
lint: { edition: 2, rules: { structure/secret: off }, overrides: [{ files: a.yaml, rules: { plan/exceeds: warning } }] }
transcripts: [logs/*.jsonl, { files: [a.json], tenant: tenant_a, tenant_map: map.json, tenant_from: /meta/tenant }]
review: { required: 1, signers: signers, unsigned: false, directory: reviews }
`;
    const { value, diagnostics } = readConfig('policy.config.yaml', text);
    expect(diagnostics).toEqual([]);
    expect(value).toMatchObject({
      include: ['policies/**/*.yaml'],
      exclude: ['policies/old/**'],
      envelope: { required: ['tenant_id', 'user_id'] },
      limits: { maxArgumentBytes: 1024 },
      lint: {
        edition: 2,
        rules: { 'structure/secret': 'off' },
        overrides: [{ files: ['a.yaml'], rules: { 'plan/exceeds': 'warning' } }],
      },
      transcripts: [
        { files: ['logs/*.jsonl'] },
        { files: ['a.json'], tenant: 'tenant_a', tenantMap: 'map.json', tenantFrom: '/meta/tenant' },
      ],
    });
  });

  it.each([
    ['includ: [a]', 'schema/unknown-key', '1:1'],
    ['limits: { max_argument_bytes: 0 }', 'schema/invalid', '1:31'],
    ['lint: { rules: { yaml/syntax: never } }', 'schema/invalid', '1:31'],
    ['lint: { edition: no }', 'schema/invalid', '1:18'],
    ['- a', 'schema/invalid', '1:1'],
    ['a: [', 'yaml/syntax', '1:5'],
    ['{}\n---\n{}', 'schema/invalid', '3:1'],
  ])('refuses %j', (text, code, at) => {
    const { value, diagnostics } = readConfig('policy.config.yaml', text);
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code: found, place }) => [found, `${place.line}:${place.column}`])).toEqual([
      [code, at],
    ]);
  });
});
