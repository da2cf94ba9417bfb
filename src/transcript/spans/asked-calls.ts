import type { JsonValue } from '../../model/json.ts';
import { textOf } from '../json-access.ts';
import type { FoundCall } from '../transcript-format.ts';
import { argumentsOf, outputCalls, type ReportProblem } from './output-calls.ts';
import type { Span, SpanEvent } from './span.ts';
import { certainArguments, firstText, idKeys } from './span-attribute.ts';

const outputKeys: readonly string[] = [
  'gen_ai.output.messages',
  'gen_ai.output',
  'ai.response.toolCalls',
  'gcp.vertex.agent.llm_response',
];

/** What the model asked for in a chat span. */
export function askedCalls(span: Span, report: ReportProblem): readonly FoundCall[] {
  const { attributes } = span;
  for (const key of outputKeys) {
    const calls = outputCalls(attributes.get(key), report);
    if (calls.length > 0) return calls;
  }
  const numbered = numberedCalls(attributes);
  if (numbered.length > 0) return numbered;
  const told = span.events.flatMap((event) => eventCalls(event, report));
  if (told.length > 0) return told;
  const tool = textOf(attributes.get('gen_ai.tool.name'));
  if (tool === undefined || attributes.get('gen_ai.tool.call.arguments') === undefined) return [];
  return [
    {
      tool,
      callId: firstText(attributes, idKeys),
      arguments: certainArguments(span, 'gen_ai.tool.call.arguments'),
    },
  ];
}

/** Events of the conventions that tell what the model answered, of both their generations. */
export const answerEvents: ReadonlySet<string> = new Set([
  'gen_ai.choice',
  'gen_ai.content.completion',
  'gen_ai.client.inference.operation.details',
]);
const eventKeys: readonly string[] = [
  ...outputKeys,
  ...['gen_ai.completion', 'gen_ai.event.content', 'event_body', 'body', 'message', 'tool_calls'],
];

/** The calls in an event of a span, or in a record of a log about one. */
function eventCalls({ name, attributes }: SpanEvent, report: ReportProblem): readonly FoundCall[] {
  if (!answerEvents.has(name)) return [];
  for (const key of eventKeys) {
    const calls = outputCalls(attributes.get(key), report);
    if (calls.length > 0) return calls;
  }
  return [];
}

const numberedKey =
  /^(?:llm\.output_messages|gen_ai\.completion)\.(\d{1,4})\.(?:message\.)?(?:tool_calls\.(\d{1,4})\.(?:tool_call\.)?(?:function\.)?|function_call[._])(name|arguments|arguments_json|id)$/;

/** Calls that are spread over attributes with numbers in their names (OpenInference, OpenLLMetry). */
function numberedCalls(attributes: Span['attributes']): readonly FoundCall[] {
  const calls = new Map<string, Map<string, JsonValue>>();
  for (const [key, value] of attributes) {
    const match = key.startsWith('llm.') || key.startsWith('gen_ai.') ? numberedKey.exec(key) : null;
    const member = match?.[3];
    if (match === null || member === undefined) continue;
    const place = `${match[1]}/${match[2] ?? ''}`;
    const call = calls.get(place) ?? new Map<string, JsonValue>();
    calls.set(place, call.set(member === 'arguments_json' ? 'arguments' : member, value));
  }
  return [...calls.values()].flatMap((call) => {
    const tool = textOf(call.get('name'));
    return tool === undefined
      ? []
      : [{ tool, callId: textOf(call.get('id')), arguments: argumentsOf(call.get('arguments')) }];
  });
}
