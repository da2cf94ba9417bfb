import { type Answer, yesIf } from './kleene.ts';

/**
 * `path_within`: "an absolute POSIX path at or below it, by whole segments, with no dot segment, empty segment,
 * backslash, `%` before two hex digits, control, format or bidi character, or character whose NFKC form holds `.`,
 * `/` or `\`; a trailing slash is fine". Unclear where the text is not such a path.
 */
export function pathWithin(path: string, prefix: string): Answer {
  if (!isCanonicalPath(path)) return 'unclear';
  const held = segmentsOf(path);
  return yesIf(segmentsOf(prefix).every((segment, index) => held[index] === segment));
}

/** Whether a text holds no lone surrogate. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function isCanonicalPath(path: string): boolean {
  if (!isWellFormed(path) || !path.startsWith('/')) return false;
  if (path.includes('\\') || /%[0-9A-Fa-f]{2}/.test(path) || /[\p{Cc}\p{Cf}]/u.test(path)) return false;
  if (
    [...path].some((character) => !'./'.includes(character) && /[./\\]/.test(character.normalize('NFKC')))
  ) {
    return false;
  }
  return segmentsOf(path).every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

/** The segments between the slashes; the first slash and a last one separate nothing. */
function segmentsOf(path: string): readonly string[] {
  const inner = path.replace(/^\//, '').replace(/\/$/, '');
  // What is left of `//` is an empty segment, what is left of `/` is none.
  return inner === '' && path.length < 2 ? [] : inner.split('/');
}

/**
 * `key_within`: "a plain key (letters, digits, `. _ - : /`, no dot segment) below that prefix". "A dot segment of a
 * key is a `.` or `..` between two of: start, end, `/`, `:`. A key equal to the prefix is not below it."
 */
export function keyWithin(key: string, prefix: string): Answer {
  if (!/^[A-Za-z0-9._:/-]+$/.test(key)) return 'unclear';
  if (key.split(/[/:]/).some((segment) => segment === '.' || segment === '..')) return 'unclear';
  return yesIf(key.startsWith(prefix) && key !== prefix);
}
