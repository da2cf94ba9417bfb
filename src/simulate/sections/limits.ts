import type { LimitUse } from '../../model/decision.ts';
import type { EffectiveWorkspace } from '../../model/workspace.ts';
import { parseRate } from '../../text/rate.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { Section } from '../section.ts';
import { createTimeCounter, isDate, type TimeCounter, widthFor } from '../time-buckets.ts';

/** When limits refused calls. Times in milliseconds since 1970. */
export type LimitsResult = {
  /** Calls of which limits were asked. */
  readonly asked: number;
  /** Of these, refused calls. */
  readonly refused: number;
  /** Calls that limits concern and that have no time. */
  readonly withoutTime: number;
  /** Calls asked whose time was assumed. */
  readonly assumed: number;
  /** By tenant, tool and limit: those that refused first, in that order. */
  readonly bites: readonly LimitBite[];
  /** Refusals by limits that are not among `bites`. */
  readonly elsewhere: number;
};

type LimitBite = {
  readonly tenant: string;
  readonly tool: string;
  readonly scope: LimitUse['scope'];
  readonly name: string;
  /** As written, `50/hour`. */
  readonly limit: string;
  readonly refused: number;
  /** The number of the first call that was refused. */
  readonly seq: number;
  readonly first: number;
  readonly last: number;
  /** Seconds until the next try could have succeeded, at most. */
  readonly longestWait: number;
  /** Of the stretches of time in which refused calls are counted. */
  readonly widthMs: number;
  readonly buckets: readonly { readonly start: number; readonly refused: number }[];
};

const mostBites = 500;
const mostBuckets = 96;

/** Whether anything in a workspace is limited. */
export function hasLimits({ plans, baseline, tenants }: EffectiveWorkspace): boolean {
  const limited = ({ rule }: (typeof baseline)[number]): boolean => rule.rateLimit !== undefined;
  if ([...(plans?.values() ?? [])].some(({ limits }) => limits.length > 0)) return true;
  return baseline.some(limited) || [...tenants.values()].some(({ rules }) => rules.some(limited));
}

/** Tells when limits refuse calls, by tenant, tool and limit. */
export function createLimits(): Section<{ readonly limits: LimitsResult }> {
  let [asked, refused, withoutTime, assumed, elsewhere] = [0, 0, 0, 0, 0];
  const bites = new Map<string, CountedBite>();
  return {
    see: (judged) => {
      const { limits = [] } = judged.decision;
      if (limits === 'not_evaluable') withoutTime += 1;
      if (limits === 'not_evaluable' || limits.length === 0) return;
      asked += 1;
      if (judged.call.time === undefined) assumed += 1;
      if (judged.decision.code !== 'rate_limited') return;
      refused += 1;
      for (const use of limits) {
        if (use.retryAfter === undefined) continue;
        const { at } = judged;
        const bite = at === undefined || !isDate(at) ? undefined : biteOf(bites, judged, use, at);
        if (bite === undefined || at === undefined) elsewhere += 1;
        else countBite(bite, at, use.retryAfter);
      }
    },
    result: () => ({
      limits: {
        asked,
        refused,
        withoutTime,
        assumed,
        bites: [...bites.values()].map(biteResult),
        elsewhere,
      },
    }),
  };
}

/** The result of two parts of one run: their tenants differ, and so do their bites. */
export function mergeLimits(one: LimitsResult, other: LimitsResult): LimitsResult {
  const bites = [...one.bites, ...other.bites].sort((a, b) => a.seq - b.seq);
  const left = bites.slice(mostBites).reduce((sum, { refused }) => sum + refused, 0);
  return {
    asked: one.asked + other.asked,
    refused: one.refused + other.refused,
    withoutTime: one.withoutTime + other.withoutTime,
    assumed: one.assumed + other.assumed,
    bites: bites.slice(0, mostBites),
    elsewhere: one.elsewhere + other.elsewhere + left,
  };
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type CountedBite = Writable<Omit<LimitBite, 'widthMs' | 'buckets'>> & { readonly counter: TimeCounter };

function biteOf(
  bites: Map<string, CountedBite>,
  { seq, tenant = '', call: { tool } }: JudgedCall,
  { scope, name, limit }: LimitUse,
  at: number,
): CountedBite | undefined {
  const key = JSON.stringify([tenant, tool, scope, name]);
  const known = bites.get(key);
  if (known !== undefined || bites.size >= mostBites) return known;
  const counter = createTimeCounter(widthFor(parseRate(limit)?.unitMs ?? 0), 1, mostBuckets);
  const fresh = {
    tenant,
    tool,
    scope,
    name,
    limit,
    refused: 0,
    seq,
    first: at,
    last: at,
    longestWait: 0,
    counter,
  };
  bites.set(key, fresh);
  return fresh;
}

function countBite(bite: CountedBite, at: number, retryAfter: number): void {
  bite.refused += 1;
  bite.longestWait = Math.max(bite.longestWait, retryAfter);
  bite.last = at;
  bite.counter.add(at, 0);
}

function biteResult({ counter, ...bite }: CountedBite): LimitBite {
  const { widthMs, buckets } = counter.result();
  return {
    ...bite,
    widthMs,
    buckets: buckets.map(({ start, counts: [refused = 0] }) => ({ start, refused })),
  };
}
