import { InexactNumber, type JsonObject, type JsonValue } from '../../model/json.ts';

/** Part of a text: ours as it is; what was recorded, or is made of it, is told apart so that it can be masked. */
export type TextPart = string | { readonly recorded: string };

/** A value that an attack puts in place of a recorded one. */
export type Draft =
  | { readonly kind: 'absent' }
  | { readonly kind: 'text'; readonly parts: readonly TextPart[] }
  | { readonly kind: 'recorded'; readonly value: JsonValue }
  | { readonly kind: 'ours'; readonly value: JsonValue }
  | { readonly kind: 'list'; readonly items: readonly Draft[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Draft])[] };

/** A text of parts. */
export function text(...parts: readonly TextPart[]): Draft {
  return { kind: 'text', parts };
}

/** Marks text that was recorded. */
export function recorded(part: string): TextPart {
  return { recorded: part };
}

/** A value that holds nothing recorded. */
export function ours(value: JsonValue): Draft {
  return { kind: 'ours', value };
}

/** The value that is asked; undefined for none. */
export function draftValue(draft: Draft): JsonValue | undefined {
  switch (draft.kind) {
    case 'absent':
      return undefined;
    case 'text':
      return draft.parts.map((part) => (typeof part === 'string' ? part : part.recorded)).join('');
    case 'recorded':
    case 'ours':
      return draft.value;
    case 'list':
      return draft.items.flatMap((item) => draftValue(item) ?? []);
    case 'object':
      return objectOf(draft.members, draftValue);
  }
}

/** The value as it may be printed where recorded arguments are masked: `‹12›/../x`, the number its code units. */
export function maskedDraft(draft: Draft): JsonValue {
  switch (draft.kind) {
    case 'absent':
      return null;
    case 'text':
      return draft.parts
        .map((part) => (typeof part === 'string' ? part : maskedText(part.recorded)))
        .join('');
    case 'recorded':
      return maskedValue(draft.value);
    case 'ours':
      return draft.value;
    case 'list':
      return draft.items.map(maskedDraft);
    case 'object':
      return objectOf(draft.members, maskedDraft);
  }
}

function maskedText(part: string): string {
  return part === '' ? '' : `‹${part.length}›`;
}

function maskedValue(value: JsonValue): string {
  if (typeof value === 'string') return maskedText(value);
  if (value === null) return '‹null›';
  if (Array.isArray(value)) return '‹list›';
  return `‹${value instanceof InexactNumber ? 'number' : typeof value}›`;
}

function objectOf(
  members: readonly (readonly [string, Draft])[],
  read: (draft: Draft) => JsonValue | undefined,
): JsonObject {
  return Object.fromEntries(
    members.flatMap(([key, draft]) => {
      const value = read(draft);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
