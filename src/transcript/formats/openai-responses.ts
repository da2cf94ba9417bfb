import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isList, isNothing, isObject, kindOf } from '../json-access.ts';
import { findConversation } from '../messages/conversation.ts';
import {
  createConversationReader,
  type ProviderDialect,
  type ResponseMessages,
} from '../messages/conversation-reader.ts';
import { isResponseItem, readResponseItem } from '../messages/response-item.ts';
import type { SeenTexts } from '../messages/seen-texts.ts';
import { createResponsesStream, isResponsesEvent } from '../streams/responses-stream.ts';
import { pieceOf } from '../streams/stream-reader.ts';
import type { RecordReader, RecordSink, TranscriptFormat, WhoseRecord } from '../transcript-format.ts';

/** OpenAI's Responses: answers, items, logs of requests and answers, batches, and the events of streams. */
export const openAiResponsesFormat: TranscriptFormat = {
  name: 'openai-responses',
  title: 'OpenAI Responses',
  detect: (sample) => (!sample.some(isAgentLog) && sample.some(isResponses) ? 'yes' : 'no'),
  isRecordList: (list) => !isItemList(list),
  createReader,
};

/** Whether a list is the items of one conversation. */
function isItemList(list: readonly JsonValue[]): boolean {
  return list.some(isCallItem) || (list.length > 0 && list.every(isResponseItem));
}

// Messages of other formats have a role and no type; items of no provider have a session or a place in a tree.
function isCallItem(value: JsonValue): boolean {
  if (!isResponseItem(value) || !isObject(value)) return false;
  return typeof value.type === 'string' && /_call(_output)?$/.test(value.type);
}

/** Coding agents keep the same items, below a header of their own or among records of their state. */
function isAgentLog(value: JsonValue): boolean {
  if (!isObject(value)) return false;
  if (value.record_type !== undefined || value.type === 'session_meta') return true;
  return value.instructions !== undefined && value.timestamp !== undefined && value.object === undefined;
}

function isResponse(value: JsonObject): boolean {
  return isWholeResponse(value) || isCallItem(value);
}

/** As `isResponse`, and items without a call, which tell the format of no file. */
function isAnyItem(value: JsonObject): boolean {
  return isResponse(value) || isResponseItem(value) || (value.type === 'reasoning' && isList(value.summary));
}

/** Some recorders leave out what kind of object it is. */
function isWholeResponse({ object, output }: JsonObject): boolean {
  if (object === 'response') return !isNothing(output);
  return object === undefined && isList(output) && output.some(isCallItem);
}

function isResponses(value: JsonValue): boolean {
  if (isList(value)) return isItemList(value);
  if (!isObject(value)) return false;
  if (isResponsesEvent(pieceOf(value).value)) return true;
  const conversation = findConversation(value, isResponse, 'input');
  if (typeof conversation === 'string') return false;
  if (conversation.answers.found.length > 0) return true;
  return conversation.messages?.list.some(isResponseItem) === true && isObject(value);
}

const dialect: ProviderDialect = {
  messagesKey: 'input',
  readMessage: readResponseItem,
  isResponse: isAnyItem,
  readResponse,
};

function readResponse(value: JsonObject, pointer: string): ResponseMessages {
  if (!isWholeResponse(value)) return { choices: [[{ message: value, pointer }]], problems: [] };
  const { output, created_at: created } = value;
  if (!isList(output))
    return { choices: [], problems: [`${pointer}/output is ${kindOf(output)}, and a list is meant`] };
  const time = typeof created === 'number' ? created * 1000 : undefined;
  const items = output.map((message, index) => ({ message, pointer: `${pointer}/output/${index}` }));
  return { choices: [items], problems: [], time };
}

function createReader(_shared: SeenTexts, whose: WhoseRecord): RecordReader {
  const read = createConversationReader(dialect, whose);
  const stream = createResponsesStream();
  const reader = (record: Parameters<RecordReader>[0], sink: RecordSink): void => {
    const { value } = record;
    const piece = isObject(value) ? pieceOf(value).value : undefined;
    if (piece === undefined || !isResponsesEvent(piece)) read(inputAsItems(record), sink);
    else for (const response of stream.add(piece, sink)) read({ value: response }, sink);
  };
  const end = (sink: RecordSink): void => {
    for (const response of stream.end(sink)) read({ value: response }, sink);
  };
  return Object.assign(reader, { end });
}

/** A request whose input is a text says the same as one with a message of the user. */
function inputAsItems(record: Parameters<RecordReader>[0]): Parameters<RecordReader>[0] {
  const { value } = record;
  if (!isObject(value)) return record;
  const without = withItems(value);
  const request = isObject(value.request) ? withItems(value.request) : undefined;
  const body = isObject(value.body) ? withItems(value.body) : undefined;
  return {
    ...record,
    value: {
      ...without,
      ...(request === undefined ? {} : { request }),
      ...(body === undefined ? {} : { body }),
    },
  };
}

function withItems(value: JsonObject): JsonObject {
  const { input } = value;
  if (input === null) return { ...value, input: [] };
  return typeof input === 'string' ? { ...value, input: [{ role: 'user', content: input }] } : value;
}
