import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../../src/model/workspace-config.ts';
import { readWorkspace } from '../../../src/parse/read-workspace.ts';
import { namedLists } from '../../../src/parse/tenant-list/join-lists.ts';

const read = (files: Record<string, string>, lists: readonly string[] = []) =>
  readWorkspace(new Map(Object.entries(files)), defaultConfig, lists);
const tenantsOf = (reading: ReturnType<typeof read>) =>
  reading.documents.flatMap((document) =>
    document.kind === 'tenants'
      ? document.tenants.map(({ tenantId, place }) => `${tenantId.value} ${place.file}:${place.line}`)
      : [],
  );
const found = ({ diagnostics }: ReturnType<typeof read>) =>
  diagnostics.map(
    ({ code, place, message, label }) =>
      `${code} ${place.file}:${place.line}:${place.column} ${message} (${label})`,
  );

const from = (file: string) => `kind: tenants\nfrom: ${file}\n`;

describe('a document that names a list', () => {
  it('has the tenants of the file behind its own, wherever it stands', () => {
    const reading = read({
      'fleet/all.yaml': `${from('../data/t.csv')}tenants: [{ tenant_id: a }]\n`,
      'data/t.csv': 'tenant_id\nb\nc\n',
      'more.yaml': from('./more.ndjson'),
      'more.ndjson': '{"tenant_id":"d"}',
    });
    expect(found(reading)).toEqual([]);
    expect(tenantsOf(reading)).toEqual([
      'a fleet/all.yaml:3',
      'b data/t.csv:2',
      'c data/t.csv:3',
      'd more.ndjson:1',
    ]);
    expect([...reading.sources.keys()].sort()).toEqual([
      'data/t.csv',
      'fleet/all.yaml',
      'more.ndjson',
      'more.yaml',
    ]);
    expect(reading.unrelated).toEqual([]);
  });

  it('is told where a tenant stands twice, across formats', () => {
    const reading = read({
      'a.yaml': 'tenant_id: a\n',
      't.yaml': from('t.csv'),
      't.csv': 'tenant_id\nb\na\n',
      'u.yaml': from('u.jsonl'),
      'u.jsonl': '{"tenant_id":"b"}\n',
    });
    expect(found(reading)).toEqual([
      'schema/duplicate-id t.csv:3:1 two policies are for the tenant `a` (also in a.yaml:1:12)',
      'schema/duplicate-id u.jsonl:1:15 two policies are for the tenant `b` (also in t.csv:2:1)',
    ]);
  });

  const refused = [
    ['../../etc/passwd', 'schema/invalid l/t.yaml:2:7 `from` leads out of the workspace (not read)'],
    ['a/../../../x.csv', 'schema/invalid l/t.yaml:2:7 `from` leads out of the workspace (not read)'],
    ['/etc/t.csv', 'schema/invalid l/t.yaml:2:7 `from` is no path below this document’s folder (not read)'],
    ['C:/t.csv', 'schema/invalid l/t.yaml:2:7 `from` is no path below this document’s folder (not read)'],
    [
      'https://x.example/t.csv',
      'schema/invalid l/t.yaml:2:7 `from` is no path below this document’s folder (not read)',
    ],
    ['..\\t.csv', 'schema/invalid l/t.yaml:2:7 `from` has a backslash (not read)'],
    ['t.xlsx', 'schema/invalid l/t.yaml:2:7 `from` is neither JSONL nor CSV by its name (not read)'],
    ['gone.csv', 'schema/reference l/t.yaml:2:7 there is no file "l/gone.csv" in the workspace (not there)'],
  ] as const;
  it.each(refused)('%s', (name, problem) => {
    const files = { 'l/t.yaml': from(name), 'x.csv': 'tenant_id\na\n' };
    expect(found(read(files))).toEqual([problem]);
    expect(namedLists(new Map(Object.entries(files)))).toEqual(name === 'gone.csv' ? ['l/gone.csv'] : []);
  });

  it('may be the only one that names it', () => {
    const reading = read({ 'a.yaml': from('t.csv'), 'b.yaml': from('./t.csv'), 't.csv': 'tenant_id\na\n' });
    expect(found(reading)).toEqual([
      'schema/duplicate-id b.yaml:2:7 "t.csv" is read twice (also named in a.yaml:2)',
    ]);
    expect(tenantsOf(reading)).toEqual(['a t.csv:2']);
  });
});

describe('a list that no document names', () => {
  const files = {
    'x.yaml': 'kind: template\nname: x\n',
    'rows.csv': 'tenant_id\na\n',
    '<stdin>': '\n{"tenant_id":"b"}\n',
  };

  it('is no document', () => {
    expect(read({ 'x.yaml': files['x.yaml'], 'rows.csv': files['rows.csv'] }).unrelated).toEqual([
      'rows.csv',
    ]);
  });

  it('is read where it is asked for, by its name or else by its text', () => {
    const reading = read(files, ['rows.csv', '<stdin>']);
    expect(found(reading)).toEqual([]);
    expect(tenantsOf(reading)).toEqual(['a rows.csv:2', 'b <stdin>:2']);
  });
});
