import type { JsonValue } from '../../model/json.ts';
import { readJson } from '../../text/strict-json.ts';
import { isList, isObject } from '../json-access.ts';

/**
 * What a tool gave back, for `result.` boundaries: text that holds JSON is read as JSON, other text stays text. A list
 * of content blocks with one text block counts as its text. Text with a duplicate key stays text too, for nobody can
 * say what it holds.
 */
export function resultValue(content: JsonValue | undefined): JsonValue | undefined {
  if (typeof content === 'string') return textValue(content);
  if (!isList(content) || content.length !== 1) return content;
  const [block] = content;
  if (!isObject(block) || block.type !== 'text') return content;
  const text = typeof block.text === 'string' ? block.text : block.content;
  return typeof text === 'string' ? textValue(text) : content;
}

function textValue(text: string): JsonValue {
  if (!startsLikeJson(text)) return text;
  const reading = readJson(text);
  return reading.ok && reading.duplicateKey === undefined ? reading.value : text;
}

// Most results are prose: asking the first character spares a parser that fails on each of them.
function startsLikeJson(text: string): boolean {
  let at = 0;
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at++;
  return at < text.length && '{["-0123456789tfn'.includes(text.charAt(at));
}
