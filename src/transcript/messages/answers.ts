import type { JsonObject, JsonValue } from '../../model/json.ts';
import { readJson } from '../../text/strict-json.ts';
import { isList, isNothing, isObject, objectOf } from '../json-access.ts';

/** What the model answered, as a record holds it. */
export interface Answers {
  readonly found: readonly Answer[];
  /** Members that hold a call of the model in a form that is not read. */
  readonly problems: readonly string[];
}

interface Answer {
  readonly value: JsonObject;
  readonly pointer: string;
  /** It may repeat the last of the messages beside it. */
  readonly loose: boolean;
}

/** Where logs put what came back: one of these. */
const places: readonly (readonly string[])[] = [
  [],
  ['response'],
  ['response', 'body'],
  ['result', 'message'],
  ['body'],
];

/** Names under which recorders keep an answer, or several, beside the request. */
const names: readonly string[] = [
  ...['response', 'responses', 'completion', 'completions', 'output', 'outputs', 'result', 'results'],
  ...['answer', 'answers', 'reply', 'generation', 'generations', 'data', 'response_body', 'body'],
];

/**
 * The answers in a record. Where none stands at the usual place, members with an answer's name are looked at too, JSON text in them
 * as well; one that holds a call and is no answer is a problem, for the call would be lost.
 */
export function findAnswers(
  value: JsonObject,
  isResponse: (value: JsonObject) => boolean,
  messagesKey: string,
): Answers {
  for (const steps of places) {
    const place = at(value, steps);
    if (place !== undefined && isResponse(place))
      return { found: [{ value: place, pointer: pointerOf(steps), loose: false }], problems: [] };
  }
  const found: Answer[] = [];
  const problems: string[] = [];
  // Agents' own logs name the kind of each record; theirs are other formats.
  if (typeof value.type === 'string') return { found, problems };
  for (const key of names) {
    if (key === messagesKey || isNothing(value[key])) continue;
    const before = found.length;
    collect(value[key], `/${key}`, isResponse, found);
    if (found.length === before && holdsCall(plain(value[key]), 0))
      problems.push(`/${key} holds a tool call, and is no answer in a form that is known`);
  }
  return { found, problems };
}

function at(value: JsonObject, steps: readonly string[]): JsonObject | undefined {
  let place: JsonObject | undefined = value;
  for (const step of steps) place = objectOf(place?.[step]);
  return place;
}

function pointerOf(steps: readonly string[]): string {
  return steps.map((step) => `/${step}`).join('');
}

function collect(
  given: JsonValue | undefined,
  pointer: string,
  isResponse: (value: JsonObject) => boolean,
  found: Answer[],
): void {
  const whole = plain(given);
  const inner = objectOf(whole)?.messages;
  const value = isList(inner) ? inner : whole;
  const each = isList(value) ? value.map((item, index) => [item, `${pointer}/${index}`] as const) : [];
  for (const [item, place] of isList(value) ? each : [[value, pointer] as const]) {
    const answer = plain(item);
    if (!isObject(answer)) continue;
    const body = objectOf(answer.body);
    if (isResponse(answer)) found.push({ value: answer, pointer: place, loose: true });
    else if (body !== undefined && isResponse(body))
      found.push({ value: body, pointer: `${place}/body`, loose: true });
  }
}

/** The value that JSON text holds. Text in which a key stands twice stays text: nobody can say what it means. */
function plain(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return value;
  const reading = readJson(value);
  return reading.ok && reading.duplicateKey === undefined ? reading.value : value;
}

const callMembers: readonly string[] = [
  'tool_calls',
  'toolCalls',
  'function_call',
  'functionCall',
  'toolUse',
];
const callTypes: ReadonlySet<JsonValue | undefined> = new Set(['tool_use', 'tool-call', 'function_call']);
const deepest = 6;

/** Whether a value has what is a call in one of the providers' forms; text that names one, where it cannot be read. */
function holdsCall(value: JsonValue | undefined, depth: number): boolean {
  if (depth > deepest) return false;
  if (typeof value === 'string')
    return depth === 0 && /^\s*[{[]/.test(value) && callMembers.some((key) => value.includes(`"${key}"`));
  if (isList(value)) return value.some((item) => holdsCall(item, depth + 1));
  if (!isObject(value)) return false;
  if (callTypes.has(value.type) && (value.name ?? value.toolName) !== undefined) return true;
  return Object.keys(value).some((key) => {
    const member = value[key];
    if (callMembers.includes(key)) return isList(member) ? member.length > 0 : isObject(member);
    return holdsCall(member, depth + 1);
  });
}
