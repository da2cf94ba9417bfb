import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isList, isNothing, isObject, kindOf, objectOf, textOf } from '../json-access.ts';
import type { RecordSink } from '../transcript-format.ts';
import type { StreamReader } from './stream-reader.ts';
import { createStreamedCalls, type StreamedCalls } from './streamed-calls.ts';

export function isOpenAiChunk(value: JsonObject): boolean {
  if (value.object === 'chat.completion.chunk') return true;
  if (value.object === 'chat.completion') return false;
  return isList(value.choices) && value.choices.some((choice) => isObject(choice) && isObject(choice.delta));
}

/** Answers that are streamed at the same time; one more ends the oldest. */
const maxAnswers = 1000;

interface Answer {
  readonly calls: StreamedCalls;
  readonly time: number | undefined;
  /** The call that stands at an index now. */
  readonly places: Map<string, Place>;
  begun: number;
  last: string;
}

interface Place {
  readonly key: string;
  readonly id: string | undefined;
  readonly tool: string | undefined;
  /** What the arguments end with so far. */
  end: string;
}

/**
 * Pieces of OpenAI's chat: name and id in the first of a call only (an empty name later means nothing), arguments in
 * fragments by the call's `index`. A choice ends with its `finish_reason`.
 */
export function createOpenAiChatStream(): StreamReader {
  const answers = new Map<string, Answer>();
  const finish = (key: string, answer: Answer, sink: RecordSink): void => {
    answers.delete(key);
    answer.calls.flush(sink, { time: answer.time });
  };
  return {
    read: (piece, sink, pointer) => {
      if (isNothing(piece.choices)) return;
      if (!isList(piece.choices)) {
        sink.malformed(`${pointer}/choices is ${kindOf(piece.choices)}, and a list is meant`);
        return;
      }
      piece.choices.forEach((choice, at) => {
        if (!isObject(choice)) {
          sink.malformed(`${pointer}/choices/${at} is no choice of an answer`);
          return;
        }
        const key = JSON.stringify([piece.id ?? null, choice.index ?? at]);
        const answer = answers.get(key) ?? begin(piece);
        answers.set(key, answer);
        readDelta(answer, choice, `${pointer}/choices/${at}/delta`, sink);
        if (textOf(choice.finish_reason) === undefined) return;
        answer.calls.closeAll();
        finish(key, answer, sink);
      });
      const [oldest] = answers;
      if (answers.size > maxAnswers && oldest !== undefined) finish(oldest[0], oldest[1], sink);
    },
    end: (sink) => {
      for (const [key, answer] of [...answers]) finish(key, answer, sink);
    },
  };
}

function begin({ created }: JsonObject): Answer {
  const time = typeof created === 'number' ? created * 1000 : undefined;
  return { calls: createStreamedCalls(), time, places: new Map(), begun: 0, last: '' };
}

function readDelta(answer: Answer, choice: JsonObject, pointer: string, sink: RecordSink): void {
  const delta = objectOf(choice.delta);
  if (delta === undefined) return;
  const { tool_calls: list, function_call: single } = delta;
  if (isList(list))
    list.forEach((call, at) => void readPiece(answer, call, at, `${pointer}/tool_calls/${at}`, sink));
  else if (!isNothing(list)) sink.malformed(`${pointer}/tool_calls is ${kindOf(list)}, and a list is meant`);
  if (!isNothing(single))
    readPiece(answer, { index: 'function_call', function: single }, 0, `${pointer}/function_call`, sink);
}

function readPiece(answer: Answer, call: JsonValue, at: number, pointer: string, sink: RecordSink): void {
  const called = isObject(call) ? objectOf(call.function ?? call.custom) : undefined;
  if (!isObject(call) || called === undefined) {
    sink.malformed(`${pointer} is no piece of a tool call`);
    return;
  }
  const tool = textOf(called.name);
  const id = textOf(call.id);
  const place = placeOf(answer, call.index, tool !== undefined, at);
  const known = answer.places.get(place);
  const given = called.arguments ?? called.input;
  if (tool !== undefined && !isSame(known, id, tool, given)) {
    if (known !== undefined) answer.calls.close(known.key);
    const key = String(answer.begun++);
    answer.places.set(place, { key, id, tool, end: '' });
    const freeText = isObject(call.custom);
    const input = isNothing(given) || typeof given === 'string' ? undefined : given;
    answer.calls.open(key, { tool, callId: id, input, freeText });
  } else if (known === undefined) {
    sink.malformed(`${pointer} goes on with a call that was not begun`);
    return;
  }
  answer.last = place;
  const current = answer.places.get(place);
  if (current === undefined || typeof given !== 'string') return;
  answer.calls.append(current.key, given);
  current.end = given === '' ? current.end : given.slice(-1);
}

/** Some send no index: then a name begins a call, and what has none goes on with the last. */
function placeOf(answer: Answer, index: JsonValue | undefined, named: boolean, at: number): string {
  if (!isNothing(index)) return JSON.stringify(index);
  return named ? `new ${answer.begun} ${at}` : answer.last;
}

// Some send the name again with every fragment, and some another call at the same index, with an id of its own or without.
function isSame(
  known: Place | undefined,
  id: string | undefined,
  tool: string,
  given: JsonValue | undefined,
): boolean {
  if (known === undefined || known.tool !== tool) return false;
  if (id !== undefined && known.id !== undefined) return id === known.id;
  return !(known.end === '}' && typeof given === 'string' && given.startsWith('{'));
}
