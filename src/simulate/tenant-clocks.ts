/** A clock for each tenant, which never steps back. Times in milliseconds. */
export interface TenantClocks {
  /**
   * When a call that the recording puts at `recorded` is decided: then, or at the tenant's clock where that is later.
   * Undefined where the recording has no time and none is assumed.
   */
  readonly timeOf: (tenant: string, recorded: number | undefined) => number | undefined;
}

/** With `assumeIntervalMs` a call without time comes that much after its tenant's call before. */
export function createTenantClocks(assumeIntervalMs: number | undefined): TenantClocks {
  const latest = new Map<string, number>();
  return {
    timeOf: (tenant, recorded) => {
      const before = latest.get(tenant);
      const wanted = recorded ?? assumedTime(before, assumeIntervalMs);
      if (wanted === undefined) return undefined;
      if (before !== undefined && wanted <= before) return before;
      latest.set(tenant, wanted);
      return wanted;
    },
  };
}

function assumedTime(before: number | undefined, interval: number | undefined): number | undefined {
  if (interval === undefined) return undefined;
  return before === undefined ? 0 : before + interval;
}
