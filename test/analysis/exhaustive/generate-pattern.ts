import type { Random } from '../../reference/random.ts';

const pieces = [
  'a',
  'a',
  'b',
  '/',
  '/',
  '\\.',
  '.',
  '[ab]',
  '[^a]',
  '[^/]',
  '[/.]',
  '/a/',
  'ab',
  '(?:a|b)',
  '(?:a|/b)?',
  '(?:ab)*',
  '[ab]+',
  'b?',
  '.*',
  '.+?',
  '.{2}',
  '[a-b]{1,2}',
  '\\b',
  '\\w',
  '\\W',
  '\\s',
  'A',
  'é',
  '(?:/a)+',
  '\\.\\.',
  '\\z',
  '1',
  '-?[0-9]+',
  'true',
] as const;

/** A regular expression of a few pieces over the alphabet, anchored more often than not. */
export function generatePattern(random: Random): string {
  const flags = random.chance(0.12) ? random.pick(['(?i)', '(?s)', '(?m)', '(?is)']) : '';
  const branches = Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => generateBranch(random));
  const isGrouped = branches.length > 1 && random.chance(0.5);
  return flags + (isGrouped ? `^(?:${branches.join('|')})$` : branches.join('|'));
}

function generateBranch(random: Random): string {
  if (random.chance(0.06)) return random.pick(['.*', '^$', '^.*$', '^a$|^b$']);
  const tenant = random.chance(0.12) ? random.pick(['${tenant.id}', '/${tenant.id}/']) : '';
  const inner = Array.from({ length: random.pick([1, 1, 2, 2, 3]) }, () => random.pick(pieces)).join('');
  return (random.chance(0.6) ? '^' : '') + tenant + inner + (random.chance(0.45) ? '$' : '');
}
