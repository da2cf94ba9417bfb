import { InexactNumber } from '../model/json.ts';

// What shows nothing or moves what is shown, and stands unescaped in JSON text.
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const ascii = /^[ -~]*$/;

// What runners of CI obey anywhere in a log.
const order = /##(?=[a-z]*\[)/gi;

/**
 * JSON text for machine output: indented by two spaces, keys in the order given, members that are undefined left out,
 * inexact numbers as they were written, and no character that a terminal, and nothing that a runner of CI would obey:
 * those stand as `\u` escapes. Ends with a line break. `value` is JSON data.
 */
export function jsonText(value: unknown): string {
  return `${render(value, '\n')}\n`;
}

/** The same in one line without a line break at its end: a record of a JSONL file, or a value within a sentence. */
export function jsonLine(value: unknown): string {
  return render(value, '');
}

function render(value: unknown, margin: string): string {
  if (value === null || typeof value !== 'object') return renderScalar(value);
  if (value instanceof InexactNumber) return value.text;
  const inner = deeper(margin);
  if (Array.isArray(value))
    return group(
      '[',
      ']',
      value.map((item) => render(item, inner)),
      margin,
    );
  const colon = margin === '' ? ':' : ': ';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => `${renderScalar(key)}${colon}${render(member, inner)}`);
  return group('{', '}', members, margin);
}

function group(open: string, close: string, items: readonly string[], margin: string): string {
  if (items.length === 0) return open + close;
  const inner = deeper(margin);
  return `${open}${inner}${items.join(`,${inner}`)}${margin}${close}`;
}

function deeper(margin: string): string {
  return margin === '' ? '' : `${margin}  `;
}

function renderScalar(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  // Nearly all texts: nothing to look for.
  if (ascii.test(text) && !text.includes('##')) return text;
  return typeof value === 'string' ? text.replace(hidden, escaped).replace(order, '#\\u0023') : text;
}

function escaped(character: string): string {
  let text = '';
  for (let at = 0; at < character.length; at += 1) {
    text += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return text;
}
