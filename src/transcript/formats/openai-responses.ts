import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isList, isNothing, isObject, kindOf } from '../json-access.ts';
import { findConversation } from '../messages/conversation.ts';
import {
  createConversationReader,
  type ProviderDialect,
  type ResponseMessages,
} from '../messages/conversation-reader.ts';
import { isResponseItem, readResponseItem } from '../messages/response-item.ts';
import { createResponsesStream, isResponsesEvent } from '../streams/responses-stream.ts';
import { pieceOf } from '../streams/stream-reader.ts';
import type { RecordReader, RecordSink, TranscriptFormat } from '../transcript-format.ts';

/** OpenAI's Responses: answers, items, logs of requests and answers, batches, and the events of streams. */
export const openAiResponsesFormat: TranscriptFormat = {
  name: 'openai-responses',
  title: 'OpenAI Responses',
  detect: (sample) => (sample.some(isResponses) ? 'yes' : 'no'),
  isRecordList: (list) => !isItemList(list),
  createReader,
};

/** Whether a list is the items of one conversation. */
function isItemList(list: readonly JsonValue[]): boolean {
  return list.some(isCallItem) || (list.length > 0 && list.every(isResponseItem));
}

// Messages of other formats have a role and no type.
function isCallItem(value: JsonValue): boolean {
  return isResponseItem(value) && isObject(value) && value.type !== 'message';
}

function isResponse(value: JsonObject): boolean {
  return (value.object === 'response' && !isNothing(value.output)) || isCallItem(value);
}

function isResponses(value: JsonValue): boolean {
  if (isList(value)) return isItemList(value);
  if (!isObject(value)) return false;
  if (isResponsesEvent(pieceOf(value).value)) return true;
  const conversation = findConversation(value, isResponse, 'input');
  if (typeof conversation === 'string') return false;
  if (conversation.response !== undefined) return true;
  return conversation.messages?.list.some(isResponseItem) === true && isObject(value);
}

const dialect: ProviderDialect = {
  messagesKey: 'input',
  readMessage: readResponseItem,
  isResponse,
  readResponse,
};

function readResponse(value: JsonObject, pointer: string): ResponseMessages {
  if (value.object !== 'response') return { choices: [[{ message: value, pointer }]], problems: [] };
  const { output, created_at: created } = value;
  if (!isList(output))
    return { choices: [], problems: [`${pointer}/output is ${kindOf(output)}, and a list is meant`] };
  const time = typeof created === 'number' ? created * 1000 : undefined;
  const items = output.map((message, index) => ({ message, pointer: `${pointer}/output/${index}` }));
  return { choices: [items], problems: [], time };
}

function createReader(): RecordReader {
  const read = createConversationReader(dialect);
  const stream = createResponsesStream();
  const reader = (record: Parameters<RecordReader>[0], sink: RecordSink): void => {
    const { value } = record;
    const piece = isObject(value) ? pieceOf(value).value : undefined;
    if (piece === undefined || !isResponsesEvent(piece)) read(textInput(record), sink);
    else for (const response of stream.add(piece, sink)) read({ value: response }, sink);
  };
  const end = (sink: RecordSink): void => {
    for (const response of stream.end(sink)) read({ value: response }, sink);
  };
  return Object.assign(reader, { end });
}

/** A request whose input is a text holds no call. */
function textInput(record: Parameters<RecordReader>[0]): Parameters<RecordReader>[0] {
  const { value } = record;
  if (!isObject(value)) return record;
  const without = withoutText(value);
  const request = isObject(value.request) ? withoutText(value.request) : undefined;
  const body = isObject(value.body) ? withoutText(value.body) : undefined;
  return {
    ...record,
    value: {
      ...without,
      ...(request === undefined ? {} : { request }),
      ...(body === undefined ? {} : { body }),
    },
  };
}

function withoutText(value: JsonObject): JsonObject {
  return typeof value.input === 'string' || value.input === null ? { ...value, input: [] } : value;
}
