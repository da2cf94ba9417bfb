import { InexactNumber } from '../../src/model/json.ts';
import { filterFor } from './generate-filter.ts';
import { textForForm } from './generate-form.ts';
import type { PlainMatcher } from './plain-documents.ts';
import type { Random } from './random.ts';
import { type Bindings, boundOf, optionsOf, prefixesOf, textOf } from './template-text.ts';
import {
  keyTails,
  oddValues,
  pathTails,
  patterns,
  patternsWithTenant,
  patternsWithVariables,
} from './vocabulary.ts';

const inexact = new InexactNumber('0.10000000000000000555');

const samples: ReadonlyMap<string, readonly string[]> = new Map(
  [...patterns, ...patternsWithVariables, ...patternsWithTenant].map((known) => [
    known.pattern,
    known.samples,
  ]),
);

/** A value that the matcher says yes to, or that is close to one. */
export function valueFor(matcher: PlainMatcher, random: Random, bindings: Bindings): unknown {
  if (typeof matcher === 'string') {
    const sample = random.pickAny(samples.get(matcher) ?? []);
    return sample === undefined || random.chance(0.05)
      ? random.pick([1, true, 12])
      : textOf(sample, bindings);
  }
  const inner =
    matcher.any_of ?? matcher.all_of ?? (matcher.shared === undefined ? undefined : [matcher.shared]);
  if (inner !== undefined) {
    const chosen = random.pickAny(inner);
    return chosen === undefined ? 'a' : valueFor(chosen, random, bindings);
  }
  if (matcher.not !== undefined) {
    return random.chance(0.5)
      ? random.pick(['b', 'zz', 5, '/etc/x'])
      : valueFor(matcher.not, random, bindings);
  }
  if (matcher.regex !== undefined) {
    const value = valueFor(matcher.regex.pattern, random, bindings);
    return typeof value === 'string' && random.chance(0.4) ? value.toUpperCase() : value;
  }
  if (matcher.path_within !== undefined) return below(matcher.path_within, '/', pathTails, random, bindings);
  if (matcher.key_within !== undefined) return below(matcher.key_within, '', keyTails, random, bindings);
  if (matcher.filter !== undefined) return filterFor(matcher.filter, random, bindings);
  const text = textForForm(matcher, random, bindings);
  if (text !== undefined) return text;
  if (matcher.exists !== undefined)
    return matcher.exists ? 'a' : random.pick([undefined, undefined, null, 'a']);
  if (matcher.number !== undefined || matcher.length !== undefined) return sized(matcher, random, bindings);
  const listed = matcher.contains === undefined ? matcher.contains_any : [matcher.contains];
  const options = optionsOf(listed ?? matcher.one_of ?? [matcher.equals ?? 'a'], bindings);
  const option = random.pickAny(options) ?? 'u1';
  if (listed === undefined) return random.chance(0.1) ? String(option) : option;
  return random.pick([[option], ['b', option], [option, null], [1.5, 'zz'], [inexact, 'zz'], option]);
}

function below(
  written: string | readonly string[],
  separator: string,
  tails: readonly string[],
  random: Random,
  bindings: Bindings,
): string {
  const prefix = random.pickAny(prefixesOf(written, bindings)) ?? '/data/u1/';
  const tail = random.chance(0.5) ? 'x' : random.pick(tails);
  return prefix.endsWith(separator) && random.chance(0.9)
    ? prefix + tail
    : prefix + random.pick([separator, '']) + tail;
}

function sized(matcher: Exclude<PlainMatcher, string>, random: Random, bindings: Bindings): unknown {
  const { min, max } = matcher.number ?? matcher.length ?? {};
  const bound = boundOf(min ?? max ?? 0, bindings) + random.pick([0, 0, 0, 1, -1]);
  if (matcher.number !== undefined) return bound + random.pick([0, 0, 0.5]);
  return random.pick([
    'a'.repeat(Math.max(0, bound)),
    '\u{1f600}'.repeat(Math.max(0, bound)),
    Array.from({ length: Math.max(0, bound) }, (_, index) => random.pick(['a', index])),
  ]);
}

/** The value as a careless or hostile caller would send it: often as it is, else wrapped, spoilt or replaced. */
export function mutated(value: unknown, random: Random): unknown {
  if (random.chance(0.68)) return value;
  // Inside a list or an object nothing is absent.
  const item = value ?? null;
  return random.pick<() => unknown>([
    () => [item],
    () => [item, item],
    () => [item, random.pick(oddValues)],
    () => [random.pick(oddValues), item],
    () => random.pick(oddValues),
    () => undefined,
    () => null,
    () => ({ a: item }),
    () => (typeof value === 'string' ? value + random.pick(['x', '\n', '/', '..', '\ud800']) : value),
    () => (typeof value === 'string' ? value.padEnd(40, 'x') : value),
  ])();
}
