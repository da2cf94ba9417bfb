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
  const runs = createRunIndex();
  const ran = new Map<Call, Run>();
  for (const call of calls) if (call.kind === 'run') ran.set(call, runs.add(call));
  const told = new Set(calls.flatMap((call) => (call.kind === 'asked' ? namesOf(call) : [])));
  const seen = new Map<string, Call[]>();
  const isNew = (call: Call): boolean => !runs.take(call) && !isNested(call, seen);
  // Sums come last: what the model's own spans tell takes the runs.
  const asked = new Set(calls.filter((call) => call.kind === 'asked' && isNew(call)));
  const summed = new Set(
    calls.filter(
      (call) => call.kind === 'summed' && !namesOf(call).some((name) => told.has(name)) && isNew(call),
    ),
  );
  const kept = calls.filter((call) => call.kind === 'run' || asked.has(call) || summed.has(call));
  return kept.map((call) => {
    const run = ran.get(call);
    if (run === undefined) return call;
    return { ...call, found: { ...call.found, callId: run.id, arguments: run.arguments } };
  });
}

/** By what a sum of calls is known to tell of one that was told already: its id, else its arguments. */
function namesOf({ trace, found: { tool, callId, arguments: given } }: SpanCall): readonly string[] {
  const byArguments = JSON.stringify([trace ?? null, tool, 'arguments', argumentsText(given)]);
  return callId === undefined ? [byArguments] : [byArguments, JSON.stringify([trace ?? null, tool, callId])];
}

interface Run {
  id: string | undefined;
  arguments: FoundCall['arguments'];
  /** Whether a request was matched to it. */
  taken: boolean;
}

/** Finds the run that a request led to, without looking through all of them. */
interface RunIndex {
  add(call: SpanCall): Run;
  /** Whether there is one; it is the request's from then on. */
  take(call: SpanCall): boolean;
}

function createRunIndex(): RunIndex {
  const queues = new Map<string, { readonly runs: Run[]; at: number }>();
  const put = (run: Run, ...key: readonly (string | undefined)[]): void => {
    const name = JSON.stringify(key);
    const queue = queues.get(name);
    if (queue === undefined) queues.set(name, { runs: [run], at: 0 });
    else queue.runs.push(run);
  };
  const free = (...key: readonly (string | undefined)[]): Run | undefined => {
    const queue = queues.get(JSON.stringify(key));
    while (queue?.runs[queue.at]?.taken === true) queue.at++;
    return queue?.runs[queue.at];
  };
  const known = (...key: readonly (string | undefined)[]): Run | undefined =>
    free(...key) ?? queues.get(JSON.stringify(key))?.runs[0];
  const find = ({ trace, found: { tool, callId } }: SpanCall, given: string): Run | undefined => {
    const byId =
      callId === undefined
        ? undefined
        : (known('id', trace, tool, callId, given) ?? free('id', trace, tool, callId));
    if (byId !== undefined) return byId;
    // A request with an id is not the run of another id.
    const who = callId === undefined ? 'any' : 'nameless';
    const same = free(who, trace, tool, given) ?? free(who, trace, tool, unknown);
    // Recorders of streams note a call before its arguments came.
    return same ?? (given === '{}' || given === unknown ? free(who, trace, tool) : undefined);
  };
  return {
    add: ({ trace, found }) => {
      const { tool, callId } = found;
      const given = argumentsText(found.arguments);
      const run: Run = { id: callId, arguments: found.arguments, taken: false };
      for (const who of callId === undefined ? ['any', 'nameless'] : ['any']) {
        put(run, who, trace, tool);
        put(run, who, trace, tool, given);
      }
      if (callId !== undefined) {
        put(run, 'id', trace, tool, callId);
        put(run, 'id', trace, tool, callId, given);
      }
      return run;
    },
    take: (call) => {
      const { trace, found } = call;
      const given = argumentsText(found.arguments);
      const run = find(call, given);
      if (run === undefined) return false;
      run.taken = true;
      run.id ??= found.callId;
      if (run.arguments instanceof UnjudgeableArguments) run.arguments = found.arguments;
      // A span around this one may tell the same request again.
      if (found.callId !== undefined) put(run, 'id', trace, found.tool, found.callId, given);
      return true;
    },
  };
}

const unknown = '?';

function argumentsText(given: FoundCall['arguments']): string {
  return given instanceof UnjudgeableArguments ? unknown : canonicalJson(given);
}

/** Most earlier requests of the same kind that one is held against. */
const maxLooked = 200;

function push<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
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
