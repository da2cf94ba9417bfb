/** Longest prefix in code units: its automaton keeps well within the budget of one pattern. */
const longestPrefix = 1000;

/** Why a text is no prefix for `path_within`, or undefined where it is one. References stand as letters in it. */
export function pathPrefixProblem(prefix: string): string | undefined {
  if (prefix.length > longestPrefix) return `a path prefix has at most ${longestPrefix} characters`;
  if (!prefix.startsWith('/')) return 'a path prefix starts with `/`';
  if (prefix.includes('\\')) return 'a path prefix holds no backslash';
  if (/%[0-9a-fA-F]{2}/.test(prefix)) return 'a path prefix holds no percent-encoding';
  if (hiddenCharacter.test(prefix)) return 'a path prefix holds no control or format character';
  const segments = prefix.slice(1).split('/');
  if (segments.slice(0, -1).includes('')) return 'a path prefix has no empty segment';
  if (segments.some((segment) => segment === '.' || segment === '..'))
    return 'a path prefix has no `.` or `..` segment';
  return hasLookAlike(prefix)
    ? 'a path prefix holds no character that normalises to `.`, `/` or a backslash'
    : undefined;
}

/** Why a text is no prefix for `key_within`, or undefined where it is one. */
export function keyPrefixProblem(prefix: string): string | undefined {
  if (prefix.length > longestPrefix) return `a key prefix has at most ${longestPrefix} characters`;
  if (!/[:/.]$/.test(prefix)) return 'a key prefix ends in `:`, `/` or `.`';
  if (!/^[A-Za-z0-9._:/-]+$/.test(prefix)) return 'a key prefix holds letters, digits and `. _ - : /` only';
  const segments = prefix.split(/[/:]/);
  return segments.some((segment) => segment === '.' || segment === '..')
    ? 'a key prefix has no `.` or `..` segment'
    : undefined;
}

const hiddenCharacter = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

function hasLookAlike(text: string): boolean {
  for (const character of text) {
    if (character >= '\u0080' && /[./\\]/.test(character.normalize('NFKC'))) return true;
  }
  return false;
}
