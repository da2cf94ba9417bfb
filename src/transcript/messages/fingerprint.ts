import type { JsonValue } from '../../model/json.ts';
import { isList, isObject } from '../json-access.ts';
import type { MessageContent } from './messages.ts';

/** A running 64-bit hash of the messages of a conversation up to some point. Not cryptographic. */
export interface Fingerprint {
  low: number;
  high: number;
}

export function createFingerprint(): Fingerprint {
  return { low: 0x811c9dc5 | 0, high: 0x2545f491 | 0 };
}

export function fingerprintText({ low, high }: Fingerprint): string {
  return `${(low >>> 0).toString(36)}.${(high >>> 0).toString(36)}`;
}

/** Adds a text and its end, so that `ab` `c` differs from `a` `bc`. */
export function foldText(fingerprint: Fingerprint, text: string): void {
  let { low, high } = fingerprint;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995) ^ (high >>> 15);
  }
  fingerprint.low = Math.imul(low ^ 0x10001, 0x01000193);
  fingerprint.high = Math.imul(high ^ 0x10003, 0x5bd1e995);
}

/**
 * Adds what makes a message the same message when it comes again in a later record: role, text, whose result it is, and
 * its calls. Left out is what recorders add or drop on the way: empty members, cache marks, thinking.
 */
export function foldMessage(fingerprint: Fingerprint, message: JsonValue, content: MessageContent): void {
  if (!isObject(message)) {
    foldText(fingerprint, JSON.stringify(message));
    return;
  }
  for (const member of [message.role, message.name, message.tool_call_id, message.call_id, message.output]) {
    if (typeof member === 'string') foldText(fingerprint, member);
  }
  foldContent(fingerprint, message.content);
  foldText(fingerprint, callsText(content));
}

/** What is called in a message, exactly; empty where nothing is. */
export function callsText({ calls, foreign, problems }: MessageContent): string {
  if (calls.length + foreign.length + problems.length === 0) return '';
  return JSON.stringify([
    calls.map((call) => [call.callId ?? '', call.tool, call.arguments]),
    foreign,
    problems.length,
  ]);
}

function foldContent(fingerprint: Fingerprint, content: JsonValue | undefined): void {
  if (typeof content === 'string') {
    if (content !== '') foldText(fingerprint, content);
    return;
  }
  if (!isList(content)) return;
  for (const block of content) foldBlock(fingerprint, block);
}

function foldBlock(fingerprint: Fingerprint, block: JsonValue): void {
  const type = isObject(block) && typeof block.type === 'string' ? block.type : '';
  if (!isObject(block) || type === '') foldText(fingerprint, JSON.stringify(block));
  else if (type === 'text' || type.endsWith('put_text')) foldContent(fingerprint, block.text);
  else if (type.endsWith('tool_result')) {
    if (typeof block.tool_use_id === 'string') foldText(fingerprint, block.tool_use_id);
    foldContent(fingerprint, block.content);
  } else if (!type.endsWith('tool_use') && !type.endsWith('thinking')) {
    foldText(fingerprint, JSON.stringify({ ...block, cache_control: null }));
  }
}
