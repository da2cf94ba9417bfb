import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListFormat } from '../../../src/parse/tenant-list/list-file.ts';
import { readTenantList } from '../../../src/parse/tenant-list/read-tenant-list.ts';

const read = (text: string, format: ListFormat) => readTenantList(`t.${format}`, text, format);
const found = (text: string, format: ListFormat) =>
  read(text, format).diagnostics.map(({ code, place, message }) => {
    return `${code} ${place.line}:${place.column} ${message}`;
  });
const marked = (text: string, format: ListFormat) =>
  read(text, format).diagnostics.map(({ place }) => text.slice(place.start, place.end));

describe('a list of tenants in CSV', () => {
  const full = [
    'tenant_id,name,plan,status,extends:list,vars.seats:number,vars.open:boolean,vars.hosts:list,labels.tier,isolation.region,isolation.storage.row_level_security:boolean',
    'tenant_a,"A, ""Inc""",pro,suspended,base;more,12,true,a.example;b.example,gold,eu-west-1,true',
    'tenant_b,,,,base,,,,,,',
  ].join('\r\n');

  it('reads every column to what its name says, with places', () => {
    const { document, diagnostics } = read(`\ufeff${full}`, 'csv');
    expect(diagnostics).toEqual([]);
    const [a, b] = document.tenants;
    expect(a?.tenantId).toMatchObject({ value: 'tenant_a', place: { file: 't.csv', line: 2, column: 1 } });
    expect(a?.name).toMatchObject({ value: 'A, "Inc"', place: { line: 2, column: 11 } });
    expect(a?.extends.map(({ value, place }) => [value, place.column])).toEqual([
      ['base', 37],
      ['more', 42],
    ]);
    expect([...(a?.vars ?? [])].map(([name, { value }]) => [name, value])).toEqual([
      ['seats', 12],
      ['open', true],
      ['hosts', ['a.example', 'b.example']],
    ]);
    expect(a).toMatchObject({
      plan: { value: 'pro' },
      status: 'suspended',
      labels: { tier: 'gold' },
      isolation: { region: 'eu-west-1', storage: { row_level_security: true } },
      place: { line: 2 },
    });
    // An empty cell gives nothing.
    expect(b).toMatchObject({ status: 'active', place: { line: 3 } });
    expect([b?.name, b?.plan, b?.labels, b?.isolation, b?.vars.size]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      0,
    ]);
  });

  it('keeps cells text, whatever they look like', () => {
    const { document, diagnostics } = read('tenant_id,vars.a,vars.b,vars.c\n007,1e3,true, x \n', 'csv');
    expect(diagnostics).toEqual([]);
    expect(document.tenants[0]?.tenantId.value).toBe('007');
    expect([...(document.tenants[0]?.vars.values() ?? [])].map(({ value }) => value)).toEqual([
      '1e3',
      'true',
      ' x ',
    ]);
  });

  it('counts lines within quotes', () => {
    const { document } = read('tenant_id,name\na,"one\ntwo"\nb,B\n', 'csv');
    expect(document.tenants.map(({ place }) => place.line)).toEqual([2, 4]);
  });

  const wrong: readonly { text: string; is: string; marks: string }[] = [
    { text: '', is: 'schema/invalid 1:1 the list of tenants is empty', marks: '' },
    { text: '\ufeff\n', is: 'schema/invalid 2:1 the list of tenants is empty', marks: '' },
    { text: 'tenant_id\n', is: 'schema/invalid 2:1 the list has a header, and no tenant', marks: '' },
    {
      text: 'tenant_id,plna\na,b',
      is: 'schema/unknown-key 1:11 `plna` is no column of a list of tenants',
      marks: 'plna',
    },
    {
      text: 'tenant_id, plan\na,b',
      is: 'schema/unknown-key 1:11 ` plan` is no column of a list of tenants',
      marks: ' plan',
    },
    { text: 'tenant_id,,x\na,b,c', is: 'schema/unknown-key 1:11 a column has no name', marks: '' },
    {
      text: 'tenant_id,vars.a:int\na,b',
      is: 'schema/invalid 1:11 `:int` is no type of a column',
      marks: 'vars.a:int',
    },
    {
      text: 'tenant_id,plan:list\na,b',
      is: 'schema/invalid 1:11 the column `plan` is text, and cannot be a list',
      marks: 'plan:list',
    },
    { text: 'name,plan\na,b', is: 'schema/invalid 1:1 no column is called `tenant_id`', marks: 'name' },
    {
      text: 'tenant_id,plan,plan\na,b,c',
      is: 'yaml/duplicate-key 1:16 the column `plan` stands twice',
      marks: 'plan',
    },
    {
      text: 'tenant_id,vars.a,vars.a:list\na,b,c',
      is: 'yaml/duplicate-key 1:18 the column `vars.a` stands twice',
      marks: 'vars.a:list',
    },
    {
      text: 'tenant_id,isolation.storage,isolation.storage.model\na,b,c',
      is: 'schema/invalid 1:29 `isolation.storage.model` lies within another column, `isolation.storage`',
      marks: 'isolation.storage.model',
    },
    {
      text: 'tenant_id,isolation.storge.model\na,pool',
      is: 'schema/unknown-key 1:11 `storge` is not a key of `isolation`',
      marks: 'isolation.storge.model',
    },
    { text: 'tenant_id;plan\na;b', is: 'yaml/syntax 1:10 the cells are not separated by commas', marks: ';' },
    {
      text: 'tenant_id,name\na\n',
      is: 'schema/invalid 2:2 the row has 1 cell, and the header has 2',
      marks: '',
    },
    {
      text: 'tenant_id,name\na,b,c\n',
      is: 'schema/invalid 2:5 the row has 3 cells, and the header has 2',
      marks: 'c',
    },
    { text: 'tenant_id,name\n,b\n', is: 'schema/invalid 2:1 the row has no `tenant_id`', marks: '' },
    { text: 'tenant_id,name\n"",b\n', is: 'schema/invalid 2:1 the row has no `tenant_id`', marks: '""' },
    { text: 'tenant_id\na b\n', is: 'schema/invalid 2:1 `a b` cannot be `tenant_id`', marks: 'a b' },
    { text: 'tenant_id,vars.n:number\na,5 \n', is: 'schema/invalid 2:3 `5 ` is no number', marks: '5 ' },
    {
      text: 'tenant_id,vars.n:number\na,"1,000"\n',
      is: 'schema/invalid 2:4 `1,000` is no number',
      marks: '1,000',
    },
    {
      text: 'tenant_id,vars.n:number\na,9007199254740993\n',
      is: 'yaml/ambiguous 2:3 `9007199254740993` cannot be held to the last digit',
      marks: '9007199254740993',
    },
    {
      text: 'tenant_id,vars.n:boolean\na,TRUE\n',
      is: 'schema/invalid 2:3 `TRUE` is neither true nor false',
      marks: 'TRUE',
    },
    {
      text: 'tenant_id,vars.n:list\na,x;;y\n',
      is: 'schema/invalid 2:3 `x;;y` is a list with an empty item',
      marks: 'x;;y',
    },
    {
      text: 'tenant_id,vars.n\na,${plan}\n',
      is: 'schema/reference 2:3 a variable cannot refer to anything',
      marks: '${plan}',
    },
    { text: 'tenant_id,name\na,"b\n', is: 'yaml/syntax 2:3 a quoted cell has no closing quote', marks: '"' },
    {
      text: 'tenant_id,name\na,"b"c\n',
      is: 'yaml/syntax 2:6 text after the closing quote of a cell',
      marks: 'c',
    },
    {
      text: 'tenant_id,name\na,b"c\n',
      is: 'yaml/syntax 2:4 a quote within a cell that is not quoted',
      marks: '"',
    },
    {
      text: 'tenant_id,name\ra,b\r',
      is: 'yaml/ambiguous 1:15 a carriage return alone, which only some parsers take for a line break',
      marks: '\r',
    },
    {
      text: 'tenant_id,name\na,x\u202ey\n',
      is: 'yaml/ambiguous 2:4 the text holds the character \\u{202e}, which is not shown as it is read',
      marks: '\u202e',
    },
  ];
  it.each(wrong)('$is', ({ text, is, marks }) => {
    expect(found(text, 'csv')[0]).toBe(is);
    expect(marked(text, 'csv')[0]).toBe(marks);
  });
});

describe('a list of tenants in JSONL', () => {
  it('reads each line as an item of YAML would be read, with places', () => {
    const text =
      '\ufeff{"tenant_id":"a","vars":{"n":5,"hosts":["x","y"]},"isolation":{"storage":{"model":"silo"}}}\r\n\n {"tenant_id": "b", "name": "\\u0042"}';
    const { document, diagnostics } = read(text, 'jsonl');
    expect(diagnostics).toEqual([]);
    const [a, b] = document.tenants;
    expect([...(a?.vars.values() ?? [])].map(({ value }) => value)).toEqual([5, ['x', 'y']]);
    expect(a?.isolation).toEqual({ storage: { model: 'silo' } });
    expect(b?.name).toMatchObject({ value: 'B', place: { file: 't.jsonl', line: 3, column: 30 } });
  });

  const wrong: readonly { text: string; is: string; marks: string }[] = [
    { text: '', is: 'schema/invalid 1:1 the list of tenants is empty', marks: '' },
    { text: '[]', is: 'schema/invalid 1:1 a line of a list of tenants is one JSON object', marks: '[]' },
    {
      text: '{"tenant_id":"a"}\n"b"',
      is: 'schema/invalid 2:2 a line of a list of tenants is one JSON object',
      marks: 'b',
    },
    { text: '{"name":"a"}', is: 'schema/invalid 1:3 a tenant of the list needs `tenant_id`', marks: 'name' },
    {
      text: '{"tenant_id":"a","tenant_id":"b"}',
      is: 'yaml/duplicate-key 1:19 `tenant_id` stands twice in one object',
      marks: 'tenant_id',
    },
    {
      text: '{"tenant_id":"a","rules":[]}',
      is: 'schema/unknown-key 1:19 `rules` is not a key of a tenant of the list',
      marks: 'rules',
    },
    { text: '{"tenant_id":7}', is: 'schema/invalid 1:14 `tenant_id` cannot be a number', marks: '7' },
    { text: '{"tenant_id":"a","plan":null}', is: 'schema/invalid 1:25 `plan` is empty', marks: 'null' },
    {
      text: '{"tenant_id":"a","vars":{"n":12345678901234567890}}',
      is: 'yaml/ambiguous 1:30 `12345678901234567890` cannot be held to the last digit',
      marks: '12345678901234567890',
    },
    { text: '{"tenant_id":"a","vars":{"n":01}}', is: 'yaml/syntax 1:30 the line is not JSON', marks: '0' },
    {
      text: '{"tenant_id":"a"',
      is: 'yaml/syntax 1:17 the line ends in the middle of a JSON value',
      marks: '',
    },
    {
      text: '{\n"tenant_id":"a"}',
      is: 'yaml/syntax 1:2 the line ends in the middle of a JSON value',
      marks: '',
    },
    { text: "{'tenant_id':'a'}", is: 'yaml/syntax 1:2 the line is not JSON', marks: "'" },
    { text: '{"tenant_id":"a"} {"tenant_id":"b"}', is: 'yaml/syntax 1:19 the line is not JSON', marks: '{' },
    {
      text: '{"tenant_id":"a","name":"\\ud800"}',
      is: 'yaml/ambiguous 1:26 the text holds half of a surrogate pair',
      marks: '\\ud800',
    },
    {
      text: '{"tenant_id":"a","__proto__":{"plan":"pro"}}',
      is: 'schema/unknown-key 1:19 `__proto__` is not a key of a tenant of the list',
      marks: '__proto__',
    },
  ];
  it.each(wrong)('$is', ({ text, is, marks }) => {
    expect(found(text, 'jsonl')[0]).toBe(is);
    expect(marked(text, 'jsonl')[0]).toBe(marks);
  });

  it('is not brought down by nesting', () => {
    expect(found(`{"vars":${'['.repeat(100_000)}`, 'jsonl')[0]).toContain('the line is not JSON');
  });
});

describe('any text', () => {
  it('is read or refused, and every place lies in it', () => {
    const piece = fc.constantFrom(
      'tenant_id',
      ',',
      '"',
      '\n',
      '\r',
      '{',
      '}',
      ':',
      '[',
      'vars.a:number',
      '1',
      'null',
      '\\u',
      'é',
      '\u0000',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }),
        fc.constantFrom<ListFormat>('csv', 'jsonl'),
        (pieces, format) => {
          const text = pieces.join('');
          const { document, diagnostics } = read(text, format);
          expect(document.tenants.length + diagnostics.length).toBeGreaterThan(0);
          for (const { place } of diagnostics) expect(place.end).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});
