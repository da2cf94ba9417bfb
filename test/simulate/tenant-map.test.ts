import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexTenantMap } from '../../src/simulate/tenant-index.ts';
import { readTenantMap, type TenantMap } from '../../src/simulate/tenant-map.ts';

function mapOf(entries: unknown): TenantMap {
  const reading = readTenantMap({ version: 1, entries });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.map;
}

const nothing = { session: undefined, user: undefined, record: {}, header: undefined };

describe('a tenant map', () => {
  const map = mapOf([
    { when: { session: ['s1', 's2'], user: 'emma' }, tenant: 'both' },
    { when: { at: { '/meta/suite': ['banking', 7] } }, tenant: 'bank' },
    { when: { file: 'runs/**/*.jsonl', user: 'emma' }, tenant: 'emma' },
    { when: { file: 'other.jsonl' }, tenant: 'other' },
    { when: { session: 's9' }, tenant: 'nine' },
  ]);
  test.each([
    ['all that is asked', { session: 's2', user: 'emma' }, 'both'],
    ['a value in the record', { record: { meta: { suite: 'banking' } } }, 'bank'],
    ['a number in the header', { header: { meta: { suite: 7 } } }, 'bank'],
    ['a file and a user', { user: 'emma' }, 'emma'],
    ['the first entry that holds', { user: 'emma', session: 's9' }, 'emma'],
    ['nothing for a part of what is asked', { session: 's1' }, undefined],
    ['nothing for text where a number is asked', { record: { meta: { suite: '7' } } }, undefined],
    ['nothing for another file', {}, undefined],
  ])('finds %s', (_, call, tenant) => {
    expect(indexTenantMap(map, 'runs/monday/a.jsonl')({ ...nothing, ...call })?.tenant).toBe(tenant);
  });

  test('answers as asking every entry in turn would', () => {
    const texts = fc.constantFrom('a', 'b', 'c');
    const entry = fc.record(
      {
        session: fc.uniqueArray(texts, { minLength: 1, maxLength: 2 }),
        user: texts,
        at: fc.dictionary(fc.constantFrom('/x', '/y'), texts, { minKeys: 1, maxKeys: 2 }),
      },
      { requiredKeys: [] },
    );
    const call = fc.record({ session: texts, user: texts, record: fc.record({ x: texts, y: texts }) });
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 8 }),
        call,
        (whens, { session, user, record }) => {
          const entries = whens.map((when, at) => ({
            ...(Object.keys(when).length === 0 ? {} : { when }),
            tenant: `t${at}`,
          }));
          const expected = whens.findIndex(
            (when) =>
              (when.session === undefined || when.session.includes(session)) &&
              (when.user === undefined || when.user === user) &&
              Object.entries(when.at ?? {}).every(
                ([at, value]) => (at === '/x' ? record.x : record.y) === value,
              ),
          );
          const found = indexTenantMap(mapOf(entries), 'f')({ session, user, record, header: undefined });
          expect(found?.tenant).toBe(expected < 0 ? undefined : `t${expected}`);
        },
      ),
      { numRuns: 200 },
    );
  });

  test.each([
    ['no mapping', [], []],
    ['no entries', { entries: [] }, ['entries']],
    ['another version', { version: 2, entries: [{ tenant: 't' }] }, ['version']],
    ['an unknown key', { entries: [{ tenant: 't', tenants: 1 }] }, ['entries', 0, 'tenants']],
    ['no tenant', { entries: [{ when: { user: 'a' } }] }, ['entries', 0]],
    ['a tenant that is a number', { entries: [{ tenant: 7 }] }, ['entries', 0, 'tenant']],
    ['a tenant that is no id', { entries: [{ tenant: 'a b' }] }, ['entries', 0, 'tenant']],
    ['an empty when', { entries: [{ when: {}, tenant: 't' }] }, ['entries', 0, 'when']],
    [
      'no pointer',
      { entries: [{ when: { at: { x: 'a' } }, tenant: 't' }] },
      ['entries', 0, 'when', 'at', 'x'],
    ],
    [
      'an object at a pointer',
      { entries: [{ when: { at: { '/x': {} } }, tenant: 't' }] },
      ['entries', 0, 'when', 'at', '/x'],
    ],
    ['an empty list', { entries: [{ when: { user: [] }, tenant: 't' }] }, ['entries', 0, 'when', 'user']],
    ['no text', { entries: [{ tenant: 't', plan: 3 }] }, ['entries', 0, 'plan']],
  ])('with %s is refused at its place', (_, content, at) => {
    const reading = readTenantMap(content);
    expect(reading).toMatchObject({ ok: false, problems: [{ at }] });
  });

  test('that asks for too many combinations is refused', () => {
    const many = Array.from({ length: 101 }, (_, at) => `v${at}`);
    expect(readTenantMap({ entries: [{ when: { user: many, session: many }, tenant: 't' }] }).ok).toBe(false);
  });

  test('is looked up in time that does not grow with its entries', () => {
    const entries = Array.from({ length: 20_000 }, (_, at) => ({
      when: { user: `u${at}` },
      tenant: `t${at}`,
    }));
    const lookUp = indexTenantMap(mapOf(entries), 'f');
    for (let at = 0; at < 20_000; at += 1) {
      if (lookUp({ ...nothing, user: `u${at}` })?.tenant !== `t${at}`) throw new Error(`u${at}`);
    }
  });
});
