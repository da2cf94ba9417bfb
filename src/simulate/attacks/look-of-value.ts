import type { JsonValue } from '../../model/json.ts';
import type { ArgumentKind } from '../../profile/argument-names.ts';
import { isObject } from './argument-place.ts';

/** What a value seems to be where neither boundary nor name tells. */
export function lookOfValue(value: JsonValue | undefined): ArgumentKind | undefined {
  if (isObject(value)) return 'filter';
  if (typeof value !== 'string') return undefined;
  if (/^[A-Za-z][A-Za-z0-9+.-]{0,20}:\/\//.test(value)) return 'url';
  if (/^\s{0,8}(?:select|insert|update|delete|with)\s/i.test(value)) return 'sql';
  if (/^[^\s@]{1,64}@[^\s@]+$/.test(value)) return 'email';
  if (value.includes('==') || value.includes(' in [')) return 'filter';
  if (value.startsWith('/') || value.startsWith('./')) return 'path';
  return value.includes(':') ? 'key' : undefined;
}
