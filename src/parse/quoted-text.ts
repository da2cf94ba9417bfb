import { type Escape, scanEscapes } from './escapes.ts';
import type { ScalarNode } from './located-node.ts';
import { type Problems, replacement, singleQuoted } from './problems.ts';

/**
 * Reports the escapes of a double-quoted scalar that YAML does not have, as `yaml/escape`: one diagnostic a scalar, at
 * the first of them, with a fix that rewrites the scalar in single quotes. The fix is safe where nothing else in the
 * scalar could have been meant in two ways.
 */
export function checkEscapes(problems: Problems, node: ScalarNode): void {
  const escapes = scanEscapes(problems.source.text, node.start, node.end);
  const half = escapes.find(({ value }) => value !== undefined && halfCharacter.test(value));
  if (half !== undefined && typeof node.value === 'string' && halfCharacter.test(node.value)) {
    problems.add('yaml/ambiguous', half, {
      message: `\`${half.raw}\` is half a character, which parsers read differently`,
      label: 'half a surrogate pair',
      help: 'write the whole character',
    });
  }
  const [first, ...more] = escapes.filter((found) => found.value === undefined);
  if (first === undefined) return;
  const others =
    more.length === 0 ? '' : more.length === 1 ? ' (and one more)' : ` (and ${more.length} more)`;
  const rewrite = quotedAsMeant(problems, node, escapes);
  const safe = escapes.every((found) => found.value === undefined || found.raw === '\\"');
  problems.add('yaml/escape', first, {
    message: `\`${first.raw}\` is not an escape that double quotes know${others}`,
    label: 'not a YAML escape',
    help: rewrite === undefined ? `write \`\\\\\` for a backslash` : `write ${rewrite}`,
    ...(rewrite === undefined
      ? {}
      : { fix: replacement(problems.source, node, rewrite, 'write it in single quotes', safe) }),
  });
}

/** Reports double-quoted escapes in a pattern that put a control character where the pattern's own escape was meant. */
export function checkPatternEscapes(problems: Problems, node: ScalarNode): void {
  if (node.style !== 'double' || typeof node.value !== 'string' || !oddInPattern.test(node.value)) return;
  const escapes = scanEscapes(problems.source.text, node.start, node.end);
  const first = escapes.find((found) => found.value !== undefined && oddInPattern.test(found.value));
  if (first === undefined) return;
  const rewrite = quotedAsMeant(problems, node, escapes);
  const safe = escapes.every((found) => found.raw === '\\"' || sameInPatterns.has(found.raw));
  problems.add('yaml/ambiguous', first, {
    message: `in double quotes \`${first.raw}\` is a control character, not the pattern's escape`,
    label: 'a control character',
    help: rewrite === undefined ? 'write the pattern in single quotes' : `write ${rewrite}`,
    ...(rewrite === undefined
      ? {}
      : { fix: replacement(problems.source, node, rewrite, 'write it in single quotes', safe) }),
  });
}

const halfCharacter = /\p{Cs}/u;
const oddInPattern = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const sameInPatterns: ReadonlySet<string> = new Set(['\\n', '\\r', '\\t', '\\f', '\\v', '\\a']);

// Escapes that YAML lacks, and those for control characters, were meant for the pattern and stay as they are.
function quotedAsMeant(problems: Problems, node: ScalarNode, escapes: readonly Escape[]): string | undefined {
  const { text } = problems.source;
  if (text.slice(node.start, node.end).includes('\n')) return undefined;
  let meant = '';
  let from = node.start + 1;
  for (const found of escapes) {
    const keep = found.value === undefined || oddInPattern.test(found.value);
    meant += text.slice(from, found.start) + (keep ? found.raw : found.value);
    from = found.end;
  }
  return singleQuoted(meant + text.slice(from, node.end - 1));
}
