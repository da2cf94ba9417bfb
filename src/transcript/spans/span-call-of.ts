import { type JsonObject, type JsonValue, UnjudgeableArguments } from '../../model/json.ts';
import { isObject, objectOf, textOf } from '../json-access.ts';
import { resultValue } from '../messages/result-value.ts';
import type { FoundCall } from '../transcript-format.ts';
import { askedCalls } from './asked-calls.ts';
import { argumentsOf, type ReportProblem } from './output-calls.ts';
import type { Span } from './span.ts';
import { certainArguments, firstText, idKeys } from './span-attribute.ts';
import type { SpanCall } from './span-calls.ts';

/** The calls that a span tells of: the tool that ran in it, or what the model asked for. */
export function spanCallsOf(span: Span, report: ReportProblem): readonly SpanCall[] {
  const { trace, id, parent } = span;
  const about = { trace, span: id, parent };
  if (isToolRun(span)) {
    const found = readRun(span);
    if (found === undefined) report('a span of a tool names none');
    return found === undefined ? [] : [{ ...about, kind: 'run', found }];
  }
  const operation = span.attributes.get('gen_ai.operation.name');
  const kind =
    operation === 'invoke_agent' || operation === 'create_agent' || operation === 'invoke_workflow'
      ? 'summed'
      : 'asked';
  return askedCalls(span, report).map((call) => ({ ...about, kind, found: { ...call, ...commonOf(span) } }));
}

const toolKinds: readonly (readonly [key: string, value: string])[] = [
  ['gen_ai.operation.name', 'execute_tool'],
  ['openinference.span.kind', 'tool'],
  ['traceloop.span.kind', 'tool'],
  ['langsmith.span.kind', 'tool'],
  ['langfuse.observation.type', 'tool'],
  ['mcp.method.name', 'tools/call'],
  ['operation.name', 'ai.toolcall'],
  ['ai.operationid', 'ai.toolcall'],
  ['ai.operationId', 'ai.toolcall'],
];
const prefixes: readonly string[] = ['execute_tool ', 'tools/call ', 'running tool: '];

function isToolRun({ attributes, name }: Span): boolean {
  if (prefixes.some((prefix) => name.startsWith(prefix))) return true;
  if (toolKinds.some(([key, kind]) => String(attributes.get(key)).toLowerCase().split(' ')[0] === kind))
    return true;
  const operation = attributes.get('gen_ai.operation.name');
  return operation === undefined && textOf(attributes.get('gen_ai.tool.name')) !== undefined;
}

const nameKeys: readonly string[] = [
  'gen_ai.tool.name',
  'ai.toolCall.name',
  'tool.name',
  'mcp.tool.name',
  'tool_name',
  'traceloop.entity.name',
];
const argumentKeys: readonly string[] = [
  'gen_ai.tool.call.arguments',
  'gen_ai.tool.arguments',
  'gen_ai.tool.args',
  'gen_ai.tool.input',
  'tool_arguments',
  'gcp.vertex.agent.tool_call_args',
  'ai.toolCall.args',
  'ai.toolCall.input',
  'mcp.tool.arguments',
  'mcp.request.arguments',
  'tool.arguments',
];
/** Looser ones, which hold other things too. */
const inputKeys: readonly string[] = [
  'input.value',
  'tool.parameters',
  'traceloop.entity.input',
  'langfuse.observation.input',
  'gen_ai.prompt',
];
const resultKeys: readonly string[] = [
  'gen_ai.tool.call.result',
  'gen_ai.tool.result',
  'gen_ai.tool.output',
  'tool_response',
  'gcp.vertex.agent.tool_response',
  'ai.toolCall.result',
  'output.value',
  'traceloop.entity.output',
  'langfuse.observation.output',
];
function readRun(span: Span): FoundCall | undefined {
  const { attributes, name } = span;
  const prefix = prefixes.find((each) => name.startsWith(each));
  const tool =
    firstText(attributes, nameKeys) ??
    (prefix === undefined ? textOf(name) : textOf(name.slice(prefix.length)));
  if (tool === undefined) return undefined;
  const result = resultKeys.map((key) => attributes.get(key)).find((value) => value !== undefined);
  return {
    tool,
    callId: firstText(attributes, idKeys),
    arguments: runArguments(span),
    result: resultValue(result),
    ...commonOf(span),
  };
}

function runArguments(span: Span): JsonValue | UnjudgeableArguments {
  const { attributes } = span;
  const key = argumentKeys.find((each) => attributes.get(each) !== undefined);
  if (key !== undefined) return certainArguments(span, key);
  const given = inputKeys.filter((each) => attributes.get(each) !== undefined);
  // Of several the one that holds an object: the others are prose or the tool's schema.
  const told = given.find((each) => isObject(plain(argumentsOf(attributes.get(each))))) ?? given[0];
  if (told === undefined) return argumentsOf(undefined);
  const found = certainArguments(span, told);
  return told === 'traceloop.entity.input' ? withoutWrapper(found) : found;
}

/** OpenLLMetry keeps LangChain's arguments as `inputs`, beside what the framework added. */
function withoutWrapper(given: JsonValue | UnjudgeableArguments): JsonValue | UnjudgeableArguments {
  const inputs = given instanceof UnjudgeableArguments ? undefined : objectOf(given)?.inputs;
  return isObject(inputs) ? inputs : given;
}

function plain(given: JsonValue | UnjudgeableArguments): JsonValue | undefined {
  return given instanceof UnjudgeableArguments ? undefined : given;
}

const sessionKeys: readonly string[] = [
  'gen_ai.conversation.id',
  'session.id',
  'langfuse.session.id',
  'mcp.session.id',
  'gcp.vertex.agent.session_id',
];
const userKeys: readonly string[] = ['user.id', 'enduser.id', 'langfuse.user.id'];

function commonOf({
  attributes,
  trace,
  time,
  header,
}: Span): Pick<FoundCall, 'session' | 'time' | 'context' | 'header'> {
  const user = firstText(attributes, userKeys);
  const context: JsonObject | undefined = user === undefined ? undefined : { user_id: user };
  return { session: firstText(attributes, sessionKeys) ?? trace, time, context, header };
}
