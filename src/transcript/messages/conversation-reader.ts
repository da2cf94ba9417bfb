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
 * from record to record. Every answer is new. Instructions that change at every step (they often hold the time) do not
 * make calls new whose ids nobody else has.
 */
export function createConversationReader(dialect: ProviderDialect, whose: WhoseRecord): RecordReader {
  const seen = createSeenTexts();
  return ({ value }, sink) => {
    const conversation = findConversation(value, dialect.isResponse, dialect.messagesKey);
    if (typeof conversation === 'string') return sink.malformed(conversation);
    const before: Before = { said: createFingerprint(), told: createFingerprint() };
    foldText(before.said, whose(value));
    foldIdentity(before.said, conversation.about);
    const last = reportMessages(conversation, dialect, before, seen, sink);
    conversation.answers.problems.forEach(sink.malformed);
    reportAnswers(conversation, dialect, { before, last }, seen, sink);
  };
}

/** What came before a place in a conversation. */
interface Before {
  readonly said: Fingerprint;
  /** The instructions, apart from all else. */
  readonly told: Fingerprint;
}

function foldInto({ said, told }: Before, message: JsonValue, content: MessageContent): void {
  const role = isObject(message) ? message.role : undefined;
  foldMessage(role === 'system' || role === 'developer' ? told : said, message, content);
}

/** By what the calls of a message are the same when it comes again; empty where it has none. */
function keyOf({ said, told }: Before, position: number, content: MessageContent): string {
  const called = callsText(content);
  if (called === '') return '';
  const around = hasOwnIds(content) ? '' : ` ${fingerprintText(told)}`;
  return `${position} ${fingerprintText(said)}${around} ${called}`;
}

/** Ids as the providers give them; recorders that make up their own write shorter ones, and use them again. */
const ownIdLength = 20;

function hasOwnIds({ calls, foreign, problems }: MessageContent): boolean {
  if (foreign.length + problems.length > 0) return false;
  return calls.every(({ callId }) => callId !== undefined && callId.length >= ownIdLength);
}

/** Gives what the last message calls, for an answer that repeats it. */
function reportMessages(
  { messages }: Conversation,
  dialect: ProviderDialect,
  before: Before,
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
    grown ||= seen.has(endKey(before));
    foldInto(before, message, content);
    const key = keyOf(before, index, content);
    if (key !== '') telling.push({ content, key });
  });
  const known = !seen.add(endKey(before));
  const last = messages.list.at(-1);
  const another = known && !grown && isObject(last) && last.role === 'assistant';
  for (const { content, key } of telling) if (seen.add(key) || another) reportContent(content, sink, {});
  return callsText(contents.at(-1) ?? emptyContent);
}

function endKey({ said, told }: Before): string {
  return `end ${fingerprintText(said)} ${fingerprintText(told)}`;
}

function reportAnswers(
  { messages, answers }: Conversation,
  dialect: ProviderDialect,
  { before, last }: { readonly before: Before; readonly last: string },
  seen: SeenTexts,
  sink: RecordSink,
): void {
  for (const { value, pointer, loose } of answers.found) {
    const { choices, problems, time } = dialect.readResponse(value, pointer);
    problems.forEach(sink.malformed);
    for (const answer of choices) {
      const here: Before = { said: { ...before.said }, told: { ...before.told } };
      const read = answer.map((each) => dialect.readMessage(each.message, each.pointer));
      withResults(read).forEach((content, index) => {
        foldInto(here, answer[index]?.message ?? null, content);
        if (loose && callsText(content) === last) return;
        const key = keyOf(here, (messages?.list.length ?? 0) + index, content);
        if (key !== '') seen.add(key);
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
