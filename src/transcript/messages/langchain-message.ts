import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isList, isObject, objectOf } from '../json-access.ts';

export interface LangChainMessage {
  /** `piece`: a part of the model's message, as streams have them. */
  readonly kind: 'ai' | 'piece' | 'tool' | 'other';
  /** The members of the message, and where they stand in the record. */
  readonly value: JsonObject;
  readonly pointer: string;
}

const kinds: ReadonlyMap<string, LangChainMessage['kind']> = new Map([
  ['ai', 'ai'],
  ['AIMessage', 'ai'],
  ['AIMessageChunk', 'piece'],
  ['tool', 'tool'],
  ['ToolMessage', 'tool'],
  ['ToolMessageChunk', 'tool'],
  ...['human', 'HumanMessage', 'system', 'SystemMessage', 'generic', 'ChatMessage', 'FunctionMessage'].map(
    (name) => [name, 'other'] as const,
  ),
]);

/** The message in one of LangChain's three forms; undefined for anything else. */
export function plainMessage(value: JsonValue): LangChainMessage | undefined {
  if (!isObject(value)) return undefined;
  const { type, role, data, content } = value;
  if (value.lc === 1 && isList(value.id)) {
    const name = value.id.at(-1);
    const kind = typeof name === 'string' ? kinds.get(name) : undefined;
    const members = objectOf(value.kwargs);
    if (kind === undefined || members === undefined) return undefined;
    return { kind: pieceKind(kind, members), value: members, pointer: '/kwargs' };
  }
  const kind = typeof type === 'string' && typeof role !== 'string' ? kinds.get(type) : undefined;
  if (kind === undefined) return oldMessage(value);
  const members = objectOf(data);
  if (members !== undefined) return { kind: pieceKind(kind, members), value: members, pointer: '/data' };
  if (content === undefined) return undefined;
  return { kind: pieceKind(kind, value), value, pointer: '' };
}

/** Whether a message can only be LangChain's: others have the types `system` and `tool` too. */
export function isTellingMessage(value: JsonValue): boolean {
  const message = plainMessage(value);
  if (message === undefined || !isObject(value)) return false;
  return message.kind === 'ai' || message.kind === 'piece' || value.lc === 1 || value.type === 'human';
}

// A piece without fragments is a whole message that was put together.
function pieceKind(
  kind: LangChainMessage['kind'],
  { tool_call_chunks: chunks, tool_calls: calls }: JsonObject,
): LangChainMessage['kind'] {
  if (kind !== 'piece') return kind;
  const whole = isList(calls) && calls.length > 0 && (!isList(chunks) || chunks.length === 0);
  return whole ? 'ai' : 'piece';
}

/** Messages with a role whose calls are LangChain's: `{name, args}`. */
function oldMessage(value: JsonObject): LangChainMessage | undefined {
  const { role, tool_calls: calls } = value;
  if (role !== 'assistant' || !isList(calls) || calls.length === 0) return undefined;
  const own = calls.every(
    (call) => isObject(call) && call.args !== undefined && typeof call.name === 'string',
  );
  return own ? { kind: 'ai', value, pointer: '' } : undefined;
}
