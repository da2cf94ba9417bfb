import { UnjudgeableArguments } from '../../model/json.ts';
import { canonicalJson } from '../../text/canonical-json.ts';
import type { FoundCall, RecordSink } from '../transcript-format.ts';

/** A call as a trace tells it: where a tool ran, where the model asked for it, or where an agent's span sums that up. */
export interface SpanCall {
  readonly kind: 'run' | 'asked' | 'summed';
  readonly found: FoundCall;
  readonly trace: string | undefined;
  readonly span: string | undefined;
  readonly parent: string | undefined;
}

/** Puts together what the spans of a trace tell of the same call. */
export interface SpanCalls {
  add(call: SpanCall, sink: RecordSink): void;
  /** Reports once there is so much that no more can be held. */
  report(): void;
  end(): void;
}

/** Calls that are held until the other spans of their traces were seen. */
const maxHeld = 5000;

interface Held extends SpanCall {
  readonly sink: RecordSink;
}

export function createSpanCalls(): SpanCalls {
  let held: Held[] = [];
  const end = (): void => {
    for (const { found, sink } of joinCalls(held)) sink.call(found);
    held = [];
  };
  return {
    add: (call, sink) => void held.push({ ...call, sink }),
    report: () => {
      if (held.length >= maxHeld) end();
    },
    end,
  };
}

/**
 * Each call once, in the order told. A tool that ran stands for what the model asked for: by id, else by tool and
 * arguments; it takes its arguments from there if it has none. What was asked for and never ran was tried, and counts.
 */
export function joinCalls<Call extends SpanCall>(calls: readonly Call[]): readonly Call[] {
  const runs = new Map<string, Run<Call>[]>();
  const ran = new Map<Call, Run<Call>>();
  for (const call of calls) {
    if (call.kind !== 'run') continue;
    const run: Run<Call> = { call, id: call.found.callId, arguments: call.found.arguments, taken: false };
    ran.set(call, run);
    for (const key of runKeys(call)) push(runs, key, run);
  }
  const asking = new Set(calls.flatMap(({ kind, trace }) => (kind === 'asked' ? [trace] : [])));
  const seen = new Map<string, Call[]>();
  const kept = calls.filter((call) => {
    if (call.kind === 'run') return true;
    if (call.kind === 'summed' && asking.has(call.trace)) return false;
    return !takeRun(call, runs) && !isNested(call, seen);
  });
  return kept.map((call) => {
    const run = ran.get(call);
    if (run === undefined) return call;
    const found: FoundCall = { ...call.found, callId: run.id, arguments: run.arguments };
    return { ...call, found };
  });
}

interface Run<Call> {
  readonly call: Call;
  id: string | undefined;
  arguments: FoundCall['arguments'];
  /** Whether a request without id was matched to it. */
  taken: boolean;
}

function runKeys({ trace, found }: SpanCall): readonly string[] {
  const tool = JSON.stringify([trace ?? null, found.tool]);
  return found.callId === undefined
    ? [tool]
    : [tool, JSON.stringify([trace ?? null, found.tool, found.callId])];
}

function push<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Most runs of one tool that are looked through for a request without id. */
const maxLooked = 200;

function takeRun(call: SpanCall, runs: ReadonlyMap<string, readonly Run<SpanCall>[]>): boolean {
  const { found, trace } = call;
  const byId =
    found.callId === undefined
      ? undefined
      : runs.get(JSON.stringify([trace ?? null, found.tool, found.callId]));
  const same = byId?.find((each) => fits(each, found)) ?? byId?.find(({ taken }) => !taken);
  const list = runs.get(JSON.stringify([trace ?? null, found.tool])) ?? [];
  const open = list
    .slice(0, maxLooked)
    .filter((run) => !run.taken && (run.id === undefined || found.callId === undefined));
  const run = same ?? open.find((each) => fits(each, found)) ?? (isEmpty(found) ? open[0] : undefined);
  if (run === undefined) return false;
  run.taken = true;
  run.id ??= found.callId;
  if (run.arguments instanceof UnjudgeableArguments) run.arguments = found.arguments;
  return true;
}

/** Recorders of streams note a call before its arguments came. */
function isEmpty({ arguments: asked }: FoundCall): boolean {
  return !(asked instanceof UnjudgeableArguments) && canonicalJson(asked) === '{}';
}

/** Whether the arguments are the same, as far as both are told. */
function fits({ arguments: ran }: Run<SpanCall>, { arguments: asked }: FoundCall): boolean {
  if (ran instanceof UnjudgeableArguments || asked instanceof UnjudgeableArguments) return true;
  return canonicalJson(ran) === canonicalJson(asked);
}

/** Whether a span around or within this one told the same. */
function isNested<Call extends SpanCall>(call: Call, seen: Map<string, Call[]>): boolean {
  const { found, trace, span, parent } = call;
  const given = found.arguments instanceof UnjudgeableArguments ? null : canonicalJson(found.arguments);
  const key = JSON.stringify([trace ?? null, found.callId ?? null, found.tool, given]);
  const before = seen.get(key) ?? [];
  const nested = before
    .slice(-maxLooked)
    .some(
      (each) =>
        (each.span !== undefined && each.span === parent) || (span !== undefined && each.parent === span),
    );
  push(seen, key, call);
  return nested;
}
