import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/parse/read-document.ts';
import { serverProfiles } from '../../src/profile/profiles.ts';
import { importOutput } from '../../src/tools/import-output.ts';
import { importTools } from '../../src/tools/import-tools.ts';
import { readToolList } from '../../src/tools/read-tool-list.ts';
import { toolsContent } from '../../src/tools/tools-content.ts';
import { toolsYaml } from '../../src/tools/tools-yaml.ts';
import { outputSchema } from '../report/output-schemas.ts';

const described = (list: unknown, server?: string) => {
  const reading = readToolList(JSON.stringify(list));
  if (!reading.ok) throw new Error(reading.problems[0]?.message);
  return importTools(
    reading.tools,
    serverProfiles.find((profile) => profile.server === server),
  );
};
const listed = (name: string, args: readonly string[], more: object = {}) => ({
  name,
  inputSchema: { type: 'object', properties: Object.fromEntries(args.map((arg) => [arg, {}])) },
  ...more,
});
const linesOf = (text: string) => text.split('\n').map((line) => line.trim());

describe('toolsYaml', () => {
  it.each<[string, object, string]>([
    [
      'a hint tells',
      listed('frob', [], { annotations: { readOnlyHint: true } }),
      'effect: read # guessed by readOnlyHint',
    ],
    [
      'a destructive hint',
      listed('frob', [], { annotations: { destructiveHint: true } }),
      'effect: delete # guessed by destructiveHint',
    ],
    [
      'a hint never makes light of a name',
      listed('delete_all', [], { annotations: { readOnlyHint: true } }),
      'effect: delete # guessed by its name, against readOnlyHint',
    ],
    [
      'a hint that it writes',
      listed('get_it', [], { annotations: { readOnlyHint: false } }),
      'effect: write # guessed by readOnlyHint',
    ],
    [
      'a name that says more than a hint',
      listed('write_it', [], { annotations: { readOnlyHint: false, destructiveHint: true } }),
      'effect: write # guessed by its name',
    ],
    [
      'a hint that is none',
      listed('frob', [], { annotations: { readOnlyHint: 'yes' } }),
      '# nothing tells its effect: read, write, delete, send, pay or execute?',
    ],
    ['an argument by its name', listed('frob', ['save_path']), 'save_path: path # guessed by its name'],
    [
      'one that resembles',
      listed('fetch', ['url', 'method']),
      '# the fetch server has a tool of this name, but it may not be that: has method, lacks max_length, lacks raw, lacks start_index',
    ],
    ['what is left out', listed('frob', [], { title: 'x', _meta: {} }), '# left out: _meta, title'],
    [
      'a server',
      listed('fetch', ['url', 'max_length', 'start_index', 'raw']),
      'effect: read # profile fetch 2026.10.24',
    ],
    [
      'a comment stays a comment',
      listed('frob', [], { 'a\n  effect: pay # policy-ignore x': 1 }),
      '# left out: a\\u{a}  effect: pay # policy-ignore x',
    ],
  ])('%s', (_, tool, line) => {
    expect(linesOf(toolsYaml(described([tool])))).toContain(line);
  });

  it('takes a server that is named wherever its tools agree', () => {
    const list = [listed('query', ['sql']), listed('fetch', ['method'])];
    expect(toolsYaml(described(list))).not.toContain('profile postgres');
    expect(toolsYaml(described(list, 'postgres'))).toContain('effect: read # profile postgres');
  });

  it('is the same in whatever order tools and keys come', () => {
    const a = { name: 'a', inputSchema: { type: 'object', properties: { x: {}, y: {} } } };
    const b = { inputSchema: { properties: { y: {}, x: {} }, type: 'object' }, name: 'b' };
    expect(toolsYaml(described([b, { inputSchema: b.inputSchema, name: 'a' }]))).toBe(
      toolsYaml(described([a, b])),
    );
  });

  it('is read back as it was meant, whatever the schemas hold', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        'yes',
        'no',
        'on',
        'null',
        '~',
        '1',
        '-',
        '- a',
        'a: b',
        'a #b',
        "it's",
        '\\s',
        '"',
        '${x}',
        '[',
        '{',
        '*',
        '&a',
        '!t',
        '%',
        '@',
        '`',
        '|',
        '>',
        '',
        ' ',
        'a ',
        '0x1',
        '1e3',
        '1_0',
        '2001-01-01',
        '<<',
        '=',
        '?',
        'y',
      ),
      fc.constantFrom(
        '\b',
        '\n',
        '\r',
        '\t',
        '\u2028',
        '\ufeff',
        '\u202e',
        '\ufffd',
        '\u0085',
        '\u00a0',
        '😀',
        '\u{e0001}',
      ),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.boolean(),
        fc.constant(null),
        fc.maxSafeInteger(),
        fc
          .double({ noNaN: true, noDefaultInfinity: true })
          .filter((n) => !Number.isInteger(n) || Number.isSafeInteger(n)),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(
          text.filter((key) => key !== '__proto__'),
          tie('value'),
          { maxKeys: 4 },
        ),
      ),
    }));
    fc.assert(
      fc.property(
        fc.dictionary(
          text.filter((key) => key !== '__proto__'),
          value,
        ),
        text,
        (properties, description) => {
          const each = described([{ name: 'a', description, inputSchema: { properties } }]);
          const reading = readDocument('tools.yaml', toolsYaml(each));
          expect(reading.diagnostics).toEqual([]);
          const [document] = reading.documents;
          expect(document?.kind === 'tools' && document.content).toEqual(toolsContent(each));
        },
      ),
      { numRuns: 300 },
    );
  });
});

it('importOutput fits its schema, and names who said what', () => {
  const output = importOutput(described([listed('frob', ['path'], { title: 'x' }), listed('get_x', [])]));
  const valid = outputSchema('tools-import-output');
  expect(valid(JSON.parse(JSON.stringify(output)))).toBe(true);
  expect(output.told).toEqual([
    { tool: 'frob', argument: 'path', by: 'guessed by its name' },
    { tool: 'get_x', by: 'guessed by its name' },
  ]);
  expect(output.leftOut).toEqual([{ tool: 'frob', keys: ['title'] }]);
});
