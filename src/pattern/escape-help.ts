interface EscapeHelp {
  readonly message: string;
  readonly help: string;
}

const backreference: EscapeHelp = {
  message: 'a reference back to a group is not part of the dialect',
  help: 'write out what the group may match, or use two conditions',
};

const known: ReadonlyMap<string, EscapeHelp> = new Map([
  ['Z', { message: '\\Z is not part of the dialect', help: 'write \\z, or $, for the end of the text' }],
  ['h', { message: '\\h is not part of the dialect', help: 'write [ \\t] for a blank, or \\s' }],
  ['H', { message: '\\H is not part of the dialect', help: 'write [^ \\t]' }],
  ['R', { message: '\\R is not part of the dialect', help: 'write (?:\\r\\n|\\n|\\r) for a line break' }],
  ['N', { message: '\\N is not part of the dialect', help: 'write [^\\n], or . without (?s)' }],
  ['X', { message: '\\X is not part of the dialect', help: 'write (?s:.) for any one character' }],
  [
    'C',
    { message: '\\C, a single byte, is not part of the dialect', help: 'write (?s:.) for any one character' },
  ],
  [
    'K',
    {
      message: '\\K is not part of the dialect',
      help: 'leave it out: only whether the pattern matches counts',
    },
  ],
  ['G', { message: '\\G is not part of the dialect', help: 'write \\A for the start of the text' }],
  ['u', { message: '\\u is not part of the dialect', help: 'write \\x{0041} for the character U+0041' }],
  ['U', { message: '\\U is not part of the dialect', help: 'write \\x{1F600} for the character U+1F600' }],
  ['o', { message: '\\o is not part of the dialect', help: 'write \\x{..} with hex digits' }],
  ['c', { message: '\\c is not part of the dialect', help: 'write a control character as \\x1b' }],
  ['e', { message: '\\e is not part of the dialect', help: 'write \\x1b for the escape character' }],
  [
    'E',
    { message: '\\E stands without \\Q before it', help: 'leave it out, or open the quotation with \\Q' },
  ],
  ['y', { message: '\\y is not part of the dialect', help: 'write \\b for the edge of a word' }],
  ['k', backreference],
  ['g', backreference],
]);

/** What to say of a backslash before `letter`, which makes no escape. */
export function escapeHelp(letter: string, inClass: boolean): EscapeHelp {
  if (letter >= '1' && letter <= '9') return backreference;
  if (inClass && 'dDsSwWpP'.includes(letter)) {
    return {
      message: `a range cannot end in \\${letter}`,
      help: 'put the hyphen first or last, or write \\-',
    };
  }
  if (inClass && 'bBAzQ'.includes(letter)) {
    const help =
      letter === 'b' ? 'write \\x08 for a backspace' : `write ${letter} without the backslash for the letter`;
    return { message: `\\${letter} means nothing inside [...]`, help };
  }
  const found = known.get(letter);
  if (found !== undefined) return found;
  return {
    message: `\\${letter} is not part of the dialect`,
    help: `write ${letter} for the character itself`,
  };
}
