import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isList, isNothing, isObject, kindOf } from '../json-access.ts';
import { readChatMessage } from '../messages/chat-message.ts';
import {
  createConversationReader,
  type ProviderDialect,
  type ResponseMessages,
} from '../messages/conversation-reader.ts';
import {
  detectDialect,
  isBareMessage,
  isMessageList,
  isOpenAiResponse,
} from '../messages/message-dialect.ts';
import { createOpenAiChatStream, isOpenAiChunk } from '../streams/openai-chat-stream.ts';
import { withStream } from '../streams/stream-reader.ts';
import type { TranscriptFormat } from '../transcript-format.ts';

/** OpenAI's Chat Completions and all that speak it: answers, lists of messages, logs of requests, fine-tuning data. */
export const openAiChatFormat: TranscriptFormat = {
  name: 'openai-chat',
  title: 'OpenAI Chat Completions',
  detect: (sample) => detectDialect(sample, 'openai'),
  isRecordList: (list) => !isMessageList(list),
  createReader: (_shared, whose) =>
    withStream(isOpenAiChunk, createOpenAiChatStream(), createConversationReader(dialect, whose)),
};

const dialect: ProviderDialect = {
  readMessage: readChatMessage,
  isResponse: (value) => isOpenAiResponse(value) || isBareMessage(value),
  readResponse,
};

function readResponse(value: JsonObject, pointer: string): ResponseMessages {
  if (isBareMessage(value)) return { choices: [[{ message: value, pointer }]], problems: [] };
  const { choices, created } = value;
  const time = typeof created === 'number' ? created * 1000 : undefined;
  if (isNothing(choices)) return { choices: [], problems: [] };
  if (!isList(choices))
    return { choices: [], problems: [`${pointer}/choices is ${kindOf(choices)}, and a list is meant`] };
  const messages: { message: JsonValue; pointer: string }[][] = [];
  const problems: string[] = [];
  choices.forEach((choice, index) => {
    const message = isObject(choice) ? choice.message : undefined;
    // Who answers is the model, also where a provider leaves that out.
    if (isObject(message))
      messages.push([
        { message: { role: 'assistant', ...message }, pointer: `${pointer}/choices/${index}/message` },
      ]);
    else problems.push(`${pointer}/choices/${index} has no message`);
  });
  return { choices: messages, problems, time };
}
