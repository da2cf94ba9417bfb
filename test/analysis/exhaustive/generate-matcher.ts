import type { PlainMatcher, PlainScalar, PlainTypedMatcher } from '../../reference/plain-documents.ts';
import type { Random } from '../../reference/random.ts';
import { generatePattern } from './generate-pattern.ts';

/** What may stand where the matcher is written. */
export interface Allowed {
  /** `${context.KEY}`: in rules only. */
  readonly context: boolean;
  /** `exists` may not stand under `not`. */
  readonly exists: boolean;
}

const scalars = ['a', 'b', '/a', 'ab', 'a.b', '/a/b', '', '1', '${tenant.id}', '/${tenant.id}', 'é'] as const;
const otherScalars = [0, 1, -1, 1.5, 2, true, false] as const;

/** A matcher over the alphabet, nested up to `depth` more levels. */
export function generateMatcher(random: Random, allowed: Allowed, depth: number): PlainMatcher {
  if (depth > 0 && random.chance(0.28)) return generateCompound(random, allowed, depth - 1);
  const kind = random.below(24);
  if (kind < 9) return generatePattern(random);
  if (kind < 10) return { regex: { pattern: generatePattern(random), ignore_case: random.chance(0.7) } };
  if (kind < 12) return { equals: generateScalar(random, allowed) };
  if (kind < 13) return { one_of: generateOptions(random, allowed) };
  if (kind < 15) return { path_within: generatePrefix(random, allowed) };
  if (kind < 16)
    return { key_within: random.pick(['a/', 'a.', 'b/', '${tenant.id}/', 'a/b/', ['a/', 'b.']]) };
  if (kind < 17) return { number: generateRange(random, random.chance(0.4)) };
  if (kind < 18) return { length: generateRange(random, false) };
  if (kind < 19) return { contains: generateScalar(random, allowed) };
  if (kind < 20) return { contains_any: generateOptions(random, allowed) };
  if (kind < 21) return generateForm(random);
  if (kind < 22 && allowed.exists) return { exists: random.chance(0.5) };
  return generatePattern(random);
}

function generateCompound(random: Random, allowed: Allowed, depth: number): PlainTypedMatcher {
  const several = (): PlainMatcher[] => {
    return Array.from({ length: random.pick([1, 2, 2, 3]) }, () => generateMatcher(random, allowed, depth));
  };
  const kind = random.below(8);
  if (kind < 3) return { not: generateMatcher(random, { ...allowed, exists: false }, depth) };
  if (kind < 5) return { any_of: several() };
  if (kind < 6) return { any_of: [...(allowed.exists ? [{ exists: false }] : []), ...several()] };
  return { all_of: several() };
}

function generateScalar(random: Random, allowed: Allowed): PlainScalar {
  if (allowed.context && random.chance(0.08)) return '${context.user_id}';
  return random.chance(0.7) ? random.pick(scalars) : random.pick(otherScalars);
}

function generateOptions(random: Random, allowed: Allowed): PlainScalar[] {
  return [...new Set(Array.from({ length: 1 + random.below(3) }, () => generateScalar(random, allowed)))];
}

function generatePrefix(random: Random, allowed: Allowed): string | readonly string[] {
  if (allowed.context && random.chance(0.05)) return '/${context.user_id}/';
  return random.pick(['/a/', '/a', '/', '/b/', '/${tenant.id}/', '/a/b', ['/a/', '/b/'], ['/a/b/', '/.a/']]);
}

function generateRange(random: Random, integer: boolean): { min?: number; max?: number; integer?: boolean } {
  const min = random.below(4) - (random.chance(0.2) ? 1 : 0);
  const bounds = random.pick<{ min?: number; max?: number }>([{ min }, { max: min }, { min, max: min + 1 }]);
  return integer ? { ...bounds, integer: true } : bounds;
}

/** Forms whose texts are longer than the search's strings; `form-texts.ts` has texts for them. */
function generateForm(random: Random): PlainTypedMatcher {
  return random.pick<() => PlainTypedMatcher>([
    () => ({ url: { hosts: random.pick(['a.b', '*.a.b', ['a.b', 'b']]) } }),
    () => ({ url: { hosts: 'a.b', schemes: ['http', 'https'], path_prefix: '/a', query: 'any' } }),
    () => ({ email: { domains: 'a.b', ...(random.chance(0.5) && { subdomains: true }) } }),
    () => ({ ip_in: random.pick(['10.0.0.0/8', '::/0', ['10.0.0.0/8', '::1/128']]) }),
    () => ({ command: { programs: ['a', '/a/b'] } }),
    () => ({ command: { programs: 'a', paths_within: '/a/' } }),
  ])();
}
