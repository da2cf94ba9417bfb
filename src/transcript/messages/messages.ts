import type { JsonValue } from '../../model/json.ts';
import type { FoundCall } from '../transcript-format.ts';

/** What one message of a conversation holds. Messages without calls and results share one empty value. */
export interface MessageContent {
  readonly calls: readonly FoundCall[];
  readonly results: readonly CallResult[];
  /** Parts that are not what the format says; each names its place. */
  readonly problems: readonly string[];
  /** Tools that were called by somebody other than the agent. */
  readonly foreign: readonly string[];
}

/** A tool's answer, as a message carries it. */
export interface CallResult {
  /** Absent where the recorder had none. */
  readonly callId?: string | undefined;
  readonly tool?: string | undefined;
  readonly value: JsonValue | undefined;
}

export const emptyContent: MessageContent = { calls: [], results: [], problems: [], foreign: [] };

/** How a format writes a message. `pointer` is the message's place in its record. */
export type ReadMessage = (message: JsonValue, pointer: string) => MessageContent;

/** Reads every message of a list that stands at `pointer`; calls carry their results. */
export function readMessages(
  messages: readonly JsonValue[],
  pointer: string,
  read: ReadMessage,
): readonly MessageContent[] {
  const contents = messages.map((message, index) => read(message, `${pointer}/${index}`));
  return withResults(contents);
}

/**
 * Gives each call its result. A result belongs to the last message with calls: to the first call of its id that has
 * none yet, or, where ids are missing, to the first call without id (of its tool, if it names one). Ids come again in
 * later messages, so an older call never takes a newer result.
 */
function withResults(contents: readonly MessageContent[]): readonly MessageContent[] {
  const results = new Map<FoundCall, CallResult>();
  let waiting = waitingCalls([]);
  for (const { calls, results: given } of contents) {
    if (calls.length > 0) waiting = waitingCalls(calls);
    for (const result of given) {
      const call = takeWaiting(waiting, result);
      if (call !== undefined) results.set(call, result);
    }
  }
  if (results.size === 0) return contents;
  return contents.map((content) => {
    if (content.calls.length === 0) return content;
    const calls = content.calls.map((call) => {
      const value = results.get(call)?.value;
      return value === undefined ? call : { ...call, result: value };
    });
    return { ...content, calls };
  });
}

/** The calls of one message that wait for their results. Lists are reversed: the first call is cheap to take. */
interface Waiting {
  readonly byId: ReadonlyMap<string, FoundCall[]>;
  /** Calls without id. */
  readonly byTool: ReadonlyMap<string, FoundCall[]>;
  readonly nameless: FoundCall[];
  readonly taken: Set<FoundCall>;
}

function waitingCalls(calls: readonly FoundCall[]): Waiting {
  const byId = new Map<string, FoundCall[]>();
  const byTool = new Map<string, FoundCall[]>();
  const nameless: FoundCall[] = [];
  for (const call of calls.toReversed()) {
    if (call.callId !== undefined) {
      push(byId, call.callId, call);
      continue;
    }
    push(byTool, call.tool, call);
    nameless.push(call);
  }
  return { byId, byTool, nameless, taken: new Set() };
}

function push(lists: Map<string, FoundCall[]>, key: string, call: FoundCall): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [call]);
  else list.push(call);
}

function takeWaiting(
  { byId, byTool, nameless, taken }: Waiting,
  { callId, tool }: CallResult,
): FoundCall | undefined {
  const list = callId !== undefined ? byId.get(callId) : tool !== undefined ? byTool.get(tool) : nameless;
  let call = list?.pop();
  while (call !== undefined && taken.has(call)) call = list?.pop();
  if (call !== undefined) taken.add(call);
  return call;
}
