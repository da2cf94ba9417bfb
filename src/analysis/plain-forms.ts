import { setOfText, unionOf } from '../pattern/code-point-set.ts';
import { invisibleCharacters, pathAlikes } from '../pattern/languages/canonical-sets.ts';
import { canonicalCommand } from '../pattern/languages/command.ts';
import { canonicalEmail } from '../pattern/languages/email.ts';
import { canonicalKey } from '../pattern/languages/key.ts';
import { canonicalPath } from '../pattern/languages/path.ts';
import { canonicalUrl } from '../pattern/languages/url.ts';
import {
  allOf,
  anyText,
  choice,
  literal,
  noneOf,
  not,
  oneOf,
  optional,
  type PatternNode,
  repeat,
  sequence,
  wholeText,
} from '../pattern/pattern-node.ts';
import type { ArgumentKind } from '../profile/argument-names.ts';
import type { Language, LanguageAlgebra } from './language/language-algebra.ts';

/**
 * The texts of a kind that no tool takes for something else than they look like: those of the typed matcher, and paths
 * without a first slash. Undefined for kinds that text alone does not tell.
 */
export function plainForm(kind: ArgumentKind, algebra: LanguageAlgebra): Language | undefined {
  switch (kind) {
    case 'path':
      return algebra.or(algebra.of('path', canonicalPath), algebra.of('plain relative path', relativePath));
    case 'url':
      return algebra.of('url', canonicalUrl);
    case 'email':
      return algebra.of('email', canonicalEmail);
    case 'key':
      return algebra.of('key', canonicalKey);
    case 'command':
      return algebra.of('command', canonicalCommand);
    default:
      return undefined;
  }
}

/** Canonical paths without their first slash. */
function relativePath(): PatternNode {
  const inSegment = noneOf(unionOf(invisibleCharacters(), pathAlikes(), setOfText('/\\')));
  const segment = allOf(repeat(inSegment, 1), not(choice(literal('.'), literal('..'))));
  const hex = oneOf('0123456789abcdefABCDEF');
  const segments = sequence(segment, repeat(sequence(literal('/'), segment), 0), optional(literal('/')));
  return wholeText(allOf(segments, not(sequence(anyText, literal('%'), hex, hex, anyText))));
}
