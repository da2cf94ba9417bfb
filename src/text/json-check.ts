import { InexactNumber, type JsonValue } from '../model/json.ts';
import { exactNumber } from './exact-number.ts';
import { maxJsonDepth } from './json-parser.ts';

/**
 * The number of members that the objects of a well-formed JSON text have, duplicates counted; -1 where it is nested
 * too deep or holds a number that a double does not.
 */
export function writtenMembers(text: string): number {
  let members = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = closingQuote(text, at + 1);
    else if (code === 0x3a) members++;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > maxJsonDepth) return -1;
    } else if (code === 0x7d || code === 0x5d) depth--;
    else if (isNumberStart(code)) {
      const end = numberEnd(text, at);
      if (end - at > 15 || hasExponent(text, at, end)) {
        if (typeof exactNumber(text.slice(at, end)) !== 'number') return -1;
      }
      at = end - 1;
    }
  }
  return members;
}

/** The number of members of all objects in a value, at any depth. The depth must be bounded. */
export function heldMembers(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  let members = 0;
  if (isList(value)) {
    for (const item of value) if (typeof item === 'object') members += heldMembers(item);
    return members;
  }
  if (value instanceof InexactNumber) return 0;
  for (const key in value) {
    members++;
    const member = value[key];
    if (typeof member === 'object') members += heldMembers(member);
  }
  return members;
}

function closingQuote(text: string, start: number): number {
  let at = text.indexOf('"', start);
  while (text.charCodeAt(at - 1) === 0x5c && isEscaped(text, at, start)) at = text.indexOf('"', at + 1);
  return at;
}

function isEscaped(text: string, quote: number, start: number): boolean {
  let at = quote;
  while (at > start && text.charCodeAt(at - 1) === 0x5c) at--;
  return (quote - at) % 2 === 1;
}

function numberEnd(text: string, start: number): number {
  let at = start + 1;
  while (isNumberPart(text.charCodeAt(at))) at++;
  return at;
}

// Digits, `+`, `-`, `.`, `e`, `E`.
function isNumberPart(code: number): boolean {
  return isNumberStart(code) || code === 0x2e || code === 0x2b || (code | 0x20) === 0x65;
}

function isNumberStart(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2d;
}

function hasExponent(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((text.charCodeAt(at) | 0x20) === 0x65) return true;
  return false;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
