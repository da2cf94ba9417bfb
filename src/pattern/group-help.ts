interface GroupHelp {
  readonly message: string;
  readonly help: string;
  /** Of the construct, in code units. */
  readonly length: number;
}

const known: readonly (readonly [opening: string, message: string, help: string])[] = [
  [
    '(?=',
    'lookahead is not part of the dialect',
    'use a second matcher on the same argument (all_of), or write the text out',
  ],
  [
    '(?!',
    'negative lookahead is not part of the dialect',
    'use all_of with not: {regex: ...}, or a deny condition before this one',
  ],
  ['(?<=', 'lookbehind is not part of the dialect', 'put what must stand before into the pattern itself'],
  [
    '(?<!',
    'negative lookbehind is not part of the dialect',
    'use all_of with not: {regex: ...}, or a deny condition before this one',
  ],
  ['(?>', 'an atomic group is not part of the dialect', 'write (?:...): matching takes linear time anyway'],
  ['(?#', 'a comment is not part of the dialect', 'move it to a YAML comment'],
  ['(?|', 'a branch reset is not part of the dialect', 'write (?:...)'],
  ['(?(', 'a condition on a group is not part of the dialect', 'write both cases out with |'],
  ['(?P=', 'a reference back to a group is not part of the dialect', 'write out what the group may match'],
  ['(?P>', 'a call of a group is not part of the dialect', 'write the group out again'],
  ['(?&', 'a call of a group is not part of the dialect', 'write the group out again'],
  ['(?R', 'recursion is not part of the dialect', 'write out as many levels as are needed'],
  ["(?'", 'this spelling of a named group is not part of the dialect', 'write (?P<name>...)'],
  [
    '(?x',
    'the flag x is not part of the dialect',
    'leave it out, with the blanks and comments in the pattern',
  ],
];

/** What to say of a group that opens like this and is not of the dialect. */
export function groupHelp(opening: string): GroupHelp {
  const found = known.find(([start]) => opening.startsWith(start));
  if (found !== undefined) return { message: found[1], help: found[2], length: found[0].length };
  if (/^\(\?[imsU-]*$/.test(opening)) {
    return { message: 'the group does not end', help: 'write (?i) or (?i:...)', length: opening.length };
  }
  const length = (/^\(\?[imsU-]*/.exec(opening)?.[0].length ?? 2) + 1;
  return {
    message: 'these are no flags of the dialect',
    help: 'the flags are i, s, m and U, as in (?i) or (?s-i:...)',
    length,
  };
}
