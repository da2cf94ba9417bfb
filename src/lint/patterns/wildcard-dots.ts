import type { TemplateText } from '../../model/template-text.ts';

/** A `.` of a pattern that stands where a dot is meant. */
export interface WildcardDot {
  /** Which part of the text, and where in it. */
  readonly part: number;
  readonly index: number;
  /** The word it is in: `acmecorp.com`. */
  readonly word: string;
}

/**
 * The dots of a pattern that stand unescaped, not repeated, between letters or digits of what looks like a domain, a
 * file's name, a version or an address. A reference counts as a letter.
 */
export function wildcardDots(pattern: TemplateText): readonly WildcardDot[] {
  const tokens = tokensOf(pattern);
  return tokens.flatMap((token, at) => {
    if (token.kind !== 'dot' || tokens[at + 1]?.kind === 'repeat') return [];
    const left = runLength(tokens, at, -1);
    const right = runLength(tokens, at, 1);
    const digits = [tokens[at - 1], tokens[at + 1]].some(
      (near) => near?.kind === 'letter' && /\d/.test(near.text),
    );
    if (left === 0 || right === 0 || (left + right < 4 && !digits)) return [];
    return [{ part: token.part, index: token.index, word: wordAround(tokens, at) }];
  });
}

/** The pattern with these dots standing for something else: escaped, or a letter in their place. */
export function withDots(
  pattern: TemplateText,
  dots: readonly WildcardDot[],
  put: (nth: number) => string,
): TemplateText {
  return pattern.map((part, number) => {
    if (typeof part !== 'string') return part;
    let text = '';
    let from = 0;
    dots.forEach((dot, nth) => {
      if (dot.part !== number) return;
      text += part.slice(from, dot.index) + put(nth);
      from = dot.index + 1;
    });
    return text + part.slice(from);
  });
}

interface Token {
  readonly kind: 'letter' | 'dot' | 'repeat' | 'other';
  readonly part: number;
  readonly index: number;
  readonly text: string;
}

/** Characters as a reader of patterns takes them; classes and escapes are one each. */
function tokensOf(pattern: TemplateText): readonly Token[] {
  const tokens: Token[] = [];
  for (const [part, piece] of pattern.entries()) {
    if (typeof piece !== 'string') {
      tokens.push({ kind: 'letter', part, index: 0, text: 'xxx' });
      continue;
    }
    for (let index = 0; index < piece.length; ) {
      const text = tokenAt(piece, index);
      tokens.push({ kind: kindOf(text), part, index, text });
      index += text.length;
    }
  }
  return tokens;
}

function tokenAt(text: string, at: number): string {
  const sticky =
    /\\Q.*?(?:\\E|$)|\\.|\[\^?\]?(?:\\.|\[:\^?[a-z]{1,10}:\]|[^\]\\])*\]|\{\d*,?\d*\}|\(\?[^)]{0,20}?[:)>]|./suy;
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0] ?? text.charAt(at);
}

function kindOf(token: string): Token['kind'] {
  if (token === '.') return 'dot';
  if (/^[\p{L}\p{N}_-]$/u.test(token) || token === '\\-') return 'letter';
  return /^(?:[*+?]|\{\d+,?\d*\})$/.test(token) ? 'repeat' : 'other';
}

/** How many letters stand beside a dot; one that is repeated is none. */
function runLength(tokens: readonly Token[], from: number, step: 1 | -1): number {
  let length = 0;
  for (let at = from + step; tokens[at]?.kind === 'letter'; at += step) {
    if (tokens[at + 1]?.kind === 'repeat') break;
    length += tokens[at]?.text.length ?? 0;
    if (length > 8) break;
  }
  return length;
}

function wordAround(tokens: readonly Token[], at: number): string {
  const belongs = (token: Token | undefined): boolean =>
    token?.kind === 'letter' || token?.kind === 'dot' || token?.text === '\\.';
  let first = at;
  let last = at;
  while (belongs(tokens[first - 1]) && at - first < 40) first -= 1;
  while (belongs(tokens[last + 1]) && last - at < 40) last += 1;
  return tokens
    .slice(first, last + 1)
    .map(({ text }) => (text === 'xxx' ? '…' : text))
    .join('');
}
