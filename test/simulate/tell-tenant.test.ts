import { describe, expect, test } from 'vitest';
import type { RecordedCall } from '../../src/model/call.ts';
import { parseJsonPointer } from '../../src/simulate/json-pointer.ts';
import { createTenantTeller, type TenantSources } from '../../src/simulate/tell-tenant.ts';
import { readTenantMap } from '../../src/simulate/tenant-map.ts';

const base: RecordedCall = { tool: 'read', arguments: {}, context: {}, index: 0 };

function mapOf(entries: unknown) {
  const reading = readTenantMap({ entries });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.map;
}

function tell(
  sources: TenantSources,
  call: Partial<RecordedCall> = {},
  record: unknown = {},
  header?: unknown,
) {
  return createTenantTeller(sources, 'runs/a.jsonl')({ ...base, ...call }, record, header);
}

const from = parseJsonPointer('/meta/tenant');
const pointed = from === undefined ? {} : { from };

describe('telling a tenant', () => {
  test.each([
    ['what the recording says', {}, { tenant_id: 'acme' }, {}, 'acme'],
    ['--tenant where nothing else does', { tenant: 'acme' }, {}, {}, 'acme'],
    ['--tenant where the recording has null', { tenant: 'acme' }, { tenant_id: null }, {}, 'acme'],
    ['--tenant where it agrees', { tenant: 'acme' }, { tenant_id: 'acme' }, {}, 'acme'],
    [
      '--force-tenant over the recording',
      { tenant: 'acme', force: true },
      { tenant_id: 'globex' },
      {},
      'acme',
    ],
    ['a value in the record', pointed, {}, { meta: { tenant: 'acme' } }, 'acme'],
    ['nothing for a value that is no text', pointed, {}, { meta: { tenant: 7 } }, undefined],
    ['nothing where nothing says it', {}, { user_id: 'u' }, {}, undefined],
    ['a tenant that is no text as recorded', { tenant: 'acme' }, { tenant_id: 7 }, {}, 7],
  ] as const)('takes %s', (_, sources, context, record, tenant) => {
    const told = tell(sources, { context }, record);
    expect(told).toMatchObject({ kind: 'told' });
    expect(told.kind === 'told' ? told.context.tenant_id : undefined).toBe(tenant);
  });

  test('looks in the header where the record has not the value', () => {
    expect(tell(pointed, {}, { meta: {} }, { meta: { tenant: 'acme' } })).toMatchObject({
      context: { tenant_id: 'acme' },
    });
    expect(tell(pointed, {}, { meta: { tenant: 'x' } }, { meta: { tenant: 'acme' } })).toMatchObject({
      context: { tenant_id: 'x' },
    });
  });

  test.each([
    ['the recording and --tenant', { tenant: 'acme' }, { tenant_id: 'globex' }, {}],
    ['the recording and the map', { map: mapOf([{ tenant: 'acme' }]) }, { tenant_id: 'globex' }, {}],
    [
      'the map and --tenant-from',
      { ...pointed, map: mapOf([{ tenant: 'acme' }]) },
      {},
      { meta: { tenant: 'globex' } },
    ],
  ] as const)('is a conflict where %s disagree', (_, sources, context, record) => {
    expect(tell(sources, { context }, record)).toMatchObject({ kind: 'conflict' });
  });

  test('fills user and plan from the map where the recording has none', () => {
    const map = mapOf([{ tenant: 'acme', user: 'emma', plan: 'pro' }]);
    const told = tell({ map }, { context: { user_id: 'bob', role: 'admin' } });
    expect(told).toMatchObject({
      context: { tenant_id: 'acme', user_id: 'bob', plan: 'pro', role: 'admin' },
    });
  });

  test('leaves what was recorded as it was', () => {
    const context = { user_id: 'bob' };
    tell({ tenant: 'acme' }, { context });
    expect(context).toEqual({ user_id: 'bob' });
  });
});
