import { InexactNumber, type JsonObject, type JsonValue } from '../model/json.ts';
import { jsonLine } from './json-text.ts';

/** A matcher in the form of `writtenMatcher` as one line for people: `path_within /data/x/`, `regex ^a$`. Not yet safe to print. */
export function matcherText(matcher: JsonValue): string {
  if (typeof matcher === 'string') return `regex ${matcher}`;
  if (!isObject(matcher)) return jsonLine(matcher);
  return Object.entries(matcher)
    .map(([kind, value]) => `${kind} ${valueText(kind, value)}`)
    .join(' ');
}

function valueText(kind: string, value: JsonValue): string {
  if (kind === 'not' || kind === 'shared') return matcherText(value);
  const isGroup = kind === 'any_of' || kind === 'all_of';
  if (isGroup && Array.isArray(value)) return `[${value.map(matcherText).join(', ')}]`;
  const isPrefix = kind === 'path_within' || kind === 'key_within';
  return isPrefix && typeof value === 'string' ? value : jsonLine(value);
}

function isObject(value: JsonValue): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof InexactNumber)
  );
}
