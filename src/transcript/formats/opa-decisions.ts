import { type JsonObject, type JsonValue, UnjudgeableArguments } from '../../model/json.ts';
import { readArguments } from '../../text/strict-json.ts';
import { readDateTime } from '../date-time.ts';
import { isList, isNothing, isObject, kindOf, objectOf, textOf } from '../json-access.ts';
import type { RecordReader, RecordSink, TranscriptFormat } from '../transcript-format.ts';

/** Decision logs of the Open Policy Agent: events as OPA uploads them (lists) or prints them (JSON Lines). */
export const opaDecisionsFormat: TranscriptFormat = {
  name: 'opa-decisions',
  title: 'OPA decision logs',
  holdsMessages: true,
  detect: (sample) => (sample.some(isEvent) ? 'yes' : 'no'),
  isRecordList: () => true,
  createReader: () => readEvent,
};

function isEvent(value: JsonValue): boolean {
  if (!isObject(value) || typeof value.decision_id !== 'string') return false;
  return [value.path, value.query, value.input, value.labels].some((member) => member !== undefined);
}

const readEvent: RecordReader = ({ value }, sink) => {
  if (!isObject(value)) return sink.malformed(`an event is an object, and this is ${kindOf(value)}`);
  // What else OPA prints: it holds no decision.
  if (typeof value.msg === 'string' && value.decision_id === undefined) return;
  if (!isEvent(value)) return sink.malformed('no decision: there is no decision_id with a path or an input');
  reportDecision(value, sink);
};

function reportDecision(event: JsonObject, sink: RecordSink): void {
  const { input } = event;
  const call = isObject(input) ? findCall(input, '/input') : undefined;
  const changed = [event.erased, event.masked].some((list) => isList(list) && list.length > 0);
  if (changed)
    sink.unjudged('parts of the event were erased or masked, so it cannot be replayed', call?.tool);
  else if (!isObject(input) || call === undefined) sink.unjudged('the input of the decision names no tool');
  else {
    const given = call.given;
    sink.call({
      tool: call.tool,
      arguments: typeof given === 'string' ? readArguments(given) : (given ?? noArguments()),
      argumentsAt: typeof given === 'string' ? undefined : call.pointer,
      context: contextOf(input, call.holder),
      callId: textOf(event.decision_id),
      session: textOf(input.session_id) ?? textOf(input.session) ?? textOf(event.trace_id),
      time: readDateTime(textOf(event.timestamp) ?? ''),
      recorded: recordedOf(event),
    });
  }
}

function noArguments(): UnjudgeableArguments {
  return new UnjudgeableArguments('the recording has no arguments for the call');
}

interface InputCall {
  readonly tool: string;
  readonly given: JsonValue | undefined;
  readonly pointer: string | undefined;
  /** The object that names the tool. */
  readonly holder: JsonObject;
}

const toolKeys: readonly string[] = ['tool', 'tool_name', 'toolName', 'function'];
const argumentKeys: readonly string[] = [
  'arguments',
  'args',
  'tool_args',
  'toolArgs',
  'tool_arguments',
  'tool_input',
  'toolInput',
  'parameters',
  'params',
  'input',
];
/** Where services put the call in their input; of MCP the request as it came. */
const holderKeys: readonly string[] = [
  'call',
  'tool_call',
  'toolCall',
  'request',
  'params',
  'mcp',
  'body',
  'parsed_body',
  'attributes',
  'resource',
  'action',
];
const deepest = 4;

function findCall(holder: JsonObject, pointer: string, depth: number = 0): InputCall | undefined {
  for (const key of toolKeys) {
    const named = holder[key];
    const tool = textOf(named) ?? textOf(objectOf(named)?.name);
    if (tool === undefined) continue;
    const own = givenIn(holder, pointer, key);
    const inner = isObject(named) ? givenIn(named, `${pointer}/${key}`, 'name') : undefined;
    // What stands with the tool's name is nearer than what stands beside the tool.
    return { tool, holder, ...(inner ?? own ?? { given: undefined, pointer: undefined }) };
  }
  const name = textOf(holder.name);
  const given = name === undefined ? undefined : givenIn(holder, pointer, 'name');
  if (name !== undefined && given !== undefined) return { tool: name, holder, ...given };
  if (depth >= deepest) return undefined;
  for (const key of holderKeys) {
    const inner = objectOf(holder[key]);
    const found = inner === undefined ? undefined : findCall(inner, `${pointer}/${key}`, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function givenIn(
  holder: JsonObject,
  pointer: string,
  without: string,
): { readonly given: JsonValue; readonly pointer: string } | undefined {
  for (const key of argumentKeys) {
    const given = holder[key];
    if (key !== without && given !== undefined) return { given, pointer: `${pointer}/${key}` };
  }
  return undefined;
}

/** The input's context as it stands; else what it says of tenant, user and plan. */
function contextOf(input: JsonObject, holder: JsonObject): JsonObject {
  for (const place of [holder, input]) if (isObject(place.context)) return place.context;
  const context: Record<string, JsonValue> = {};
  for (const [name, keys] of contextKeys) {
    const value = keys.map((key) => input[key] ?? holder[key]).find((each) => !isNothing(each));
    const text = textOf(value) ?? textOf(objectOf(value)?.id);
    if (text !== undefined) context[name] = text;
  }
  return context;
}

const contextKeys: readonly (readonly [name: string, keys: readonly string[]])[] = [
  ['tenant_id', ['tenant_id', 'tenantId', 'tenant']],
  ['user_id', ['user_id', 'userId', 'user']],
  ['plan', ['plan']],
];

/** What was decided, where the result says it without doubt. */
function recordedOf({ result, path }: JsonObject): JsonObject | undefined {
  const asksForDenial = typeof path === 'string' && /(^|[/.])den(y|ied)$/.test(path);
  if (typeof result === 'boolean') {
    if (!asksForDenial) return { action: result ? 'allow' : 'deny' };
    return result ? { action: 'deny' } : undefined;
  }
  const action = actionOf(result);
  return action === undefined ? undefined : { action };
}

function actionOf(result: JsonValue | undefined): string | undefined {
  if (typeof result === 'string') return actions.get(result.toLowerCase());
  if (!isObject(result)) return undefined;
  const { action, decision } = result;
  const said = [action, decision, objectOf(decision)?.action].find((each) => typeof each === 'string');
  if (typeof said === 'string') return actions.get(said.toLowerCase());
  const allowed = [result.allow, result.allowed].find((each) => typeof each === 'boolean');
  if (allowed === undefined) return undefined;
  return allowed === true ? 'allow' : 'deny';
}

const actions: ReadonlyMap<string, string> = new Map([
  ['allow', 'allow'],
  ['allowed', 'allow'],
  ['permit', 'allow'],
  ['deny', 'deny'],
  ['denied', 'deny'],
  ['block', 'deny'],
  ['require_approval', 'require_approval'],
]);
