import { describe, expect, it } from 'vitest';
import { findingsOf, markedBy } from '../lint-texts.ts';

const code = 'tool/unknown-argument';
const tools = `kind: tools
tools:
  search:
    input_schema:
      type: object
      properties:
        query: { type: string }
        limit: { type: integer }
        filter: { type: object, properties: { tenant_id: { type: string }, tags: { type: array, items: { $ref: '#/$defs/tag' } } } }
        meta: { type: object }
      $defs: { tag: { type: object, properties: { name: {}, tag: { $ref: '#/$defs/tag' } } } }
    output_schema: { type: object, properties: { hits: { type: array, items: { type: object, properties: { id: {} } } } } }
  search_more: { input_schema: { type: object, properties: { query: {}, page: {} } } }
  send: { arguments: { to: email, body: text } }
  free: {}
`;
const rule = (path: string, tool = 'search', matcher = '{ equals: a }', action = 'allow'): string =>
  `tenant_id: t\nrules: [{ tool: ${tool}, conditions: [{ match: { '${path}': ${matcher} }, action: ${action} }] }]\n`;
const found = (text: string): readonly string[] =>
  findingsOf(code, { 'tools.yaml': tools, 'a.yaml': text }).map(
    ({ severity, message, label }) => `${severity}: ${message} (${label})`,
  );

describe(code, () => {
  it('points at the path', () => {
    expect(markedBy(code, { 'tools.yaml': tools, 'a.yaml': rule('arguments.qurey') })).toEqual([
      "a.yaml:2:49 'arguments.qurey'",
    ]);
  });

  it.each([
    ['arguments.qurey', 'search has no arguments.qurey (did you mean arguments.query?)'],
    [
      'arguments.filter.tenantid',
      'search has no arguments.filter.tenantid (did you mean arguments.filter.tenant_id?)',
    ],
    [
      'arguments.filter.tags[*].tag.tag.nam',
      'search has no arguments.filter.tags[*].tag.tag.nam (did you mean arguments.filter.tags[*].tag.tag.name?)',
    ],
    [
      'arguments.filter.tags.name',
      'search has no arguments.filter.tags.name: arguments.filter.tags is a list (did you mean arguments.filter.tags[*].name?)',
    ],
    [
      'arguments.query[*]',
      'search has no arguments.query[*]: arguments.query is a string (did you mean arguments.query?)',
    ],
    [
      'arguments.limit.max',
      'search has no arguments.limit.max: arguments.limit is a number (the tools document has no such argument)',
    ],
    [
      'arguments.constructor',
      'search has no arguments.constructor (the tools document has no such argument)',
    ],
    [
      'arguments["odd.key"].x',
      'search has no arguments["odd.key"] (the tools document has no such argument)',
    ],
  ])('is %s', (path, message) => {
    expect(found(rule(path))).toEqual([`error: ${message}`]);
  });

  it.each([
    'arguments.filter',
    'arguments.filter.tags[*].name',
    'arguments.meta.any[*].thing',
    'context.user_id',
  ])('is not %s', (path) => {
    expect(found(rule(path))).toEqual([]);
  });

  it.each([
    ['[search, search_more]', 'arguments.page', ['error: search has no arguments.page']],
    ['[search, search_more]', 'arguments.sort', ['error: search and search_more have no arguments.sort']],
    ["'search*'", 'arguments.page', []],
    ["'search*'", 'arguments.sort', ['error: search* has no arguments.sort']],
    ["'**'", 'arguments.sort', []],
    ['free', 'arguments.sort', []],
    ['unheard_of', 'arguments.sort', []],
    ['send', 'arguments.subject', ['warning: send has no arguments.subject']],
    ['send', 'arguments.body', []],
  ])('%s and %s', (tool, path, messages) => {
    expect(found(rule(path, tool)).map((text) => text.replace(/ \(.*/, ''))).toEqual(messages);
  });

  it('is in the baseline, boundaries and invariants too', () => {
    const match = 'match: { arguments.qurey: a }';
    for (const text of [
      `kind: baseline\nrules: [{ tool: search, conditions: [{ ${match}, action: deny }] }]\n`,
      'kind: boundaries\ntools: { search: { arguments.qurey: open } }\n',
      'kind: boundaries\ntools: { search: { arguments.qurey: { delegated: storage.row_level_security } } }\n',
      "kind: boundaries\ntools: { search: { 'result.hits[*].ide': { equals: '${tenant.id}' } } }\n",
      `kind: invariants\nnever: [{ id: a, tool: search, ${match}, action: allow }]\n`,
    ])
      expect(found(text), text).toHaveLength(1);
    expect(
      found("kind: boundaries\ntools: { search: { 'result.hits[*].id': { equals: '${tenant.id}' } } }\n"),
    ).toEqual([]);
    expect(
      found("kind: boundaries\ntools: { send: { 'result.hits[*].id': { equals: '${tenant.id}' } } }\n"),
    ).toEqual([]);
  });

  it.each([
    ['arguments.bcc', '{ exists: false }', 'allow', 0],
    ['arguments.bcc', '{ exists: true }', 'deny', 0],
    ['arguments.bcc', '{ exists: true }', 'allow', 1],
    ['arguments.qurey', '{ exists: true }', 'deny', 1],
    ['arguments.qurey', '{ exists: false }', 'allow', 1],
  ])('%s: %s in an %s may keep out what should not be there', (path, matcher, action, count) => {
    expect(found(rule(path, 'search', matcher, action))).toHaveLength(count);
  });

  it('offers the path that is near', () => {
    const [finding] = findingsOf(code, { 'tools.yaml': tools, 'a.yaml': rule('arguments.qurey') });
    expect(finding?.fix).toMatchObject({ safe: false, edits: [{ text: "'arguments.query'" }] });
    const plain = rule('arguments.qurey').replaceAll("'", '');
    const [other] = findingsOf(code, { 'tools.yaml': tools, 'a.yaml': plain });
    expect(other?.fix?.edits[0]?.text).toBe('arguments.query');
  });

  it('is what the tools document itself says of an argument that its schema lacks', () => {
    const texts = (name: string): Record<string, string> => ({
      'tools.yaml': `kind: tools\ntools:\n  read:\n    arguments: { ${name}: path }\n    input_schema: { properties: { path: {} } }\n`,
    });
    expect(markedBy(code, texts('pth'))).toEqual(['tools.yaml:4:18 pth']);
    expect(findingsOf(code, texts('pth'))[0]?.fix?.edits[0]?.text).toBe('path');
    expect(findingsOf(code, texts('__proto__'))).toMatchObject([{ label: 'not in the schema' }]);
    expect(findingsOf(code, texts('path'))).toEqual([]);
  });

  it('counts what several documents say together', () => {
    const more =
      'kind: tools\ntools: { search: { input_schema: { type: object, properties: { sort: {} } } } }\n';
    const texts = { 'tools.yaml': tools, 'more.yaml': more };
    expect(findingsOf(code, { ...texts, 'a.yaml': rule('arguments.sort') })).toEqual([]);
    expect(findingsOf(code, { ...texts, 'a.yaml': rule('arguments.other') })).toHaveLength(1);
  });
});
