import { visibleText } from '../text/visible-text.ts';
import type { Problems } from './problems.ts';

const mebibyte = 1024 * 1024;

/** Code units that one document may have; lists of tenants may be longer. */
const documentLimit = 8 * mebibyte;

/** Code units that a list of tenants may have. */
export const tenantsLimit: number = 32 * mebibyte;

/**
 * Looks for what makes a text no YAML at all, or one that is shown differently from how it is read. False where the
 * text must not be parsed. `limit` in code units; `canEscape` where the format has escapes.
 */
export function checkText(
  problems: Problems,
  limit: number = limitOf(problems.source.text),
  canEscape = true,
): boolean {
  const { text } = problems.source;
  if (text.length > limit) {
    problems.add(
      'yaml/syntax',
      { start: 0, end: 0 },
      {
        message: `the file is larger than ${limit / mebibyte} MiB`,
        help: 'split it, or list the tenants in a document of `kind: tenants`',
      },
    );
    return false;
  }
  const odd = oddCharacter.exec(text);
  if (odd === null) return true;
  const [character] = odd;
  const span = { start: odd.index, end: odd.index + character.length };
  problems.add(
    character === '\r' || (character >= '\u0080' && character !== '\ufffd')
      ? 'yaml/ambiguous'
      : 'yaml/syntax',
    span,
    describe(character, canEscape),
  );
  return character > '\u0008';
}

function limitOf(text: string): number {
  return /^kind:[ \t]*['"]?tenants\b/m.test(text.slice(0, 4096)) ? tenantsLimit : documentLimit;
}

// Control characters, line breaks that only some parsers know, bidi controls, and what undecodable bytes turn into.
const oddCharacter =
  /\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufffd]/;

function describe(character: string, canEscape: boolean): { message: string; label: string; help: string } {
  const shown = visibleText(character);
  if (character === '\ufffd') {
    return {
      message: 'the file is not valid UTF-8',
      label: 'bytes that are no character',
      help: 'save the file as UTF-8',
    };
  }
  if (character === '\u0000') {
    return {
      message: 'this is a binary file, not text',
      label: 'a NUL character',
      help: 'exclude it in policy.config.yaml',
    };
  }
  if (character === '\r') {
    return {
      message: 'a carriage return alone, which only some parsers take for a line break',
      label: 'what follows may be a line of its own',
      help: 'end lines with a line feed',
    };
  }
  return {
    message: `the text holds the character ${shown}, which is not shown as it is read`,
    label: shown,
    help: canEscape ? 'remove it, or write it as an escape in double quotes' : 'remove it',
  };
}
