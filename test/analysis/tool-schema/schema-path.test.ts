import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSchemaPath } from '../../../src/analysis/tool-schema/schema-path.ts';
import { schemaArguments } from '../../../src/analysis/tool-schema/schema-arguments.ts';
import { jsonTypeOf } from '../../../src/analysis/tool-schema/value-facts.ts';
import type { PathSegment } from '../../../src/model/argument-path.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { parseArgumentPath } from '../../../src/parse/argument-path.ts';

const segmentsOf = (path: string): readonly PathSegment[] => {
  const parsed = parseArgumentPath(`arguments.${path}`);
  if (!parsed.ok) throw new Error(path);
  return parsed.path.segments;
};
const read = (schema: JsonValue, path: string) => readSchemaPath(schema, segmentsOf(path));
const object = (properties: JsonValue, more: Record<string, JsonValue> = {}): JsonValue => ({
  type: 'object',
  properties,
  ...more,
});

const nested = object(
  {
    filter: object({ tenant_id: { type: 'string' }, 'odd.key': {} }),
    items: { type: 'array', items: { $ref: '#/$defs/item' } },
    pair: { type: 'array', prefixItems: [object({ a: {} }), object({ b: {} })], items: false },
    old: { items: [object({ a: {} })], additionalItems: object({ c: {} }) },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    free: { type: 'object' },
    any: true,
    none: false,
  },
  { $defs: { item: object({ path: { type: 'string' }, child: { $ref: '#/$defs/item' } }) } },
);

describe('readSchemaPath', () => {
  it.each([
    ['filter.tenant_id', 'string'],
    ['filter["odd.key"]', 'anything'],
    ['items[*].path', 'string'],
    ['items[*].child.child.child.path', 'string'],
    ['pair[*].a', 'anything'],
    ['old[*].c', 'anything'],
    ['labels.whatever', 'string'],
    ['labels.constructor', 'string'],
  ])('finds %s', (path, type) => {
    const answer = read(nested, path);
    const types = answer.kind === 'declared' ? [...answer.facts.types] : [answer.kind];
    expect(types.length > 1 ? 'anything' : types.join()).toBe(type);
  });

  it.each(['free.x', 'free.x[*].y', 'any.x', 'any[*]'])('leaves %s open', (path) => {
    expect(read(nested, path)).toEqual({ kind: 'open' });
  });

  it.each([
    ['pth', 0, ['filter', 'items', 'pair', 'old', 'labels', 'free', 'any', 'none'], undefined],
    ['constructor', 0, expect.any(Array), undefined],
    ['filter.tenant', 1, ['tenant_id', 'odd.key'], undefined],
    ['items.path', 1, [], ['array']],
    ['items[*].child.paht', 3, ['path', 'child'], undefined],
    ['pair[*].c', 2, ['a', 'b'], undefined],
    ['labels.x.y', 2, [], ['string']],
    ['none.x', 1, [], []],
  ])('misses %s', (path, at, known, types) => {
    const answer = read(nested, path);
    expect(answer).toMatchObject({ kind: 'missing', at, known });
    expect(answer.kind === 'missing' && answer.types && [...answer.types]).toEqual(types);
  });

  it.each([
    ['a branch names it', { anyOf: [object({ a: {} }), object({ b: {} })] }, 'declared'],
    ['no branch names it', { oneOf: [object({ a: {} }), { type: 'null' }] }, 'missing'],
    ['a branch leaves it open', { anyOf: [object({ a: {} }), { type: 'object' }] }, 'open'],
    ['all together name it', { allOf: [object({ a: {} }), object({ b: {} })] }, 'declared'],
    ['what is beside says nothing', object({ a: {} }, { anyOf: [{ required: ['a'] }, {}] }), 'missing'],
    ['others are let in', object({ a: {} }, { additionalProperties: true }), 'open'],
    ['others are kept out', object({ a: {} }, { additionalProperties: false }), 'missing'],
    ['nothing is let in', { type: 'object', additionalProperties: false }, 'missing'],
    ['others are let in by pattern', object({ a: {} }, { patternProperties: { '^b': {} } }), 'open'],
    ['it has none', object({}), 'missing'],
    ['a condition names it', object({ a: {} }, { if: {}, else: object({ b: {} }) }), 'declared'],
    ['it depends', object({ a: {} }, { dependentSchemas: { a: object({ b: {} }) } }), 'declared'],
    ['it is elsewhere', { $ref: 'https://example.com/schema.json' }, 'open'],
    ['it refers to nothing', { $ref: '#/$defs/nothing' }, 'open'],
    ['it refers to itself', { $ref: '#' }, 'open'],
    ['it refers to itself and names', object({ b: {} }, { $ref: '#' }), 'declared'],
    [
      'it refers in a circle',
      { $ref: '#/$defs/x', $defs: { x: { $ref: '#/$defs/y' }, y: { $ref: '#/$defs/x' } } },
      'open',
    ],
    ['its values are listed', { enum: ['x', 1] }, 'missing'],
    ['anything goes', true, 'open'],
    ['nothing goes', false, 'missing'],
    ['it is no schema', 'object', 'open'],
    ['its keywords are no such', { type: 7, properties: [], allOf: {}, anyOf: 'x', $ref: {} }, 'open'],
  ])('b, where %s', (_, schema, kind) => {
    expect(read(schema, 'b').kind).toBe(kind);
  });

  it('says what is required, and what has a default', () => {
    const schema = object(
      {
        a: { default: 1 },
        b: object({ c: {} }, { required: ['c'] }),
        d: object({ e: {} }, { required: ['e'] }),
      },
      { required: ['b'], anyOf: [{ required: ['a'] }, { required: ['a', 'd'] }] },
    );
    const about = (path: string): unknown => {
      const answer = read(schema, path);
      return answer.kind === 'declared' ? [answer.isRequired, answer.facts.hasDefault] : answer.kind;
    };
    expect(['a', 'b', 'b.c', 'd', 'd.e'].map(about)).toEqual([
      [true, true],
      [true, false],
      [true, false],
      [false, false],
      [false, false],
    ]);
  });

  it('gives up on schemas that explode, at once', () => {
    const doubling = Array.from({ length: 40 }, (_, i) => [
      `d${i}`,
      {
        allOf: [
          { $ref: `#/$defs/d${i + 1}` },
          { anyOf: [{ $ref: `#/$defs/d${i + 1}` }, { minProperties: 1 }] },
        ],
      },
    ]);
    const schema = { $ref: '#/$defs/d0', $defs: Object.fromEntries(doubling) };
    const started = performance.now();
    expect(read(schema, Array.from({ length: 60 }, () => 'x').join('.'))).toEqual({ kind: 'open' });
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('readSchemaPath of what a schema describes', () => {
  interface Pair {
    readonly schema: JsonValue;
    readonly value: JsonValue;
  }
  const leaf: fc.Arbitrary<Pair> = fc.oneof(
    fc.string().map((value) => ({ schema: { type: 'string' }, value })),
    fc.integer().map((value) => ({ schema: { type: ['integer', 'null'] }, value })),
    fc.boolean().map((value) => ({ schema: { enum: [value, 'x'] }, value })),
    fc.constant({ schema: {}, value: null }),
  );
  const names = fc.constantFrom('a', 'b', '__proto__', 'odd.key');
  const pairs = fc.letrec<{ pair: Pair }>((tie) => {
    const members = fc.uniqueArray(fc.tuple(names, tie('pair')), {
      selector: ([name]) => name,
      maxLength: 3,
    });
    const objects = members.map((entries) => ({
      schema: object(Object.fromEntries(entries.map(([name, { schema }]) => [name, schema]))),
      value: Object.fromEntries(entries.map(([name, { value }]) => [name, value])),
    }));
    return {
      pair: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf,
        objects,
        tie('pair').map(({ schema, value }) => ({
          schema: { type: 'array', items: schema },
          value: [value],
        })),
        fc.tuple(tie('pair'), tie('pair')).map(([{ schema, value }, other]) => ({
          schema: { anyOf: [other.schema, schema] },
          value,
        })),
        fc.tuple(objects, objects).map(([one, two]) => ({
          schema: { allOf: [one.schema, { anyOf: [two.schema, one.schema] }] },
          value: one.value,
        })),
      ),
    };
  }).pair;

  function* pathsIn(
    value: JsonValue,
    at: readonly PathSegment[] = [],
  ): Generator<[readonly PathSegment[], JsonValue]> {
    yield [at, value];
    if (Array.isArray(value)) for (const item of value) yield* pathsIn(item, [...at, { kind: 'each' }]);
    else if (typeof value === 'object' && value !== null)
      for (const [key, member] of Object.entries(value))
        yield* pathsIn(member, [...at, { kind: 'key', key }]);
  }

  it('never misses a path of a value, nor its type', () => {
    fc.assert(
      fc.property(pairs, ({ schema, value }) => {
        for (const [segments, found] of pathsIn(value)) {
          const answer = readSchemaPath(schema, segments);
          expect(answer.kind).not.toBe('missing');
          if (answer.kind === 'declared') expect(answer.facts.types).toContain(jsonTypeOf(found));
        }
      }),
    );
  });
});

describe('schemaArguments', () => {
  it('lists what is inside too, circles to a depth', () => {
    expect(schemaArguments(nested).map(({ text }) => text)).toEqual([
      'arguments.filter',
      'arguments.items',
      'arguments.pair',
      'arguments.old',
      'arguments.labels',
      'arguments.free',
      'arguments.any',
      'arguments.none',
      'arguments.filter.tenant_id',
      'arguments.filter["odd.key"]',
      'arguments.items[*].path',
      'arguments.items[*].child',
      'arguments.pair[*].a',
      'arguments.pair[*].b',
      'arguments.old[*].a',
      'arguments.old[*].c',
      'arguments.items[*].child.path',
      'arguments.items[*].child.child',
      'arguments.items[*].child.child.path',
      'arguments.items[*].child.child.child',
    ]);
  });

  it('ends', () => {
    const wide = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`a${i}`, { $ref: '#' }]));
    expect(schemaArguments(object(wide))).toHaveLength(500);
    expect(schemaArguments(true)).toEqual([]);
  });
});
