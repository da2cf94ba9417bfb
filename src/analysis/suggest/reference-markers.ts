import type { Reference, TemplateText } from '../../model/template-text.ts';

/** A pattern in which each reference is one character that stands nowhere else in it. */
export interface Markers {
  readonly source: string;
  /** Text with such characters as text with references. */
  template(text: string): TemplateText;
  /** Whether the text is one reference and nothing else. */
  isReference(text: string): boolean;
}

/** Private characters, of a plane of their own. */
const firstMarker = 0xf0000;

/** Undefined where the text holds private characters itself. */
export function createMarkers(text: TemplateText): Markers | undefined {
  const references: Reference[] = [];
  let source = '';
  for (const part of text) {
    if (typeof part === 'string') {
      if ([...part].some((character) => (character.codePointAt(0) ?? 0) >= firstMarker)) return undefined;
      source += part;
      continue;
    }
    source += `(?:${String.fromCodePoint(firstMarker + references.length)})`;
    references.push(part);
  }
  return {
    source,
    template: (marked) => templateOf(marked, references),
    isReference: (marked) => marked.length === 2 && (marked.codePointAt(0) ?? 0) >= firstMarker,
  };
}

function templateOf(marked: string, references: readonly Reference[]): TemplateText {
  const parts: (string | Reference)[] = [];
  let literal = '';
  for (const character of marked) {
    const reference = references[(character.codePointAt(0) ?? 0) - firstMarker];
    if (reference === undefined) {
      literal += character;
      continue;
    }
    if (literal !== '') parts.push(literal);
    literal = '';
    parts.push(reference);
  }
  if (literal !== '') parts.push(literal);
  return parts;
}
