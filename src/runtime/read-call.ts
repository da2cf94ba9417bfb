import type { Call } from '../model/call.ts';
import type { JsonValue } from '../model/json.ts';
import { InexactNumber, UnjudgeableArguments } from '../model/json.ts';
import { duplicateKeyProblem, readJson } from '../text/strict-json.ts';

/**
 * A call as JSON text, `{"tool", "arguments", "context"}`, read strictly. A key that the arguments hold twice makes
 * them unjudgeable; whatever else is not as it should be leaves the context out, so that the call is denied as incomplete.
 */
export function readCall(text: string): Call {
  if (typeof text !== 'string') return incomplete;
  const reading = readJson(text);
  if (!reading.ok) return incomplete;
  const { value, duplicateKeys = [] } = reading;
  if (!isObject(value)) return incomplete;
  const call = {
    tool: own(value, 'tool'),
    arguments: own(value, 'arguments'),
    context: own(value, 'context'),
  };
  const [inArguments] = duplicateKeys.filter(({ path }) => isInArguments(path));
  const elsewhere = duplicateKeys.some(({ path }) => !isInArguments(path));
  return {
    tool: call.tool,
    arguments:
      inArguments === undefined ? call.arguments : new UnjudgeableArguments(duplicateKeyProblem(inArguments)),
    context: elsewhere ? undefined : call.context,
  };
}

const incomplete: Call = { tool: undefined, arguments: undefined, context: undefined };

function isInArguments(pointer: string): boolean {
  return pointer === '/arguments' || pointer.startsWith('/arguments/');
}

function isObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof InexactNumber)
  );
}

function own(value: { readonly [key: string]: JsonValue }, key: string): JsonValue | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
