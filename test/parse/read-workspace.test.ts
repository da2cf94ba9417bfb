import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';

const read = (files: Record<string, string>) => readWorkspace(new Map(Object.entries(files)), defaultConfig);

describe('a workspace', () => {
  it('reads its documents in order and leaves other YAML alone', () => {
    const reading = read({
      'policy.config.yaml': 'lint: { edition: 1 }',
      'acme.yaml': 'tenant_id: tenant_acme',
      'ci.yaml': 'on: push\njobs: [a]',
      'plans.yaml': 'rate_limits: { free: { total_tool_calls: 5/s } }',
    });
    expect(reading.documents.map(({ kind }) => kind)).toEqual(['tenant', 'plans']);
    expect(reading.unrelated).toEqual(['ci.yaml']);
    expect(reading.diagnostics).toEqual([]);
    expect([...reading.sources.keys()]).toEqual(['acme.yaml', 'ci.yaml', 'plans.yaml']);
  });

  const duplicates = [
    {
      name: 'two tenants of one id',
      files: { 'a.yaml': 'tenant_id: tenant_a', 'b.yaml': 'name: b\ntenant_id: tenant_a' },
      at: 'b.yaml:2:12',
      other: 'a.yaml:1:12',
    },
    {
      name: 'a tenant and an entry of a list',
      files: {
        'a.yaml': 'tenant_id: tenant_a',
        'b.yaml': 'kind: tenants\ntenants: [{ tenant_id: tenant_a }]',
      },
      at: 'b.yaml:2:24',
      other: 'a.yaml:1:12',
    },
    {
      name: 'two templates of one name',
      files: { 'a.yaml': 'kind: template\nname: base', 'b.yaml': 'kind: template\nname: base' },
      at: 'b.yaml:2:7',
      other: 'a.yaml:2:7',
    },
    {
      name: 'a second plans document',
      files: { 'a.yaml': 'plans: { free: {} }', 'b.yaml': 'rate_limits: { free: { a: 5/s } }' },
      at: 'b.yaml:1:1',
      other: 'a.yaml:1:1',
    },
    {
      name: 'the boundaries of a tool twice',
      files: {
        'a.yaml': 'kind: boundaries\ntools: { x: none }',
        'b.yaml': 'kind: boundaries\ntools: { x: none }',
      },
      at: 'b.yaml:2:10',
      other: 'a.yaml:2:10',
    },
  ];
  it.each(duplicates)('reports $name with both places', ({ files, at, other }) => {
    const [problem, ...more] = read(files).diagnostics;
    expect(more).toEqual([]);
    expect(problem?.code).toBe('schema/duplicate-id');
    expect(`${problem?.place.file}:${problem?.place.line}:${problem?.place.column}`).toBe(at);
    expect(problem?.label).toContain(other);
  });
});

const recorded = join(import.meta.dirname, '../../../shared/data/decisions');
describe.skipIf(!existsSync(recorded))('the recorded decisions', () => {
  it('have policies that load without a word', () => {
    const names = readdirSync(recorded).filter((name) => name.endsWith('.yaml'));
    const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(recorded, name), 'utf8')]));
    const reading = read(files);
    expect(reading.diagnostics).toEqual([]);
    expect(reading.documents.length).toBe(names.length - 1);
  });
});
