import type { RecordedCall } from '../../model/call.ts';
import { type JsonValue, UnjudgeableArguments } from '../../model/json.ts';
import type { DuplicateKey } from '../../text/json-parser.ts';
import { duplicateKeyProblem } from '../../text/strict-json.ts';
import { isList } from '../json-access.ts';
import type { SeenTexts } from '../messages/seen-texts.ts';
import type {
  FoundCall,
  RecordSink,
  TranscriptFormat,
  TranscriptRecord,
  WhoseRecord,
} from '../transcript-format.ts';

/** Turns the JSON values of one file, in order, into transcript records. */
export interface RecordCollector {
  /** Reads a value of the file, all records in it. `line` where the file is read by lines. */
  add(value: JsonValue, duplicateKeys: readonly DuplicateKey[] | undefined, line: number | undefined): void;
  /** Notes something that is no record at all. */
  malformed(why: string, line: number | undefined): void;
  /** Says that no more will come. */
  end(): void;
  /** What was found since the last time. */
  take(): readonly TranscriptRecord[];
}

export function createCollector(
  format: TranscriptFormat,
  shared: SeenTexts,
  whose: WhoseRecord = () => '',
): RecordCollector {
  const state: State = { found: [], calls: 0, value: null, line: undefined };
  const read = format.createReader(shared, whose);
  const sink = plainSink(state);
  const readRecord = (value: JsonValue, duplicateKeys: readonly DuplicateKey[] | undefined): void => {
    state.value = value;
    if (duplicateKeys === undefined) read({ value }, sink);
    else readDoubtful(state, sink, duplicateKeys, (doubtful) => read({ value, duplicateKeys }, doubtful));
  };
  return {
    add: (value, duplicateKeys, line) => {
      state.line = line;
      if (!isList(value) || !format.isRecordList(value)) return readRecord(value, duplicateKeys);
      value.forEach((item, index) => {
        readRecord(item, duplicatesBelow(duplicateKeys, `/${index}`));
      });
    },
    malformed: (why, line) => void state.found.push(malformedRecord(why, line)),
    end: () => read.end?.(sink),
    take: () => {
      const { found } = state;
      state.found = [];
      return found;
    },
  };
}

interface State {
  found: TranscriptRecord[];
  calls: number;
  /** The record being read, and its line. */
  value: JsonValue;
  line: number | undefined;
}

function plainSink(state: State, at: Pick<State, 'value' | 'line'> = state): RecordSink {
  return {
    hold: () => plainSink(state, { value: at.value, line: at.line }),
    call: (found) => {
      const call = recordedCall(found, state.calls++, at.line);
      const { header } = found;
      const record = at.value;
      state.found.push(
        header === undefined ? { kind: 'call', call, record } : { kind: 'call', call, record, header },
      );
    },
    malformed: (why) => void state.found.push(malformedRecord(why, at.line)),
    unjudged: (reason, tool) => void state.found.push(unjudgedRecord(reason, tool, at.line)),
  };
}

/** Reads a record with duplicate keys: its calls are still found, but none is judged by what may not be meant. */
function readDoubtful(
  state: State,
  sink: RecordSink,
  duplicateKeys: readonly DuplicateKey[],
  read: (sink: RecordSink) => void,
): void {
  const stray = new Set(duplicateKeys);
  const calls: FoundCall[] = [];
  read({ ...sink, call: (found) => void calls.push(withoutDuplicates(found, stray)) });
  const [first] = stray;
  if (first === undefined) {
    calls.forEach(sink.call);
    return;
  }
  const problem = duplicateKeyProblem(first);
  state.found.push(malformedRecord(problem, state.line));
  for (const found of calls) sink.call({ ...found, arguments: new UnjudgeableArguments(problem) });
}

/** A duplicate key inside a call's own arguments spoils this call; one anywhere else leaves the record in doubt. */
function withoutDuplicates(found: FoundCall, stray: Set<DuplicateKey>): FoundCall {
  if (found.argumentsAt === undefined) return found;
  let own: DuplicateKey | undefined;
  for (const duplicate of stray) {
    if (!duplicate.path.startsWith(`${found.argumentsAt}/`)) continue;
    own ??= duplicate;
    stray.delete(duplicate);
  }
  return own === undefined
    ? found
    : { ...found, arguments: new UnjudgeableArguments(duplicateKeyProblem(own)) };
}

function duplicatesBelow(
  all: readonly DuplicateKey[] | undefined,
  pointer: string,
): readonly DuplicateKey[] | undefined {
  const below = all?.filter(({ path }) => path.startsWith(`${pointer}/`));
  if (below === undefined || below.length === 0) return undefined;
  return below.map(({ path, offset }) => ({ path: path.slice(pointer.length), offset }));
}

function recordedCall(found: FoundCall, index: number, line: number | undefined): RecordedCall {
  const { tool, time, callId, session, result, recorded } = found;
  const call: Writable<RecordedCall> = {
    tool,
    arguments: found.arguments,
    context: found.context ?? {},
    index,
  };
  if (time !== undefined) call.time = time;
  if (callId !== undefined) call.callId = callId;
  if (session !== undefined) call.session = session;
  if (result !== undefined) call.result = result;
  if (recorded !== undefined) call.recorded = recorded;
  if (line !== undefined) call.line = line;
  return call;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

function malformedRecord(why: string, line: number | undefined): TranscriptRecord {
  return { kind: 'malformed', malformed: line === undefined ? { why } : { line, why } };
}

function unjudgedRecord(
  reason: string,
  tool: string | undefined,
  line: number | undefined,
): TranscriptRecord {
  return {
    kind: 'unjudged',
    reason,
    ...(tool === undefined ? {} : { tool }),
    ...(line === undefined ? {} : { line }),
  };
}
