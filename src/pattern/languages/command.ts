import {
  allOf,
  anyText,
  choice,
  literal,
  not,
  oneOf,
  optional,
  type PatternNode,
  repeat,
  sequence,
  wholeText,
} from '../pattern-node.ts';

let canonical: PatternNode | undefined;
let canonicalWithPaths: PatternNode | undefined;

const alphanumeric = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const space = literal(' ');

/**
 * One simple command of plain words with one space between two: a program of letters, digits and `. _ / + -` that does
 * not begin with `-`, then words of letters, digits and `. _ / + - : , @ =` that do not begin with `=`.
 */
export function canonicalCommand(): PatternNode {
  canonical ??= wholeText(sequence(program(), repeat(sequence(space, word()), 0)));
  return canonical;
}

/**
 * Canonical commands whose words are options, then paths, at least one: an option is one dash or two, a letter or digit,
 * then letters, digits and dashes; a path is absolute, of letters, digits and `. _ / + -`, without dot segment, and
 * without empty segment but a last one.
 */
export function canonicalPathCommand(): PatternNode {
  canonicalWithPaths ??= wholeText(withWords(program(), path()));
  return canonicalWithPaths;
}

/** Canonical commands of one of the programs. */
export function commandOf(programs: readonly string[]): PatternNode {
  return wholeText(sequence(choice(...programs.map(literal)), repeat(sequence(space, word()), 0)));
}

/** Canonical commands of one of the programs, with paths, all of them at or below one of the prefixes. */
export function commandWithin(programs: readonly string[], prefixes: readonly string[]): PatternNode {
  const below = prefixes.map((prefix) => {
    const base = prefix.endsWith('/') ? prefix.slice(0, -1) : prefix;
    return sequence(literal(base), optional(sequence(literal('/'), anyText)));
  });
  return wholeText(withWords(choice(...programs.map(literal)), allOf(path(), choice(...below))));
}

function withWords(first: PatternNode, last: PatternNode): PatternNode {
  const dashes = sequence(literal('-'), optional(literal('-')));
  const option = sequence(dashes, oneOf(alphanumeric), repeat(oneOf(`${alphanumeric}-`), 0));
  return sequence(first, repeat(sequence(space, option), 0), repeat(sequence(space, last), 1));
}

function program(): PatternNode {
  return sequence(oneOf(`${alphanumeric}._/+`), repeat(oneOf(`${alphanumeric}._/+-`), 0));
}

function word(): PatternNode {
  const begin = oneOf(`${alphanumeric}._/+-:,@`);
  return sequence(begin, repeat(oneOf(`${alphanumeric}._/+-:,@=`), 0));
}

function path(): PatternNode {
  const segment = allOf(repeat(oneOf(`${alphanumeric}._+-`), 1), not(choice(literal('.'), literal('..'))));
  const slash = literal('/');
  const segments = sequence(segment, repeat(sequence(slash, segment), 0), optional(slash));
  return sequence(slash, optional(segments));
}
