import type { Engine } from '../engine/engine.ts';
import type { RecordedCall } from '../model/call.ts';
import type { JsonObject } from '../model/json.ts';
import type { TranscriptRecord } from '../transcript/transcript-format.ts';
import type { ArgumentsShown } from './call-record.ts';
import { type CallTally, createCallTally } from './call-tally.ts';
import { inNameOrder } from './in-name-order.ts';
import type { JudgedCall } from './judged-call.ts';
import type { ReplaySummary } from './replay-summary.ts';
import type { Section } from './section.ts';
import type { SectionResults } from './section-results.ts';
import { isInShard, type Shard } from './shard.ts';
import { createSourceTally, type SourceTally } from './source-tally.ts';
import { createStoppedCalls, type StoppedCalls } from './stopped-calls.ts';
import { createTenantTeller, type TenantSources, type TenantTeller } from './tell-tenant.ts';
import { createTenantClocks, type TenantClocks } from './tenant-clocks.ts';
import { tenantOf } from './tenant-of.ts';

export interface ReplayOptions {
  /** Decides every call; its limits must be fresh, for they fill as the recording goes on. */
  readonly engine: Engine;
  /** Whether a tenant has a policy. */
  readonly isKnown: (tenant: string) => boolean;
  /** Milliseconds between a tenant's calls where the recording has no times. */
  readonly assumeIntervalMs?: number;
  /** How the arguments of examples are kept. */
  readonly shown: ArgumentsShown;
  /** What is to be learned beside the counts. */
  readonly sections?: readonly AskedSection[];
  /** Decides the calls of some tenants only; everything is read all the same. */
  readonly shard?: Shard;
  /** Decisions have their traces. */
  readonly traced?: boolean;
  /** Called for every call that was decided, in order. */
  readonly onCall?: (judged: JudgedCall) => void;
}

/** A section that has its place in the output. */
export type AskedSection = Section<Partial<SectionResults>>;

/** A recording that is being replayed. */
export interface ReplaySource {
  /**
   * Decides a batch of records, in order. A call that two sources give different tenants ends the replay: the problem
   * is returned, without full stop.
   */
  readonly judge: (records: Iterable<TranscriptRecord>) => string | undefined;
  /** Passes over the next calls, which another part of the run decides: of tenants that were met before, all in order. */
  readonly pass: (calls: number) => void;
}

/** Recorded calls through the engine, in the order recorded. */
export interface Replay {
  /** The next recording; those before it are done. */
  readonly begin: (path: string, format: string, tenants: TenantSources) => ReplaySource;
  /** Calls decided so far. */
  readonly calls: () => number;
  /** Calls read so far: also those that another shard decides. */
  readonly found: () => number;
  /** Whether a call of the tenant tells parts of the run nothing that they all must know, as its first one does. */
  readonly isMet: (tenant: string | undefined) => boolean;
  readonly summary: (partial: boolean) => ReplaySummary;
  /** Of each source, what `countSessions` counts: parts of a run that have seen different calls are counted together so. */
  readonly sessions: () => readonly (readonly number[])[];
}

/** Why a call could not be judged, or not wholly, beside what transcript readers say. */
const unjudgedReasons = {
  /** Nothing told its tenant: it was denied, `envelope_incomplete`. */
  tenant: 'tenant_unmapped',
  /** It has no time: it was decided without the limits that concern it. */
  limits: 'limits_without_time',
} as const;

/** A replay that has seen nothing yet. Memory is bounded whatever the recordings hold. */
export function createReplay(options: ReplayOptions): Replay {
  const running: Running = {
    options,
    tally: createCallTally(options.isKnown),
    stopped: createStoppedCalls(options.shown),
    clocks: createTenantClocks(options.assumeIntervalMs),
    notEvaluable: new Map(),
    traced: options.traced === true || (options.sections?.some(({ traced }) => traced === true) ?? false),
    found: 0,
  };
  const sources: SourceTally[] = [];
  return {
    begin: (path, format, tenants) => {
      const tally = createSourceTally(path, format);
      sources.push(tally);
      const source: OpenSource = { path, format, tally, tell: createTenantTeller(tenants, path) };
      return {
        judge: (records) => judgeRecords(running, source, records),
        pass: (calls) => {
          running.found += calls;
          tally.countElsewhere(calls);
        },
      };
    },
    calls: () => running.tally.totals.calls,
    found: () => running.found,
    isMet: running.tally.isMet,
    sessions: () => sources.map((source) => source.sessionDigests()),
    summary: (partial) => ({
      partial,
      argumentsShown: options.shown.show,
      ...(options.shard === undefined ? {} : { shard: options.shard }),
      sources: sources.map((source) => source.summary()),
      totals: { ...running.tally.totals },
      codes: inNameOrder(running.tally.codes),
      tenants: inNameOrder(running.tally.tenants()),
      notEvaluable: inNameOrder(running.notEvaluable),
      stopped: running.stopped.groups(),
      stoppedElsewhere: running.stopped.elsewhere(),
      sections: sectionResults(options.sections ?? none),
    }),
  };
}

interface Running {
  readonly options: ReplayOptions;
  readonly tally: CallTally;
  readonly stopped: StoppedCalls;
  readonly clocks: TenantClocks;
  readonly notEvaluable: Map<string, number>;
  /** Some section needs the traces of decisions. */
  readonly traced: boolean;
  /** Calls read so far, decided here or by another shard. */
  found: number;
}

interface OpenSource {
  readonly path: string;
  readonly format: string;
  readonly tally: SourceTally;
  readonly tell: TenantTeller;
}

function judgeRecords(
  running: Running,
  source: OpenSource,
  records: Iterable<TranscriptRecord>,
): string | undefined {
  for (const record of records) {
    if (record.kind === 'malformed') source.tally.countMalformed(record.malformed);
    else if (record.kind === 'unjudged') missedByReader(running, record.reason);
    else {
      const told = source.tell(record.call, record.record, record.header);
      if (told.kind === 'conflict') return `${placeText(source.path, record.call)}: ${told.problem}`;
      judgeCall(running, source, record.call, told.context);
    }
  }
  return undefined;
}

function judgeCall(running: Running, source: OpenSource, call: RecordedCall, context: JsonObject): void {
  const { options, tally } = running;
  const tenant = tenantOf(context);
  running.found += 1;
  const isNew = tenant !== undefined && !tally.isMet(tenant);
  // Every shard counts names alike, so that the same ones are told apart in all.
  const counter = tally.counterOf(tenant, call.tool);
  source.tally.countCall(call.session);
  const { sections = none, onCall } = options;
  for (const section of sections) {
    section.read?.(source.path, call);
    if (isNew) section.meet?.(tenant, context);
  }
  if (options.shard !== undefined && !isInShard(tenant, options.shard)) return;
  const at = timeOf(running, tenant, call.time);
  if (at !== undefined && call.time !== undefined && at > call.time) source.tally.countHeld();
  const decided = { tool: call.tool, arguments: call.arguments, context };
  const trace = running.traced;
  const decision = options.engine.decide(
    decided,
    at === undefined ? { ...withoutLimits, trace } : { at, trace },
  );
  tally.count(counter, decision);
  if (decision.limits === 'not_evaluable') missed(running, unjudgedReasons.limits);
  if (tenant === undefined) missed(running, unjudgedReasons.tenant);
  if (decision.action === 'allow' && sections.length === 0 && onCall === undefined) return;
  const judged: JudgedCall = {
    seq: running.found,
    source: {
      file: source.path,
      ...(call.line === undefined ? {} : { line: call.line }),
      index: source.tally.calls() - 1,
    },
    format: source.format,
    tenant,
    call,
    context,
    at,
    decision,
  };
  if (decision.action !== 'allow') running.stopped.add(judged);
  for (const section of sections) section.see(judged);
  onCall?.(judged);
}

const none: readonly AskedSection[] = [];

function sectionResults(sections: readonly AskedSection[]): Partial<SectionResults> {
  const results = sections.flatMap((section) => Object.entries(section.result()));
  return Object.fromEntries(results.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const withoutLimits = { without: { limits: true } } as const;

/** When a call is decided. A tenant without a policy has no clock: its calls are denied at any time. */
function timeOf(
  running: Running,
  tenant: string | undefined,
  recorded: number | undefined,
): number | undefined {
  if (tenant === undefined || !running.options.isKnown(tenant)) return recorded;
  return running.clocks.timeOf(tenant, recorded);
}

/** What is no call belongs to no tenant: the first shard counts it for all. */
function missedByReader(running: Running, reason: string): void {
  if (running.options.shard === undefined || running.options.shard.index === 1) missed(running, reason);
}

function missed(running: Running, reason: string): void {
  running.notEvaluable.set(reason, (running.notEvaluable.get(reason) ?? 0) + 1);
}

function placeText(path: string, call: RecordedCall): string {
  return call.line === undefined ? `${path}, call ${call.index + 1}` : `${path}:${call.line}`;
}
