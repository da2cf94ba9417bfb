import type { EffectiveRule, EffectiveWorkspace } from '../../model/workspace.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { Section } from '../section.ts';
import {
  createTimeCounter,
  isDate,
  mergeTimeBuckets,
  type TimeBuckets,
  type TimeCounter,
  widened,
} from '../time-buckets.ts';

/**
 * What the held calls ask of approvers. A recording does not tell what they would have said, so nobody answers: each call
 * is pending until its timeout, and then what `on_timeout` says. Times in milliseconds since 1970.
 */
export type ApprovalsResult = {
  readonly held: number;
  /** Held calls without a time: of them nothing below is told but what becomes of them. */
  readonly withoutTime: number;
  /** Held calls whose time was assumed. */
  readonly assumed: number;
  /** Between which all calls that have a time were made. */
  readonly first: number | null;
  readonly last: number | null;
  /** Of the held calls with a time, those that are still pending in the stretch of time in which `last` is. */
  readonly pendingAtEnd: number;
  /** By name; the calls of no channel first. */
  readonly channels: readonly ApprovalChannel[];
};

type ApprovalChannel = {
  readonly channel: string | null;
  readonly held: number;
  /** What becomes of the held calls where nobody answers; `waits`: they have no timeout. */
  readonly allowed: number;
  readonly denied: number;
  readonly waits: number;
  /** Most calls that are pending in one stretch of `widthMs`: as many at once, or fewer. */
  readonly mostPending: Load | null;
  /** Most calls that are newly held in an hour and in a day, or in a stretch of `widthMs` where that is longer. */
  readonly busiestHour: Load | null;
  readonly busiestDay: Load | null;
  readonly widthMs: number;
  /** Where calls were newly held, and where they ran into their timeout. */
  readonly buckets: readonly { readonly start: number; readonly held: number; readonly ended: number }[];
};

type Load = { readonly start: number; readonly calls: number };

const mostBuckets = 400;
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/** Whether anything in a workspace is held for approval. */
export function asksApproval({ plans, baseline, tenants }: EffectiveWorkspace): boolean {
  const holds = ({ rule }: EffectiveRule): boolean =>
    [rule, ...rule.conditions].some(({ action }) => action?.value === 'require_approval');
  if ([...(plans?.values() ?? [])].some(({ approvalsRequired }) => approvalsRequired)) return true;
  if (baseline.some(holds)) return true;
  return [...tenants.values()].some(
    ({ rules, defaultAction }) => defaultAction === 'require_approval' || rules.some(holds),
  );
}

/** Tells the load on approvers, by channel. */
export function createApprovals(): Section<{ readonly approvals: ApprovalsResult }> {
  let [held, withoutTime, assumed] = [0, 0, 0];
  let [first, last]: (number | null)[] = [null, null];
  const channels = new Map<string | null, CountedChannel>();
  return {
    see: (judged) => {
      const at = judged.at !== undefined && isDate(judged.at) ? judged.at : undefined;
      if (at !== undefined) {
        first = extreme(Math.min, first ?? null, at);
        last = extreme(Math.max, last ?? null, at);
      }
      if (judged.decision.action !== 'require_approval') return;
      held += 1;
      if (at === undefined) withoutTime += 1;
      else if (judged.call.time === undefined) assumed += 1;
      countHeld(channels, judged, at);
    },
    result: () => ({
      approvals: withPending({
        held,
        withoutTime,
        assumed,
        first: first ?? null,
        last: last ?? null,
        channels: [...channels.values()].map(channelResult).sort(byChannel),
      }),
    }),
  };
}

/** The result of two parts of one run. */
export function mergeApprovals(one: ApprovalsResult, other: ApprovalsResult): ApprovalsResult {
  const channels = new Map(one.channels.map((channel) => [channel.channel, channel]));
  for (const channel of other.channels) {
    const known = channels.get(channel.channel);
    channels.set(channel.channel, known === undefined ? channel : mergeChannels(known, channel));
  }
  return withPending({
    held: one.held + other.held,
    withoutTime: one.withoutTime + other.withoutTime,
    assumed: one.assumed + other.assumed,
    first: extreme(Math.min, one.first, other.first),
    last: extreme(Math.max, one.last, other.last),
    channels: [...channels.values()].sort(byChannel),
  });
}

function withPending(counted: Omit<ApprovalsResult, 'pendingAtEnd'>): ApprovalsResult {
  const { held, withoutTime, assumed, first, last, channels } = counted;
  const pendingAtEnd = channels.reduce((sum, channel) => sum + pendingAt(channel, last ?? 0), 0);
  return { held, withoutTime, assumed, first, last, pendingAtEnd, channels };
}

function pendingAt({ widthMs, buckets }: ApprovalChannel, time: number): number {
  return buckets.reduce(
    (sum, { start, held, ended }) => sum + held - (start + widthMs <= time ? ended : 0),
    0,
  );
}

type Fate = 'allowed' | 'denied' | 'waits';
type CountedChannel = { readonly [key in Fate]: number } & {
  readonly channel: string | null;
  readonly held: number;
  readonly counter: TimeCounter;
};

function countHeld(
  channels: Map<string | null, CountedChannel>,
  { decision: { approval } }: JudgedCall,
  at: number | undefined,
): void {
  const name = approval?.channel ?? null;
  const channel = channels.get(name) ?? newChannel(name);
  const timeout = approval?.timeoutSeconds;
  const answered: Fate = approval?.onTimeout === 'allow' ? 'allowed' : 'denied';
  const fate = timeout === undefined ? 'waits' : answered;
  channels.set(name, { ...channel, held: channel.held + 1, [fate]: channel[fate] + 1 });
  if (at === undefined) return;
  channel.counter.add(at, 0);
  const end = at + (timeout ?? Number.NaN) * 1000;
  if (isDate(end)) channel.counter.add(end, 1);
}

function newChannel(channel: string | null): CountedChannel {
  const counter = createTimeCounter(minute, 2, mostBuckets);
  return { channel, held: 0, allowed: 0, denied: 0, waits: 0, counter };
}

function channelResult({ counter, ...counts }: CountedChannel): ApprovalChannel {
  return { ...counts, ...loadOf(counter.result()) };
}

function mergeChannels(one: ApprovalChannel, other: ApprovalChannel): ApprovalChannel {
  return {
    channel: one.channel,
    held: one.held + other.held,
    allowed: one.allowed + other.allowed,
    denied: one.denied + other.denied,
    waits: one.waits + other.waits,
    ...loadOf(mergeTimeBuckets(countsOf(one), countsOf(other), mostBuckets)),
  };
}

function countsOf({ widthMs, buckets }: ApprovalChannel): TimeBuckets {
  return { widthMs, buckets: buckets.map(({ start, held, ended }) => ({ start, counts: [held, ended] })) };
}

type LoadInTime = Pick<ApprovalChannel, 'mostPending' | 'busiestHour' | 'busiestDay' | 'widthMs' | 'buckets'>;

function loadOf(counted: TimeBuckets): LoadInTime {
  let pending = 0;
  let mostPending: Load | null = null;
  for (const { start, counts } of counted.buckets) {
    const [held = 0, ended = 0] = counts;
    pending += held;
    mostPending = more(mostPending, { start, calls: pending });
    pending -= ended;
  }
  return {
    mostPending,
    busiestHour: busiest(widened(counted, hour)),
    busiestDay: busiest(widened(counted, day)),
    widthMs: counted.widthMs,
    buckets: counted.buckets.map(({ start, counts: [held = 0, ended = 0] }) => ({ start, held, ended })),
  };
}

function busiest({ buckets }: TimeBuckets): Load | null {
  return buckets.reduce<Load | null>(
    (most, { start, counts: [calls = 0] }) => more(most, { start, calls }),
    null,
  );
}

/** The first of the greatest. */
function more(one: Load | null, other: Load): Load | null {
  if (other.calls === 0) return one;
  return one === null || other.calls > one.calls ? other : one;
}

function extreme(
  choose: (a: number, b: number) => number,
  one: number | null,
  other: number | null,
): number | null {
  return one === null || other === null ? (one ?? other) : choose(one, other);
}

function byChannel({ channel: a }: ApprovalChannel, { channel: b }: ApprovalChannel): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}
