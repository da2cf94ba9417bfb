import type { JsonObject } from '../../model/json.ts';
import { isObject, objectOf } from '../json-access.ts';
import { readChatMessage } from '../messages/chat-message.ts';
import { createConversationReader, type ProviderDialect } from '../messages/conversation-reader.ts';
import { createCohereStream, isCohereEvent } from '../streams/cohere-stream.ts';
import { pieceOf, withStream } from '../streams/stream-reader.ts';
import type { TranscriptFormat } from '../transcript-format.ts';

/** Cohere's chat, version 2: answers, logs of requests and answers, events of streams. Its messages are OpenAI's. */
export const cohereChatFormat: TranscriptFormat = {
  name: 'cohere-chat',
  title: 'Cohere Chat',
  detect: (sample) => (sample.some((value) => isObject(value) && isCohere(value)) ? 'yes' : 'no'),
  isRecordList: () => true,
  createReader: (_shared, whose) =>
    withStream(isCohereEvent, createCohereStream(), createConversationReader(dialect, whose)),
};

function isCohere(value: JsonObject): boolean {
  const response = objectOf(value.response);
  if (isCohereEvent(pieceOf(value).value) || isResponse(value)) return true;
  return response !== undefined && isResponse(response);
}

function isResponse({ message, finish_reason: reason, choices }: JsonObject): boolean {
  return isObject(message) && message.role === 'assistant' && reason !== undefined && choices === undefined;
}

const dialect: ProviderDialect = {
  readMessage: readChatMessage,
  isResponse,
  readResponse: ({ message }, pointer) => ({
    choices: [[{ message: message ?? null, pointer: `${pointer}/message` }]],
    problems: [],
  }),
};
