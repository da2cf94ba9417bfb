import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isObject } from '../json-access.ts';
import type { RecordReader, RecordSink, WhoseRecord } from '../transcript-format.ts';
import { type Conversation, findConversation } from './conversation.ts';
import {
  callsText,
  createFingerprint,
  type Fingerprint,
  fingerprintText,
  foldMessage,
  foldText,
} from './fingerprint.ts';
import {
  emptyContent,
  type MessageContent,
  type ReadMessage,
  readMessages,
  withResults,
} from './messages.ts';
import { reportContent } from './report-contents.ts';
import { createSeenTexts, type SeenTexts } from './seen-texts.ts';

/** What differs between the providers whose logs are lists of messages and answers. */
export interface ProviderDialect {
  readonly readMessage: ReadMessage;
  /** The member of a request that holds the messages; `messages` where absent. */
  readonly messagesKey?: string;
  isResponse(value: JsonObject): boolean;
  /** The messages of an answer, and what is wrong with it. */
  readResponse(value: JsonObject, pointer: string): ResponseMessages;
}

export interface ResponseMessages {
  /** One for each choice; each is the messages that follow one another. */
  readonly choices: readonly (readonly { readonly message: JsonValue; readonly pointer: string }[])[];
  readonly problems: readonly string[];
  /** Milliseconds since 1970. */
  readonly time?: number | undefined;
}

/**
 * A reader of conversations. Logs repeat at every step all that was said before; a call is found once: what stands in
 * a message is new unless an earlier record, about the same people, had the same messages up to and with this one. A
 * conversation that comes again whole is another one if it is finished (the last word is the model's) and did not grow
 * from record to record. Every answer is new.
 */
export function createConversationReader(dialect: ProviderDialect, whose: WhoseRecord): RecordReader {
  const seen = createSeenTexts();
  return ({ value }, sink) => {
    const conversation = findConversation(value, dialect.isResponse, dialect.messagesKey);
    if (typeof conversation === 'string') return sink.malformed(conversation);
    const fingerprint = createFingerprint();
    foldText(fingerprint, whose(value));
    foldIdentity(fingerprint, conversation.about);
    const last = reportMessages(conversation, dialect, fingerprint, seen, sink);
    conversation.answers.problems.forEach(sink.malformed);
    reportAnswers(conversation, dialect, { fingerprint, last }, seen, sink);
  };
}

/** Gives what the last message calls, for an answer that repeats it. */
function reportMessages(
  { messages }: Conversation,
  dialect: ProviderDialect,
  fingerprint: Fingerprint,
  seen: SeenTexts,
  sink: RecordSink,
): string {
  if (messages === undefined) return '';
  const contents = readMessages(messages.list, messages.pointer, dialect.readMessage);
  const telling: { content: MessageContent; key: string }[] = [];
  let grown = false;
  messages.list.forEach((message, index) => {
    const content = contents[index];
    if (content === undefined) return;
    grown ||= seen.has(endKey(fingerprint));
    foldMessage(fingerprint, message, content);
    const called = callsText(content);
    if (called !== '') telling.push({ content, key: `${index} ${fingerprintText(fingerprint)} ${called}` });
  });
  const known = !seen.add(endKey(fingerprint));
  const last = messages.list.at(-1);
  const another = known && !grown && isObject(last) && last.role === 'assistant';
  for (const { content, key } of telling) if (seen.add(key) || another) reportContent(content, sink, {});
  return callsText(contents.at(-1) ?? emptyContent);
}

function endKey(fingerprint: Fingerprint): string {
  return `end ${fingerprintText(fingerprint)}`;
}

function reportAnswers(
  { messages, answers }: Conversation,
  dialect: ProviderDialect,
  before: { readonly fingerprint: Fingerprint; readonly last: string },
  seen: SeenTexts,
  sink: RecordSink,
): void {
  for (const { value, pointer, loose } of answers.found) {
    const { choices, problems, time } = dialect.readResponse(value, pointer);
    problems.forEach(sink.malformed);
    for (const answer of choices) {
      const fingerprint = { ...before.fingerprint };
      const read = answer.map((each) => dialect.readMessage(each.message, each.pointer));
      withResults(read).forEach((content, index) => {
        foldMessage(fingerprint, answer[index]?.message ?? null, content);
        const called = callsText(content);
        if (loose && called === before.last) return;
        const position = (messages?.list.length ?? 0) + index;
        if (called !== '') seen.add(`${position} ${fingerprintText(fingerprint)} ${called}`);
        reportContent(content, sink, { time });
      });
    }
  }
}

/** Members that say whose conversation it is, in lower case and without `_` and `-`. */
const identities = [
  'tenant',
  'org',
  'organization',
  'account',
  'customer',
  'workspace',
  'user',
  'session',
  'conversation',
  'thread',
  'chat',
];
const identityNames: ReadonlySet<string> = new Set([
  'safetyidentifier',
  ...identities,
  ...identities.map((name) => `${name}id`),
]);

// Two tenants may well have said the same so far: their calls are not one another's.
function foldIdentity(fingerprint: Fingerprint, about: readonly JsonObject[]): void {
  for (const object of about) {
    for (const key of Object.keys(object)) {
      if (key.length > 32 || !identityNames.has(key.toLowerCase().replaceAll('_', '').replaceAll('-', '')))
        continue;
      foldText(fingerprint, key);
      foldText(fingerprint, JSON.stringify(object[key] ?? null));
    }
  }
}
