import { describe, expect, test } from 'vitest';
import { createTenantClocks } from '../../src/simulate/tenant-clocks.ts';

describe('clocks of tenants', () => {
  test('never step back, and know nothing of each other', () => {
    const clocks = createTenantClocks(undefined);
    expect(['a', 'a', 'b', 'a'].map((tenant, at) => clocks.timeOf(tenant, [5, 3, 1, 6][at]))).toEqual([
      5, 5, 1, 6,
    ]);
    expect(clocks.timeOf('a', undefined)).toBeUndefined();
  });

  test('go on by the assumed interval', () => {
    const clocks = createTenantClocks(10);
    expect([undefined, undefined, 100, undefined].map((time) => clocks.timeOf('a', time))).toEqual([
      0, 10, 100, 110,
    ]);
  });
});
