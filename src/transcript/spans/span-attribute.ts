import { type JsonValue, UnjudgeableArguments } from '../../model/json.ts';
import { textOf } from '../json-access.ts';
import { argumentsOf } from './output-calls.ts';
import type { Span } from './span.ts';

/** Attributes that hold the id of a call. */
export const idKeys: readonly string[] = [
  'gen_ai.tool.call.id',
  'ai.toolCall.id',
  'tool_call.id',
  'tool_call_id',
  'jsonrpc.request.id',
  'mcp.request.id',
];

/** The arguments that an attribute holds; unjudgeable where nobody can say what they mean. */
export function certainArguments(
  { attributes, doubtful }: Span,
  key: string,
): JsonValue | UnjudgeableArguments {
  if (doubtful.has(key)) return new UnjudgeableArguments(`a key of the attribute ${key} occurs twice`);
  return argumentsOf(attributes.get(key));
}

/** The first of the attributes that is a text, or a number as text. */
export function firstText(attributes: Span['attributes'], keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = attributes.get(key);
    const text = typeof value === 'number' ? String(value) : textOf(value);
    if (text !== undefined) return text;
  }
  return undefined;
}
