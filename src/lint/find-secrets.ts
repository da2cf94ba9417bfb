import { looksRandom, textEntropy } from './text-entropy.ts';
import { type TokenShape, tokenShapes } from './token-shapes.ts';

/** A stretch of a text that is a secret; offsets in UTF-16 code units. `what` names it without showing it. */
export interface FoundSecret {
  readonly start: number;
  readonly end: number;
  readonly what: string;
}

/**
 * The secrets in a text, in order, none within another: private keys, tokens of known shape, webhook addresses with a
 * secret part, passwords in addresses, values of keys that say they are secret, and long random text. Placeholders
 * (`xxx`, `<token>`, `${env:NAME}`) are none. Linear in the text.
 */
export function findSecrets(text: string): readonly FoundSecret[] {
  const found = [
    ...privateKeys(text),
    ...knownTokens(text),
    ...webhooks(text),
    ...addressPasswords(text),
    ...namedSecrets(text),
    ...randomText(text),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: FoundSecret[] = [];
  for (const secret of found) {
    if (secret.start >= (kept.at(-1)?.end ?? 0)) kept.push(secret);
  }
  return kept;
}

const keyHead = /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;

function* privateKeys(text: string): Generator<FoundSecret> {
  const lastTail = text.lastIndexOf('-----END ');
  let past = 0;
  for (const { index, 0: head } of text.matchAll(keyHead)) {
    if (index < past) continue;
    past = index < lastTail ? text.indexOf('-----END ', index) : index + head.length;
    yield { start: index, end: past, what: 'a private key' };
  }
}

// The host's RegExp keeps a place for every character of a repeat: one that has no end overflows on a long word. What
// goes on past these is looked at as a word of its own.
const tokenWord = /[A-Za-z0-9][A-Za-z0-9_.=+-]{15,8000}/g;
const randomWord = /[A-Za-z0-9+_-]{28,8000}={0,2}/g;

function* knownTokens(text: string): Generator<FoundSecret> {
  for (const { index, 0: word } of text.matchAll(tokenWord)) {
    for (const shape of tokenShapes) {
      const at = prefixAt(word, shape.prefix);
      if (at === -1) continue;
      const body = tokenBody(word.slice(at + shape.prefix.length), shape);
      if (body === undefined) continue;
      const start = index + at;
      yield { start, end: start + shape.prefix.length + body.length, what: shape.what };
      break;
    }
  }
}

function prefixAt(word: string, prefix: string): number {
  let at = word.indexOf(prefix);
  while (at > 0 && isWordCharacter(word[at - 1])) at = word.indexOf(prefix, at + 1);
  return at;
}

/** What follows the prefix, if it is long and varied enough to be one. */
function tokenBody(rest: string, shape: TokenShape): string | undefined {
  const body = shape.punctuated === true ? rest : (/^[A-Za-z0-9]*/.exec(rest)?.[0] ?? '');
  if (body.length < shape.least || textEntropy(body) < 3) return undefined;
  return shape.punctuated === true && !/[0-9]/.test(body) ? undefined : body;
}

/** Services whose address is the secret, with the parts of its path that are not. */
const webhookHosts: readonly (readonly [end: string, path: string])[] = [
  ['hooks.slack.com', '/'],
  ['discord.com', '/api/webhooks/'],
  ['discordapp.com', '/api/webhooks/'],
  ['webhook.office.com', '/'],
  ['hooks.zapier.com', '/hooks/'],
  ['api.telegram.org', '/bot'],
  ['chat.googleapis.com', '/'],
  ['maker.ifttt.com', '/'],
  ['events.pagerduty.com', '/'],
];

function* webhooks(text: string): Generator<FoundSecret> {
  for (const { index, 0: url } of text.matchAll(/https?:\/\/[A-Za-z0-9][^\s'"`<>\\{}|^]{0,2000}/g)) {
    const [, host = '', rest = ''] = /^https?:\/\/(?:[^/?#]*@)?([^/?#:]*)[^/?#]*(.*)$/.exec(url) ?? [];
    const known = webhookHosts.some(([end, path]) => hasHost(host, end) && rest.startsWith(path));
    const parts = rest.split(/[/?&=#:]/);
    const secret = parts.find((part) => (known ? isDense(part) : part.length >= 24 && looksRandom(part)));
    if (secret !== undefined)
      yield { start: index, end: index + url.length, what: 'a webhook address with a secret' };
  }
}

function hasHost(host: string, end: string): boolean {
  const lower = host.toLowerCase();
  return lower === end || lower.endsWith(`.${end}`);
}

/** Long and varied enough for a webhook's secret; `xxx`, a team's name or a channel's number is not. */
function isDense(part: string): boolean {
  return part.length >= 16 && textEntropy(part) >= 3 && /[0-9]/.test(part) && /[A-Za-z]/.test(part);
}

function* addressPasswords(text: string): Generator<FoundSecret> {
  for (const { index, 0: whole, 1: password = '' } of text.matchAll(
    /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/'"]{1,100}:([^\s:@/'"]{3,200})@/g,
  )) {
    if (isPlaceholder(password)) continue;
    const start = index + whole.length - 1 - password.length;
    yield { start, end: start + password.length, what: 'a password in an address' };
  }
}

const secretNames =
  /(?:^|[^A-Za-z0-9])((?:[A-Za-z0-9]{1,30}[_-]){0,4}(?:password|passwd|passphrase|secret|token|api_?key|apikey|access_?key|private_?key|client_secret|credential))["']?[ \t]{0,8}[:=][ \t]{0,8}(?:["']([^"'\r\n]{8,400})["']|([^\s"'#,{}[\]]{8,400}))/gi;

function* namedSecrets(text: string): Generator<FoundSecret> {
  for (const match of text.matchAll(secretNames)) {
    const value = match[2] ?? match[3] ?? '';
    if (isPlaceholder(value) || !looksLikePassword(value)) continue;
    const start = match.index + match[0].lastIndexOf(value);
    yield { start, end: start + value.length, what: `the value of ${match[1]}` };
  }
}

/** One word that is neither a path, an address, a pattern nor plain words. */
function looksLikePassword(value: string): boolean {
  if (/[\s\\()[\]{}]|^[a-z]+:/.test(value)) return false;
  if (value.includes('/')) return looksRandom(value);
  return (
    textEntropy(value) >= 2.5 &&
    (/[0-9]/.test(value) || /[^A-Za-z0-9_.-]/.test(value)) &&
    /[A-Za-z]/.test(value)
  );
}

function* randomText(text: string): Generator<FoundSecret> {
  for (const { index, 0: word } of text.matchAll(randomWord)) {
    if (isDigest(text.slice(Math.max(0, index - 10), index + 8)) || !looksRandom(word)) continue;
    yield { start: index, end: index + word.length, what: 'long random text, as keys and tokens are' };
  }
}

function isDigest(head: string): boolean {
  return /sha(?:1|256|384|512)[:-]/i.test(head);
}

function isPlaceholder(value: string): boolean {
  return /\$\{|^[<*]|x{3}|\.{3}|^(?:change_?me|example|placeholder|redacted|your[_-])/i.test(value);
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[A-Za-z0-9]/.test(character);
}
