import fc from 'fast-check';

/** Pieces that some reader of URLs, addresses or commands gives a meaning. */
const pieces: readonly string[] = [
  ...[
    '',
    ' ',
    '\t',
    '\n',
    '\r',
    '\0',
    '.',
    '..',
    '/',
    '//',
    '/../',
    '\\',
    ':',
    ':80',
    '@',
    '%',
    '%2e',
    '%2F',
  ],
  ...[
    '%00',
    '%0d%0a',
    '%2540',
    '#',
    '?',
    ';',
    ',',
    '&',
    '=',
    '|',
    '"',
    "'",
    '`',
    '$',
    '~',
    '!',
    '*',
    '[',
    ']',
  ],
  ...[
    '(',
    ')',
    '<',
    '>',
    '{',
    '}',
    '-',
    '--',
    'xn--',
    '0',
    '1',
    '0x1',
    'A',
    'a',
    'K',
    'é',
    '\u212a',
    '\u3002',
  ],
  ...['\uff0e', '\uff0f', '\uff20', '\u00ad', '\u200b', '\u202e', '\ud800', '😀'],
];

/** The text, as it is or with up to three pieces put in, parts cut out, or letters raised. */
export function nearly(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.nat({ max: 999 }),
    drop: fc.constantFrom(0, 0, 1, 2, 5),
    piece: fc.constantFrom(...pieces),
    raise: fc.constantFrom(false, false, false, true),
  });
  return fc.tuple(text, fc.array(change, { maxLength: 3 })).map(([whole, changes]) =>
    changes.reduce((now, { at, drop, piece, raise }) => {
      const place = at % (now.length + 1);
      const changed = now.slice(0, place) + piece + now.slice(place + drop);
      return raise ? changed.toUpperCase() : changed;
    }, whole),
  );
}

/** One of the characters, `least` to `most` times. */
export function textOf(characters: string, least: number, most: number): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...characters), { minLength: least, maxLength: most })
    .map((all) => all.join(''));
}
