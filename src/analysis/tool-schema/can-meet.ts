import { InexactNumber, type JsonValue, type Scalar } from '../../model/json.ts';
import type { Bound, Matcher } from '../../model/matcher.ts';
import { literalText } from '../../model/template-text.ts';
import { type Span, spansMeet } from './span.ts';
import type { JsonType, ValueFacts } from './value-facts.ts';

/** What is known of the values at a path. */
export interface PathFacts {
  readonly value: ValueFacts;
  /** Of its items, where it is a list. */
  readonly items: ValueFacts;
  /** The path asks for items (`[*]`), of which a list or null is unclear whatever is asked. */
  readonly isItem: boolean;
}

/**
 * Whether some value may get yes from a matcher that is made of no others. True where that cannot be told: patterns and
 * forms are not held against listed values, and references may stand for anything.
 */
export function canMeet(matcher: Matcher, { value, items, isItem }: PathFacts): boolean {
  const takes = (facts: ValueFacts): boolean => takesSome(matcher, facts);
  if (matcher.kind === 'exists') return true;
  if (isItem) return takes(without(value, ['array', 'null']));
  if (takes(value)) return true;
  // A list is asked item by item, but by matchers that see the whole of it.
  return !isWhole(matcher) && value.types.has('array') && takes(without(items, ['array', 'null']));
}

/** The types of value that a matcher takes, whatever it says of them. */
export function typesTaken(matcher: Matcher): readonly JsonType[] {
  switch (matcher.kind) {
    case 'regex':
      return ['string', 'number', 'boolean'];
    case 'one_of':
      return [...new Set(matcher.values.map((option) => scalarType(scalarOf(option) ?? '')))];
    case 'contains':
      return ['array'];
    case 'number':
      return ['number'];
    case 'length':
      return ['string', 'array'];
    case 'filter':
      return ['object'];
    default:
      return ['string'];
  }
}

/** The literal options of `equals` and `one_of` that no value equals. */
export function idleOptions(matcher: Matcher, { value, items, isItem }: PathFacts): readonly Scalar[] {
  if (matcher.kind !== 'one_of') return [];
  const isList = !isItem && value.types.has('array');
  return matcher.values.flatMap((option) => {
    const scalar = scalarOf(option);
    if (scalar === undefined || holds(value, scalar) || (isList && holds(items, scalar))) return [];
    return [scalar];
  });
}

function takesSome(matcher: Matcher, facts: ValueFacts): boolean {
  if (!typesTaken(matcher).some((type) => facts.types.has(type)) && !mayRefer(matcher)) return false;
  switch (matcher.kind) {
    case 'one_of':
      return matcher.values.some((option) => {
        const scalar = scalarOf(option);
        return scalar === undefined ? canBeScalar(facts) : holds(facts, scalar);
      });
    case 'number':
      return spansMeet(facts.number, boundsOf(matcher));
    case 'length': {
      const asked = boundsOf(matcher);
      const text = facts.types.has('string') && spansMeet(facts.length, asked);
      return text || (facts.types.has('array') && spansMeet(facts.items, asked));
    }
    default:
      return true;
  }
}

function isWhole({ kind }: Matcher): boolean {
  return kind === 'length' || kind === 'contains' || kind === 'filter';
}

function mayRefer(matcher: Matcher): boolean {
  return matcher.kind === 'one_of' && matcher.values.some((option) => scalarOf(option) === undefined);
}

type Option = Extract<Matcher, { readonly kind: 'one_of' }>['values'][number];

/** Undefined for one that refers to something. */
function scalarOf(option: Option): Scalar | undefined {
  return option.kind === 'scalar' ? option.value : literalText(option.text);
}

function canBeScalar({ types }: ValueFacts): boolean {
  return types.has('string') || types.has('number') || types.has('boolean');
}

function holds({ types, options, integral, number }: ValueFacts, scalar: Scalar): boolean {
  if (!types.has(scalarType(scalar))) return false;
  if (options !== undefined) return options.some((option) => isSame(option, scalar));
  if (typeof scalar !== 'number') return true;
  return (!integral || Number.isInteger(scalar)) && spansMeet(number, { min: scalar, max: scalar });
}

/** A number that lost digits may be any. */
function isSame(option: JsonValue, scalar: Scalar): boolean {
  return option instanceof InexactNumber ? typeof scalar === 'number' : option === scalar;
}

function scalarType(scalar: Scalar): 'string' | 'number' | 'boolean' {
  if (typeof scalar === 'string') return 'string';
  return typeof scalar === 'number' ? 'number' : 'boolean';
}

function boundsOf({ min, max }: { readonly min?: Bound; readonly max?: Bound }): Span {
  return {
    ...(typeof min === 'number' ? { min } : {}),
    ...(typeof max === 'number' ? { max } : {}),
  };
}

function without(facts: ValueFacts, types: readonly JsonType[]): ValueFacts {
  return { ...facts, types: new Set([...facts.types].filter((type) => !types.includes(type))) };
}
