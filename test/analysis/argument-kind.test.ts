import { describe, expect, it } from 'vitest';
import { argumentKind, argumentKinds } from '../../src/analysis/argument-kind.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { parseArgumentPath } from '../../src/parse/argument-path.ts';
import { readWorkspace } from '../../src/parse/read-workspace.ts';

const documents = (files: Record<string, string> = {}) =>
  readWorkspace(new Map(Object.entries(files)), defaultConfig).documents;
const pathOf = (text: string) => {
  const parsed = parseArgumentPath(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.path;
};
const files = {
  'boundaries.yaml': `kind: boundaries
tools:
  fetch: { arguments.to: { url: { hosts: [a.example] } }, arguments.path: { all_of: [{ exists: true }, { any_of: [{ shared: { key_within: 'a:' } }] }] }, arguments.url: open, arguments.id: { equals: a } }
  'read_*': { arguments.what: { path_within: /a/ } }
`,
  'tools.yaml': `kind: tools
tools:
  fetch: { arguments: { to: text, url: text, note: sql, 'constructor': key } }
  'send_*': { arguments: { who: email } }
`,
};

describe('argumentKind', () => {
  it.each([
    ['access_file', 'arguments.path', 'path'],
    ['access_file', 'arguments.savePath', 'path'],
    ['access_file', 'arguments.items[*].file_path', 'path'],
    ['access_file', 'arguments.directory', 'path'],
    ['x', 'arguments.callback_url', 'url'],
    ['x', 'arguments.to', 'email'],
    ['x', 'arguments.to[*]', 'email'],
    ['x', 'arguments.user_email', 'email'],
    ['x', 'arguments.belongs_to', undefined],
    ['query_database', 'arguments.query', 'sql'],
    ['runSQL', 'arguments.statement', 'sql'],
    ['search_web', 'arguments.query', undefined],
    ['search_web', 'arguments.sql_query', undefined],
    ['x', 'arguments.raw_sql', 'sql'],
    ['x', 'arguments.where', 'filter'],
    ['x', 'arguments.namespace', 'key'],
    ['x', 'arguments.api_key', undefined],
    ['x', 'arguments.cmd', 'command'],
    ['x', 'arguments.name', undefined],
    ['x', 'context.path', undefined],
  ])('%s %s by its name: %s', (tool, path, kind) => {
    expect(argumentKind(documents(), tool, pathOf(path))).toBe(kind);
  });

  it.each([
    ['fetch', 'arguments.to', 'url'],
    ['fetch', 'arguments.path', 'key'],
    ['fetch', 'arguments.url', 'text'],
    ['fetch', 'arguments.note', 'sql'],
    ['fetch', 'arguments.note.path', 'path'],
    ['fetch', 'arguments.constructor', 'key'],
    ['fetch', 'arguments.id', undefined],
    ['read_page', 'arguments.what', 'path'],
    ['read_*', 'arguments.what', 'path'],
    ['send_mail', 'arguments.who', 'email'],
    ['send_*', 'arguments.who', 'email'],
    ['other', 'arguments.who', undefined],
  ])('%s %s by boundary, then tools document, then name: %s', (tool, path, kind) => {
    expect(argumentKind(documents(files), tool, pathOf(path))).toBe(kind);
  });

  it('says whether it is a guess, and what the boundary is', () => {
    const kinds = argumentKinds(documents(files));
    expect(kinds.isGuess('fetch', pathOf('arguments.to'))).toBe(false);
    expect(kinds.isGuess('fetch', pathOf('arguments.note.path'))).toBe(true);
    expect(kinds.boundaryOf('fetch', pathOf('arguments.to'))?.kind).toBe('url');
    expect(kinds.boundaryOf('fetch', pathOf('arguments.url'))).toBeUndefined();
  });
});
