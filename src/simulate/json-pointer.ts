import { isPlainObject, ownProperty } from '../engine/plain-data.ts';

/** A JSON Pointer (RFC 6901), taken apart. */
export interface JsonPointer {
  readonly text: string;
  readonly tokens: readonly string[];
}

/** Takes a pointer apart; undefined where the text is none: it starts with `/` and `~` is only `~0` or `~1`. */
export function parseJsonPointer(text: string): JsonPointer | undefined {
  if (text === '') return { text, tokens: [] };
  if (!text.startsWith('/') || /~(?![01])/u.test(text)) return undefined;
  const tokens = text.slice(1).split('/');
  return { text, tokens: tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')) };
}

/** What the pointer points at, by own properties and list indexes; undefined where it points at nothing. */
export function readJsonPointer(pointer: JsonPointer, root: unknown): unknown {
  let value = root;
  for (const token of pointer.tokens) {
    if (Array.isArray(value)) value = /^(?:0|[1-9]\d{0,8})$/u.test(token) ? value[Number(token)] : undefined;
    else if (isPlainObject(value)) value = ownProperty(value, token);
    else return undefined;
  }
  return value;
}
