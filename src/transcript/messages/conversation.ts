import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isList, isNothing, isObject, kindOf, objectOf } from '../json-access.ts';

/** What a record of a provider's API holds: the messages that were sent, the answer, or both. */
export interface Conversation {
  readonly messages?: { readonly list: readonly JsonValue[]; readonly pointer: string };
  readonly response?: { readonly value: JsonObject; readonly pointer: string };
  /** The objects that may say whose conversation it is: the record, the request, their metadata. */
  readonly about: readonly JsonObject[];
}

/** Where logs put what was sent, and what came back. */
const requestPlaces: readonly (readonly string[])[] = [[], ['request'], ['request', 'body'], ['body']];
const responsePlaces: readonly (readonly string[])[] = [
  [],
  ['response'],
  ['response', 'body'],
  ['result', 'message'],
  ['body'],
];

/**
 * Finds the conversation in a record: a list of messages, a request or its body with `messages`, an answer, or an
 * object with `request` and `response`. Gives the problem where there is none.
 */
export function findConversation(
  value: JsonValue,
  isResponse: (value: JsonObject) => boolean,
  messagesKey: string = 'messages',
): Conversation | string {
  if (isList(value)) return { messages: { list: value, pointer: '' }, about: [] };
  if (!isObject(value)) return `a record is an object or a list of messages, and this is ${kindOf(value)}`;
  const request = requestPlaces
    .map((steps) => at(value, steps))
    .find((place) => place?.value[messagesKey] !== undefined);
  const response = responsePlaces
    .map((steps) => at(value, steps))
    .find((place) => place !== undefined && isResponse(place.value));
  const list = request?.value[messagesKey];
  if (request !== undefined && !isList(list)) {
    return `${request.pointer}/${messagesKey} is ${kindOf(list)}, and a list is meant`;
  }
  if (request === undefined && response === undefined && !isFailure(value))
    return 'neither messages nor an answer of the model';
  return {
    ...(isList(list) && request !== undefined
      ? { messages: { list, pointer: `${request.pointer}/${messagesKey}` } }
      : {}),
    ...(response === undefined ? {} : { response }),
    about: [value, request?.value, objectOf(value.metadata), objectOf(request?.value.metadata)].filter(
      isObject,
    ),
  };
}

function at(value: JsonObject, steps: readonly string[]): { value: JsonObject; pointer: string } | undefined {
  let place: JsonObject | undefined = value;
  for (const step of steps) place = objectOf(place?.[step]);
  return place === undefined
    ? undefined
    : { value: place, pointer: steps.map((step) => `/${step}`).join('') };
}

/** A request that the provider refused: it is known, and holds no call. */
function isFailure(value: JsonObject): boolean {
  const places = [value, ...['response', 'result', 'body'].map((step) => objectOf(value[step]))];
  return places.some((place) => !isNothing(place?.error));
}
