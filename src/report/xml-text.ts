import { visibleText } from '../text/visible-text.ts';

// What XML 1.0 has no way to write, and two characters that are none; the rest of what is hidden is made visible before.
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text of an attribute or element, on one line, in which nothing is markup and every character can be written. */
export function xmlText(text: string): string {
  return visibleText(text)
    .replace(unwritable, hex)
    .replace(/[&<>"']/g, reference);
}

/** The same with the line breaks of the text, for the content of an element. */
export function xmlLines(text: string): string {
  return text.split('\n').map(xmlText).join('\n');
}

function hex(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function reference(mark: string): string {
  return `&#${mark.charCodeAt(0)};`;
}
