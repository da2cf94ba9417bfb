import type { JsonValue } from '../model/json.ts';
import { isList, isObject } from './plain-object.ts';

/** A line longer than this is not put in one: lists of words then stand one below the other. */
const longestFlow = 80;

/**
 * The entries of a mapping as lines of block YAML that every parser reads alike, without line breaks. `margin` stands
 * before each. `value` holds no number that digits would be lost of.
 */
export function yamlEntry(key: string, value: JsonValue, margin: string): readonly string[] {
  const flow = flowText(value);
  if (flow !== undefined) return [`${margin}${yamlText(key)}: ${flow}`];
  return [`${margin}${yamlText(key)}:`, ...yamlBody(value, `${margin}  `)];
}

/** A text as a plain scalar where all parsers take it for that text, else in quotes. */
export function yamlText(text: string): string {
  if (plainText.test(text) && !otherWords.test(text)) return text;
  if (!unsafe.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return `"${text.replace(needsEscape, escaped)}"`;
}

function yamlBody(value: JsonValue, margin: string): readonly string[] {
  if (isObject(value))
    return Object.entries(value).flatMap(([key, member]) => yamlEntry(key, member, margin));
  if (!isList(value)) return [`${margin}${scalarText(value)}`];
  return value.flatMap((item) => {
    const flow = flowText(item);
    if (flow !== undefined) return [`${margin}- ${flow}`];
    const [first = '', ...rest] = yamlBody(item, `${margin}  `);
    return [`${margin}- ${first.slice(margin.length + 2)}`, ...rest];
  });
}

/** In one line: scalars, what is empty, and short lists of scalars. */
function flowText(value: JsonValue): string | undefined {
  if (isObject(value)) return Object.keys(value).length === 0 ? '{}' : undefined;
  if (!isList(value)) return scalarText(value);
  if (value.some((item) => isObject(item) || isList(item))) return value.length === 0 ? '[]' : undefined;
  const text = `[${value.map(scalarText).join(', ')}]`;
  return text.length > longestFlow ? undefined : text;
}

function scalarText(value: JsonValue): string {
  if (typeof value === 'string') return yamlText(value);
  if (typeof value !== 'number') return String(value);
  // YAML 1.1 asks for a point and a signed exponent.
  const text = Object.is(value, -0) ? '-0' : String(value);
  return text.replace(/^(-?\d+)e/, '$1.0e').replace(/e(\d)/, 'e+$1');
}

const plainText = /^[A-Za-z_][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./()-]+)*$/;
const otherWords = /^(?:true|false|yes|no|on|off|null|y|n|nan|inf)$/i;
// Line breaks would be folded, and what shows nothing is not to stand in a file as it is.
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\ufffd\ufeff]/u;
const needsEscape =
  /["\\]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\ufffd\ufeff]/gu;

function escaped(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
