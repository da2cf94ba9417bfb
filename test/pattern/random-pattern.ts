import type { Random } from './random.ts';

/** A pattern from the grammar of the dialect, and a way to texts that it probably matches. */
export interface RandomPattern {
  readonly source: string;
  sample(): string;
}

/** Few characters, so that patterns and texts meet; among them the ones whose case folding leaves ASCII. */
const characters = [
  'a',
  'b',
  'B',
  'k',
  'K',
  's',
  '1',
  '_',
  ' ',
  '-',
  '\n',
  'ſ',
  '\u212a',
  'é',
  'É',
  'σ',
  'ς',
  'Σ',
  '中',
  '\u{10400}',
  '\u{10428}',
  '😀',
] as const;

type Named = readonly [source: string, sample: string];

const classes: readonly [Named, ...Named[]] = [
  ['\\d', '1'],
  ['\\D', 'a'],
  ['\\w', 'b'],
  ['\\W', '-'],
  ['\\s', ' '],
  ['\\S', 'é'],
  ['.', 'k'],
  ['\\pL', 'σ'],
  ['\\p{Lu}', 'É'],
  ['\\P{Lu}', 'é'],
  ['\\p{Greek}', 'ς'],
  ['\\PN', 'a'],
  ['\\p{^Ll}', 'B'],
  ['\\p{Han}', '中'],
  ['\\pS', '😀'],
  ['\\p{Deseret}', '\u{10400}'],
  ['\\p{Any}', 'a'],
  ['\\pZ', ' '],
];

const posix = [
  '[:alpha:]',
  '[:^alpha:]',
  '[:digit:]',
  '[:word:]',
  '[:space:]',
  '[:punct:]',
  '[:upper:]',
  '[:^ascii:]',
] as const;

const assertions = ['^', '$', '\\b', '\\B', '\\A', '\\z'] as const;

function randomCharacter(random: Random): string {
  return random.pick(characters);
}

export function randomPattern(random: Random, depth = 3): RandomPattern {
  const options = Array.from({ length: random.chance(0.3) ? 2 + random.integer(2) : 1 }, () =>
    concatenation(random, depth),
  );
  return {
    source: options.map((option) => option.source).join('|'),
    sample: () => options[random.integer(options.length)]?.sample() ?? '',
  };
}

function concatenation(random: Random, depth: number): RandomPattern {
  const items = Array.from({ length: random.integer(5) }, () => repeated(random, depth));
  if (random.chance(0.15))
    items.unshift({
      source: random.pick(['^', '\\A', '(?m)^', '(?i)', '(?s)', '(?U)', '(?-i)']),
      sample: () => '',
    });
  if (random.chance(0.15)) items.push({ source: random.pick(['$', '\\z']), sample: () => '' });
  return {
    source: items.map((item) => item.source).join(''),
    sample: () => items.map((item) => item.sample()).join(''),
  };
}

function repeated(random: Random, depth: number): RandomPattern {
  const item = atom(random, depth);
  if (random.chance(0.6)) return item;
  const min = random.integer(3);
  const max = min + random.integer(3);
  const [operator, least, most] = random.pick<readonly [string, number, number]>([
    ['*', 0, 3],
    ['+', 1, 3],
    ['?', 0, 1],
    [`{${min}}`, min, min],
    [`{${min},}`, min, min + 2],
    [`{${min},${max}}`, min, max],
  ]);
  return {
    source: `${item.source}${operator}${random.chance(0.2) ? '?' : ''}`,
    sample: () =>
      Array.from({ length: least + random.integer(most - least + 1) }, () => item.sample()).join(''),
  };
}

function atom(random: Random, depth: number): RandomPattern {
  const kind = random.integer(depth > 0 ? 12 : 9);
  if (kind < 4) return character(random);
  if (kind < 5) return { source: random.pick(assertions), sample: () => '' };
  if (kind < 7) {
    const [source, sample] = random.pick(classes);
    return { source, sample: () => sample };
  }
  if (kind < 9) return bracket(random);
  return group(random, depth);
}

function character(random: Random): RandomPattern {
  const sample = randomCharacter(random);
  const code = sample.codePointAt(0) ?? 0;
  const spellings: readonly [string, ...string[]] = [
    sample,
    sample,
    sample,
    `\\x{${code.toString(16)}}`,
    `\\Q${sample}\\E`,
  ];
  return { source: random.pick(spellings), sample: () => sample };
}

function bracket(random: Random): RandomPattern {
  const members = Array.from({ length: 1 + random.integer(3) }, () => {
    if (random.chance(0.2)) return { source: random.pick(posix), sample: 'a' };
    if (random.chance(0.2)) {
      const [source, sample] = random.pick(classes);
      return { source: source === '.' ? '\\.' : source, sample };
    }
    const sample = randomCharacter(random);
    const end = String.fromCodePoint((sample.codePointAt(0) ?? 0) + random.integer(30));
    const escaped = (text: string): string => (/[\]\\^[-]/.test(text) ? `\\${text}` : text);
    return { source: random.chance(0.5) ? escaped(sample) : `${escaped(sample)}-${escaped(end)}`, sample };
  });
  const source = `[${random.chance(0.25) ? '^' : ''}${members.map((member) => member.source).join('')}]`;
  return { source, sample: () => members[random.integer(members.length)]?.sample ?? '' };
}

function group(random: Random, depth: number): RandomPattern {
  const inner = randomPattern(random, depth - 1);
  const opening = random.pick(['(', '(?:', '(?:', '(?i:', '(?s:', '(?m:', '(?U:', '(?i-s:', '(?m-i:']);
  return { source: `${opening}${inner.source})`, sample: inner.sample };
}

/** A text the pattern may well match: a sample amid other characters, with a change or two. */
export function randomText(random: Random, pattern: RandomPattern): string {
  const before = random.chance(0.5) ? '' : noise(random);
  const after = random.chance(0.5) ? '' : noise(random);
  const characters = Array.from(before + pattern.sample() + after);
  if (characters.length > 0 && random.chance(0.4)) {
    const at = random.integer(characters.length);
    characters.splice(at, random.integer(2), ...(random.chance(0.5) ? [randomCharacter(random)] : []));
  }
  return characters.join('');
}

function noise(random: Random): string {
  return Array.from({ length: random.integer(4) }, () => randomCharacter(random)).join('');
}

/** Text that looks like a pattern and often is none: to compare what is refused. */
export function randomPatternLike(random: Random): string {
  const pieces = [
    'a',
    'b',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '*',
    '+',
    '?',
    '|',
    '^',
    '$',
    '.',
    '-',
    ',',
    '1',
    '2',
    ':',
    '<',
    '>',
    '=',
    '!',
    'P',
    'i',
    's',
    'U',
    '\\',
    '\\Q',
    '\\E',
    '\\p',
    '\\p{',
    'L',
    '^',
    'x',
    '[:',
    ':]',
    'alpha',
    '(?',
    '(?P<',
    '{2}',
    '{1,',
    '{2,3}',
    '0',
    '7',
    '8',
    '\\x',
    '\\x{',
    '\\b',
    '\\z',
    '\\Z',
    '\\A',
    '\\d',
    '\\C',
    '\\1',
    '\\07',
    '\\k',
    '\\u',
    '\\h',
    'é',
    '(?:',
    '(?i)',
    '{1000}',
    '{1001}',
    '&',
    '#',
    "'",
    '\n',
  ] as const;
  return Array.from({ length: 1 + random.integer(9) }, () => random.pick(pieces)).join('');
}
