import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isList, isNothing, isObject, kindOf, objectOf } from '../json-access.ts';
import { type Answers, findAnswers } from './answers.ts';

/** What a record of a provider's API holds: the messages that were sent, the answer, or both. */
export interface Conversation {
  readonly messages?: { readonly list: readonly JsonValue[]; readonly pointer: string };
  readonly answers: Answers;
  /** The objects that may say whose conversation it is: the record, the request, their metadata. */
  readonly about: readonly JsonObject[];
}

/** Where logs put what was sent. */
const requestPlaces: readonly (readonly string[])[] = [[], ['request'], ['request', 'body'], ['body']];

/**
 * Finds the conversation in a record: a list of messages, a request or its body with `messages`, an answer, or an
 * object with `request` and `response`. Gives the problem where there is none.
 */
export function findConversation(
  value: JsonValue,
  isResponse: (value: JsonObject) => boolean,
  messagesKey: string = 'messages',
): Conversation | string {
  if (isList(value)) return { messages: { list: value, pointer: '' }, answers: noAnswers, about: [] };
  if (!isObject(value)) return `a record is an object or a list of messages, and this is ${kindOf(value)}`;
  const request = requestPlaces
    .map((steps) => at(value, steps))
    .find((place) => place?.value[messagesKey] !== undefined);
  const answers = findAnswers(value, isResponse, messagesKey);
  const list = request?.value[messagesKey];
  if (request !== undefined && !isList(list)) {
    return `${request.pointer}/${messagesKey} is ${kindOf(list)}, and a list is meant`;
  }
  const { found, problems } = answers;
  if (request === undefined && found.length + problems.length === 0 && !isFailure(value))
    return 'neither messages nor an answer of the model';
  return {
    ...(isList(list) && request !== undefined
      ? { messages: { list, pointer: `${request.pointer}/${messagesKey}` } }
      : {}),
    answers,
    about: [value, request?.value, objectOf(value.metadata), objectOf(request?.value.metadata)].filter(
      isObject,
    ),
  };
}

const noAnswers: Answers = { found: [], problems: [] };

function at(value: JsonObject, steps: readonly string[]): { value: JsonObject; pointer: string } | undefined {
  let place: JsonObject | undefined = value;
  for (const step of steps) place = objectOf(place?.[step]);
  return place === undefined
    ? undefined
    : { value: place, pointer: steps.map((step) => `/${step}`).join('') };
}

/** A request that the provider refused, or never answered: it is known, and holds no call. */
function isFailure(value: JsonObject): boolean {
  const ended = objectOf(value.result)?.type;
  if (ended === 'canceled' || ended === 'expired') return true;
  const places = [value, ...['response', 'result', 'body'].map((step) => objectOf(value[step]))];
  return places.some((place) => !isNothing(place?.error));
}
