import { generateFilter } from './generate-filter.ts';
import { generateForm } from './generate-form.ts';
import type { PlainMatcher, PlainScalar, PlainTypedMatcher } from './plain-documents.ts';
import type { Random } from './random.ts';
import {
  keyPrefixes,
  pathPrefixes,
  patterns,
  patternsWithTenant,
  patternsWithVariables,
  scalars,
} from './vocabulary.ts';

/** Which references may stand where the matcher is written. */
export interface Allowed {
  readonly variables: boolean;
  /** `${context.KEY}` and `${tenant.name}`: in rules. */
  readonly context: boolean;
  /** `exists` may not stand under `not`. */
  readonly exists: boolean;
}

/** A matcher, nested up to `depth` more levels. */
export function generateMatcher(random: Random, allowed: Allowed, depth: number): PlainMatcher {
  if (depth > 0 && random.chance(0.3)) return generateCompound(random, allowed, depth - 1);
  return random.pick<() => PlainMatcher>([
    () => generatePattern(random, allowed),
    () => generatePattern(random, allowed),
    () => generatePattern(random, allowed),
    () => ({
      regex: { pattern: generatePattern(random, allowed), ...(random.chance(0.7) && { ignore_case: true }) },
    }),
    () => ({ equals: generateScalar(random, allowed) }),
    () => ({ equals: generateScalar(random, allowed) }),
    () => ({ one_of: generateOptions(random, allowed) }),
    () => ({ contains: generateScalar(random, allowed) }),
    () => ({ contains_any: generateOptions(random, allowed) }),
    () => ({ path_within: generatePrefixes(random, allowed) }),
    () => ({ path_within: generatePrefixes(random, allowed) }),
    () => ({ key_within: generateKeyPrefix(random, allowed) }),
    () => ({ key_within: [generateKeyPrefix(random, allowed), 'u1:'] }),
    () => generateForm(random, allowed),
    () => ({ filter: generateFilter(random, () => generateScalar(random, allowed)) }),
    () => ({ number: { ...generateRange(random, allowed), ...(random.chance(0.3) && { integer: true }) } }),
    () => ({ length: generateRange(random, allowed) }),
    () => (allowed.exists ? { exists: random.chance(0.5) } : { equals: 'a' }),
  ])();
}

function generateCompound(random: Random, allowed: Allowed, depth: number): PlainTypedMatcher {
  const several = (): PlainMatcher[] => {
    return Array.from({ length: 1 + random.below(3) }, () => generateMatcher(random, allowed, depth));
  };
  return random.pick<() => PlainTypedMatcher>([
    () => ({ not: generateMatcher(random, { ...allowed, exists: false }, depth) }),
    () => ({ not: generateMatcher(random, { ...allowed, exists: false }, depth) }),
    () => ({ any_of: several() }),
    () => ({ any_of: [...(allowed.exists ? [{ exists: false }] : []), ...several()] }),
    () => ({ all_of: several() }),
  ])();
}

function generatePattern(random: Random, allowed: Allowed): string {
  if (!random.chance(0.3)) return random.pick(patterns).pattern;
  if (!allowed.variables) return random.pick(patternsWithTenant).pattern;
  const { pattern } = random.pick(patternsWithVariables);
  return allowed.context || !pattern.includes('${tenant.name}') ? pattern : '^${vars.word}$';
}

function generateScalar(random: Random, allowed: Allowed): PlainScalar {
  if (random.chance(0.15)) return '${tenant.id}';
  if (allowed.context && random.chance(0.15))
    return random.pick(['${context.user_id}', '${context.user_id}', '${tenant.name}']);
  if (allowed.variables && random.chance(0.2))
    return random.pick(['${vars.word}', '${vars.num}', 'x${vars.word}']);
  return random.pick(scalars);
}

function generateOptions(random: Random, allowed: Allowed): string | PlainScalar[] {
  if (allowed.variables && random.chance(0.1)) return '${vars.words}';
  const options = new Set(Array.from({ length: 1 + random.below(3) }, () => generateScalar(random, allowed)));
  if (allowed.variables && random.chance(0.25)) options.add('${vars.words}');
  return [...options];
}

function generatePrefixes(random: Random, allowed: Allowed): string | readonly string[] {
  if (allowed.variables && random.chance(0.1)) return random.pick(['${vars.dirs}', ['/x', '${vars.dirs}']]);
  const one = (): string => {
    if (allowed.context && random.chance(0.2)) return '/data/${context.user_id}/';
    return allowed.variables && random.chance(0.2) ? '/data/${vars.seg}/' : random.pick(pathPrefixes);
  };
  return random.chance(0.7) ? one() : [...new Set([one(), one()])];
}

function generateKeyPrefix(random: Random, allowed: Allowed): string {
  if (allowed.context && random.chance(0.2)) return '${tenant.id}:${context.user_id}:';
  return allowed.variables && random.chance(0.2) ? '${vars.seg}/' : random.pick(keyPrefixes);
}

function generateRange(random: Random, allowed: Allowed): { min?: number | string; max?: number | string } {
  const min = random.below(3);
  const max = allowed.variables && random.chance(0.2) ? '${vars.num}' : min + random.below(2);
  return random.pick<{ min?: number | string; max?: number | string }>([
    { min },
    { max },
    { min, max: min + 1 },
  ]);
}
