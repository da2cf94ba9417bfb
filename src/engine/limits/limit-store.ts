/** One limit that a call asks for: at most `count` in any span of `unitMs`. */
export interface LimitRequest {
  /** Names the counter among the tenant's: `rule:<name>`, `tool:<limit>:<tool>`, `total`. */
  readonly key: string;
  readonly count: number;
  readonly unitMs: number;
}

/** How a limit stands. `used` counts the call itself where it was taken; `waitMs` is 0 where it had room. */
export interface LimitStanding {
  readonly used: number;
  readonly waitMs: number;
}

export interface LimitOutcome {
  /** Whether all had room, so that all were taken. Else nothing was. */
  readonly taken: boolean;
  /** In the order of the requests. */
  readonly standings: readonly LimitStanding[];
}

/**
 * Where limits are counted: keyed by tenant first, so that no tenant can use another's room. Takes all requests or
 * none. The clock is one a tenant and never runs back: an earlier `now` counts as the latest seen.
 */
export interface LimitStore {
  take(tenant: string, requests: readonly LimitRequest[], now: number): LimitOutcome;
}
