import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintRules } from '../../../src/lint/registry.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { findingsOf, lintTexts, markedBy } from '../lint-texts.ts';

const toolRules = lintRules.filter(({ code: name }) => /^tool|second|absent/.test(name));

const code = 'tool/argument-type';
const tools = (schema: string): string =>
  `kind: tools\ntools: { x: { input_schema: { type: object, properties: { a: ${schema} } } } }\n`;
const rule = (matcher: string, path = 'arguments.a', action = 'allow'): string =>
  `tenant_id: t\nrules: [{ tool: x, conditions: [{ match: { '${path}': ${matcher} }, action: ${action} }] }]\n`;
const found = (schema: string, matcher: string, path?: string): readonly string[] =>
  findingsOf(code, { 'tools.yaml': tools(schema), 'a.yaml': rule(matcher, path) }).map(
    ({ message, label, help }) => `${message} (${label}): ${help}`,
  );

const text = '{ type: string }';
const integer = '{ type: integer, minimum: 1, maximum: 50 }';
const mode = '{ enum: [fast, slow, 3] }';
const list = '{ type: array, maxItems: 5, items: { type: string } }';

describe(code, () => {
  it('points at the matcher', () => {
    const texts = {
      'tools.yaml': tools(integer),
      'a.yaml': rule('{ any_of: [{ path_within: /x/ }, { exists: false }] }'),
    };
    expect(markedBy(code, texts)).toEqual(['a.yaml:2:85 /x/']);
  });

  it.each([
    [integer, '{ path_within: /x/ }', 'x takes an integer from 1 up to 50 (this takes a string)'],
    [text, '{ number: { max: 5 } }', 'x takes a string (this takes a number)'],
    [text, '{ contains: a }', 'x takes a string (this takes a list)'],
    [text, '{ filter: { must: { a: b } } }', 'x takes a string (this takes an object)'],
    ['{ type: object }', "'^x$'", 'x takes an object (this takes a string, a number or a boolean)'],
    [integer, '{ number: { min: 51 } }', 'x takes an integer from 1 up to 50 (no value is in both)'],
    [integer, '{ length: { max: 3 } }', 'x takes an integer from 1 up to 50 (this takes a string or a list)'],
    ['{ type: string, minLength: 9 }', '{ length: { max: 8 } }', 'x takes a string (no value is in both)'],
    [list, '{ length: { min: 6 } }', 'x takes a list (no value is in both)'],
    [list, '{ number: { max: 5 } }', 'x takes a list (this takes a number)'],
    [
      '{ type: [string, "null"] }',
      '{ number: { max: 5 } }',
      'x takes a string or null (this takes a number)',
    ],
    [
      '{ anyOf: [{ type: boolean }, { type: integer }] }',
      '{ email: { domains: [a.com] } }',
      'x takes a number or a boolean (this takes a string)',
    ],
  ])('no value of %s meets %s', (schema, matcher, words) => {
    const [first, ...others] = found(schema, matcher);
    expect(others).toEqual([]);
    expect(first).toContain(`no value of arguments.a meets this: ${words}`);
  });

  it.each([
    [mode, '{ one_of: [fast, solw] }', 'x is never solw: it is one of fast, slow and 3', 'write slow'],
    [
      mode,
      '{ not: { equals: "3" } }',
      'no value of arguments.a meets this: x takes one of fast, slow and 3',
      'write 3 without quotes',
    ],
    [integer, "{ equals: '7' }", 'x takes an integer from 1 up to 50', 'write 7 without quotes'],
    [integer, '{ one_of: [7, 99] }', 'x is never 99: it is an integer from 1 up to 50', ''],
    [integer, '{ equals: 1.5 }', 'x takes an integer', ''],
    [text, '{ equals: 7 }', 'x takes a string', "write '7', in quotes"],
    ['{ const: go }', '{ equals: stop }', 'x takes one of go', 'write go'],
  ])('of %s and %s it says what to write', (schema, matcher, message, help) => {
    const [first = ''] = found(schema, matcher);
    expect(first).toContain(message);
    expect(first).toContain(help);
  });

  it.each([
    [text, "{ path_within: '/data/${tenant.id}/' }"],
    [text, "{ equals: '${tenant.id}' }"],
    [integer, "{ equals: '${context.level}' }"],
    [integer, '{ number: { min: 50 } }'],
    [integer, "'^[1-9]$'"],
    [integer, '{ exists: false }'],
    [mode, '{ one_of: [fast, slow] }'],
    [mode, "'^fast$'"],
    [list, '{ one_of: [a, b] }'],
    [list, '{ path_within: /x/ }'],
    [list, '{ contains: a }'],
    [list, '{ length: { max: 8 } }'],
    ['{ type: [string, object] }', '{ filter: { must: { a: b } } }'],
    ['{ type: number }', '{ equals: 1.5 }'],
    ['{}', '{ number: { max: 5 } }'],
    ['true', '{ contains: a }'],
    ['{ type: text }', '{ contains: a }'],
    ['false', '{ contains: a }'],
    ['{ type: string, nullable: true }', '{ equals: a }'],
    ['{ allOf: [{ type: string }, { type: integer }] }', '{ contains: a }'],
  ])('says nothing of %s and %s', (schema, matcher) => {
    expect(found(schema, matcher)).toEqual([]);
  });

  it('asks items of the items', () => {
    const items = '{ type: array, items: { type: integer } }';
    expect(found(items, '{ equals: a }', 'arguments.a[*]')).toHaveLength(1);
    expect(found(items, '{ equals: 3 }', 'arguments.a[*]')).toEqual([]);
    expect(
      found('{ type: array, items: { type: array } }', '{ contains: 3 }', 'arguments.a[*]'),
    ).toHaveLength(1);
  });

  it('knows by their kind what arguments without a schema hold', () => {
    const kinds = 'kind: tools\ntools: { x: { arguments: { a: path, b: filter, c: key } } }\n';
    const count = (path: string, matcher: string): number =>
      findingsOf(code, { 'tools.yaml': kinds, 'a.yaml': rule(matcher, path) }).length;
    expect(count('arguments.a', '{ number: { max: 5 } }')).toBe(1);
    expect(count('arguments.a', '{ contains: x }')).toBe(0);
    expect(count('arguments.b', '{ filter: { must: { a: b } } }')).toBe(0);
    expect(count('arguments.c', '{ number: { max: 5 } }')).toBe(0);
  });

  it('is in boundaries and invariants too, and of a glob where no tool fits', () => {
    const types = `kind: tools\ntools:\n  x1: { input_schema: { properties: { a: ${text} } } }\n  x2: { input_schema: { properties: { a: ${integer}, b: ${integer} } } }\n  x3: {}\n`;
    const count = (document: string): number =>
      findingsOf(code, { 't.yaml': types, 'a.yaml': document }).length;
    expect(count('kind: boundaries\ntools: { x2: { arguments.a: { path_within: /x/ } } }\n')).toBe(1);
    expect(
      count(
        'kind: invariants\nnever: [{ id: a, tool: x2, match: { arguments.a: { path_within: /x/ } }, action: allow }]\n',
      ),
    ).toBe(1);
    const of = (tool: string): string => rule('{ contains: a }').replace('tool: x', `tool: ${tool}`);
    expect(['x1', 'x2', 'x3', '[x1, x2]', "'x*'", "'x[12]'"].map((tool) => count(of(tool)))).toEqual([
      1, 1, 0, 1, 0, 0,
    ]);
  });

  it('takes whatever stands in a tools document', () => {
    const words = fc.constantFrom(
      'type',
      'properties',
      'items',
      'allOf',
      'anyOf',
      '$ref',
      'enum',
      'required',
      'a',
      '__proto__',
    );
    const leaves = fc.constantFrom(
      '#',
      '#/properties/a',
      'object',
      'string',
      'array',
      true,
      false,
      null,
      -1,
      1e300,
    );
    const schemas = fc.letrec<{ schema: JsonValue }>((tie) => ({
      schema: fc.oneof(
        { depthSize: 'medium' },
        leaves,
        fc.dictionary(words, tie('schema'), { maxKeys: 4 }),
        fc.array(tie('schema'), { maxLength: 3 }),
      ),
    })).schema;
    const policies = rule('{ any_of: [{ number: { max: 5 } }, { contains: a }, { one_of: [a, 1] }] }');
    fc.assert(
      fc.property(schemas, schemas, (input, list) => {
        const content = JSON.stringify({
          kind: 'tools',
          tools: { x: { input_schema: input, arguments: list }, y: list },
        });
        const { findings } = lintTexts({ 'tools.yaml': content, 'a.yaml': policies }, { rules: toolRules });
        expect(findings.length).toBeLessThan(100);
      }),
    );
  });
});
