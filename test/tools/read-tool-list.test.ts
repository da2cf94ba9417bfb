import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readToolList } from '../../src/tools/read-tool-list.ts';
import { runs } from '../support/is-long.ts';

const schema = { type: 'object', properties: { path: { type: 'string' } } };
const mcp = (name: string, more: object = {}) => ({ name, inputSchema: schema, ...more });
const namesOf = (value: unknown) => {
  const reading = readToolList(typeof value === 'string' ? value : JSON.stringify(value));
  return reading.ok ? reading.tools.map(({ name }) => name) : reading.problems;
};
const nested = (levels: number): object => (levels === 0 ? {} : { items: nested(levels - 1) });

describe('readToolList reads', () => {
  const answer = { jsonrpc: '2.0', id: 1, result: { tools: [mcp('a')] } };
  const firstPage = { jsonrpc: '2.0', id: 1, result: { tools: [mcp('a')], nextCursor: 'x' } };
  const lastPage = { jsonrpc: '2.0', id: 2, result: { tools: [mcp('b')], nextCursor: null } };
  const chat = { type: 'function', function: { name: 'c', parameters: schema, strict: true } };
  const responses = { type: 'function', name: 'r', parameters: schema };
  const anthropic = { name: 'n', input_schema: schema };
  it.each<[string, unknown, readonly string[]]>([
    ['a JSON-RPC response', answer, ['a']],
    ['a result', answer.result, ['a']],
    ['pages as a list', [firstPage, lastPage], ['a', 'b']],
    ['results as a list', [firstPage.result, lastPage.result], ['a', 'b']],
    ['pages as lines', `${JSON.stringify(firstPage)}\n\n${JSON.stringify(lastPage)}\r\n`, ['a', 'b']],
    ['definitions of Chat Completions', [chat], ['c']],
    ['definitions of Responses', [responses], ['r']],
    [
      'definitions of Anthropic, and what it defines itself',
      [anthropic, { type: 'bash_20250124', name: 'bash' }],
      ['n', 'bash'],
    ],
    ['a request', { model: 'm', messages: [], tools: [chat] }, ['c']],
    ['one definition', anthropic, ['n']],
    ['all of them', [mcp('a'), chat, responses, anthropic], ['a', 'c', 'r', 'n']],
    ['names like those of prototypes', [mcp('constructor'), mcp('toString')], ['constructor', 'toString']],
  ])('%s', (_, value, names) => {
    expect(namesOf(value)).toEqual(names);
  });
});

describe('readToolList refuses', () => {
  it.each<[string, unknown, string, RegExp]>([
    ['no JSON', '{"tools": [', 'offset 11', /no JSON/],
    ['an empty text', '', 'offset 0', /no JSON/],
    ['no list', { a: 1 }, '/', /no list of tools/],
    ['tools that are no list', { result: { tools: {} } }, '/result/tools', /no list/],
    ['an empty list', { tools: [] }, '/', /no tool/],
    ['an error', { jsonrpc: '2.0', id: 1, error: { code: -1 } }, '/error', /answered with an error/],
    [
      'a list that goes on',
      { result: { tools: [mcp('a')], nextCursor: 'x' } },
      '/result/nextCursor',
      /goes on/,
    ],
    ['a broken page', [{ tools: [mcp('a')] }, { toolz: [] }], 'page 2 /', /no list/],
    ['a tool twice', [{ tools: [mcp('a')] }, { tools: [mcp('a')] }], 'page 2 /tools/0/name', /listed twice/],
    ['a key twice', '[{"name":"a","name":"b","inputSchema":{}}]', '/0/name', /occurs twice/],
    ['what is no tool', [1], '/0', /no tool/],
    ['a tool that the provider runs', [{ type: 'web_search' }], '/0', /what form/],
    ['no name', [{ inputSchema: {} }], '/0/name', /without a name/],
    ['no schema', [{ name: 'a', inputSchema: null }], '/0/inputSchema', /missing/],
    ['a schema that is none', [{ name: 'a', inputSchema: 'string' }], '/0/inputSchema', /neither an object/],
    ['a description that is no text', [mcp('a', { description: [1] })], '/0/description', /no text/],
    ['a glob', [mcp('a*')], '/0/name', /stand for other names/],
    ['white space', [mcp('a b')], '/0/name', /white space/],
    ['an empty name', [mcp('')], '/0/name', /empty/],
    ['a long name', [mcp('a'.repeat(257))], '/0/name', /longer/],
    ['a hidden character', [mcp('a\u202eb')], '/0/name', /hidden/],
    ['a prototype', '[{"name":"__proto__","inputSchema":{}}]', '/0/name', /prototype/],
    [
      'a prototype in a schema',
      '[{"name":"a","input_schema":{"properties":{"__proto__":{}}}}]',
      '/0/input_schema/properties/__proto__',
      /prototype/,
    ],
    [
      'a deep schema',
      [mcp('a', { inputSchema: nested(40) })],
      `/0/inputSchema${'/items'.repeat(33)}`,
      /deeper/,
    ],
    ['a deep text', '['.repeat(600), 'offset 512', /deeper/],
    [
      'a number without its digits',
      '[{"name":"a","inputSchema":{"maximum":18446744073709551615}}]',
      '/0/inputSchema/maximum',
      /exactly/,
    ],
    [
      'half a character',
      '[{"name":"a","inputSchema":{"title":"\\ud800"}}]',
      '/0/inputSchema/title',
      /Unicode/,
    ],
  ])('%s', (_, value, place, message) => {
    expect(namesOf(value)).toEqual([
      { place, message: expect.stringMatching(message), help: expect.stringMatching(/./) },
    ]);
  });

  it('all at once, each with its place', () => {
    expect(namesOf([1, mcp(''), mcp('a'), mcp('a')])).toMatchObject([
      { place: '/0' },
      { place: '/1/name' },
      { place: '/3/name' },
    ]);
  });

  it('many tools in time that grows with them', () => {
    const repeats = runs(60_000, 300_000);
    const many = Array.from({ length: 20_000 }, (_, index) => mcp(`t${index}`));
    expect(namesOf(many)).toMatchObject([{ message: expect.stringContaining('20000 tools') }]);
    expect(namesOf(Array.from({ length: repeats }, () => mcp('a'))).length).toBe(repeats);
  });
});

it('readToolList never throws, and has an answer for whatever it is given', () => {
  const key = fc.constantFrom(
    'tools',
    'result',
    'name',
    'inputSchema',
    'type',
    'function',
    'parameters',
    '__proto__',
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.jsonValue(),
      fc.constantFrom('function', 'a', null, 1e21),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
    ),
  }));
  fc.assert(
    fc.property(value, (each) => {
      const reading = readToolList(JSON.stringify(each));
      expect(reading.ok ? reading.tools.length : reading.problems.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
