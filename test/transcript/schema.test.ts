import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fixture, readAll } from './read-all.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/transcript.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv({ strict: true }).compile(schema);

it('holds for the fixture', () => {
  const lines = new TextDecoder().decode(fixture('toolkit/calls.jsonl')).split('\n');
  for (const line of lines) if (line !== '') expect(validate(JSON.parse(line))).toBe(true);
});

it('says of a line what the reader says', async () => {
  const anything = fc.oneof(
    fc.constantFrom<unknown>(
      '',
      't',
      'allow',
      '2026-01-01T00:00:00Z',
      '2026-01-01T00:00:00',
      '2026-13-01T00:00:00Z',
      '2026-01-01 23:59:60.5+23:59',
    ),
    fc.constantFrom<unknown>(
      null,
      7,
      true,
      [],
      {},
      { action: 'deny' },
      { action: 'x' },
      { optional: true },
      { optional: 1 },
      { other: 1 },
    ),
  );
  const extra = fc.dictionary(
    fc.constantFrom('context', 'time', 'id', 'session', 'result', 'recorded', 'user'),
    anything,
    { maxKeys: 3 },
  );
  const base = fc.record(
    { tool: fc.oneof(fc.constant('t'), anything), arguments: fc.oneof(fc.constant({}), anything) },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(base, extra, async (required, optional) => {
      const line = { ...required, ...optional };
      const { calls, malformed } = await readAll(`${JSON.stringify(line)}\n`, 'toolkit');
      expect([calls.length, malformed.length]).toEqual(validate(line) ? [1, 0] : [0, 1]);
    }),
    { numRuns: 500 },
  );
});
