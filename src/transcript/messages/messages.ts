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
  /** Whether the calls before this message still wait for their results: calls are not grouped in messages. */
  readonly continues?: boolean;
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
 * later messages, so an older call never takes a newer result, but where the messages say that they continue.
 */
export function withResults(contents: readonly MessageContent[]): readonly MessageContent[] {
  const results = new Map<FoundCall, CallResult>();
  let waiting = createWaiting();
  for (const { calls, results: given, continues } of contents) {
    if (calls.length > 0 && continues !== true) waiting = createWaiting();
    for (const call of calls) wait(waiting, call);
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

/** The calls that wait for their results, first come first served. */
interface Waiting {
  readonly byId: Map<string, Queue>;
  /** Calls without id. */
  readonly byTool: Map<string, Queue>;
  readonly nameless: Queue;
  readonly taken: Set<FoundCall>;
}

interface Queue {
  readonly calls: FoundCall[];
  at: number;
}

function createWaiting(): Waiting {
  return { byId: new Map(), byTool: new Map(), nameless: { calls: [], at: 0 }, taken: new Set() };
}

function wait({ byId, byTool, nameless }: Waiting, call: FoundCall): void {
  if (call.callId !== undefined) push(byId, call.callId, call);
  else {
    push(byTool, call.tool, call);
    nameless.calls.push(call);
  }
}

function push(queues: Map<string, Queue>, key: string, call: FoundCall): void {
  const queue = queues.get(key);
  if (queue === undefined) queues.set(key, { calls: [call], at: 0 });
  else queue.calls.push(call);
}

function takeWaiting(
  { byId, byTool, nameless, taken }: Waiting,
  { callId, tool }: CallResult,
): FoundCall | undefined {
  const queue = callId !== undefined ? byId.get(callId) : tool !== undefined ? byTool.get(tool) : nameless;
  if (queue === undefined) return undefined;
  let call = queue.calls[queue.at++];
  while (call !== undefined && taken.has(call)) call = queue.calls[queue.at++];
  if (call !== undefined) taken.add(call);
  return call;
}
