import { type Asking, askMatcher, isWholeValue } from './ask-matcher.ts';
import { type Answer, allOf, anyOf } from './kleene.ts';
import type { PlainMatcher } from './plain-documents.ts';
import { parsePath, readPath } from './read-path.ts';

/** What a path's matcher answered, for each element; a value that is no list is one element. */
type ElementAnswers = readonly Answer[];

/** The arguments and the context of a call. */
export interface Readable {
  readonly arguments: unknown;
  readonly context: unknown;
}

/** Asks every path of a `match`. Throws `ArgumentTooLarge`. */
export function askPaths(
  match: { readonly [path: string]: PlainMatcher },
  call: Readable,
  asking: Asking,
): readonly ElementAnswers[] {
  return Object.entries(match).map(([path, matcher]) => askPath(path, matcher, call, asking));
}

function askPath(text: string, matcher: PlainMatcher, call: Readable, asking: Asking): ElementAnswers {
  const { reading } = asking;
  const path = parsePath(text);
  const found = readPath(path.root === 'context' ? call.context : call.arguments, path.segments, reading);
  if (found.kind === 'unclear') return ['unclear'];
  if (found.kind === 'absent') return [askMatcher(matcher, undefined, undefined, asking)];
  if (found.kind === 'elements') {
    // "`[]` is no for every action."
    if (found.elements.length === 0) return [reading.emptyList];
    return found.elements.map((element) => {
      return typeof element === 'string'
        ? element
        : askMatcher(matcher, element.value, element.value, asking);
    });
  }
  const { value } = found;
  // "A matcher made only of these is asked once, of the list, `[]` included."
  if (!Array.isArray(value) || isWholeValue(matcher)) return [askMatcher(matcher, value, value, asking)];
  if (value.length === 0) return [reading.emptyList];
  // "Any other is asked element by element: a null or list element is unclear for the whole matcher."
  return value.map((item) => {
    return item === null || Array.isArray(item)
      ? reading.oddElement
      : askMatcher(matcher, item, value, asking);
  });
}

/** An `allow` condition and a boundary: "all elements must be yes". */
export function formForAllow(paths: readonly ElementAnswers[], { reading }: Asking): Answer {
  const elements = reading.allowElements === 'all' ? allOf : anyOf;
  return (reading.paths === 'all' ? allOf : anyOf)(paths.map(elements));
}

/** A `deny` condition: "one yes makes it yes". */
export function formForDeny(paths: readonly ElementAnswers[], { reading }: Asking): Answer {
  const elements = reading.denyElements === 'some' ? anyOf : allOf;
  return (reading.paths === 'all' ? allOf : anyOf)(paths.map(elements));
}

/**
 * A `require_approval` condition: yes "decides if all elements are yes; if only some are, it is a floor", unclear is a
 * floor. "Both are formed: all-yes decides; else, if the or form is not no, it is a floor; else next."
 */
export function formForApproval(
  paths: readonly ElementAnswers[],
  { reading }: Asking,
): 'decides' | 'floor' | 'next' {
  const elements = reading.approvalElements === 'all' ? allOf : anyOf;
  const combined = reading.paths === 'all' ? allOf : anyOf;
  if (combined(paths.map(elements)) === 'yes') return 'decides';
  return combined(paths.map(anyOf)) === 'no' ? 'next' : 'floor';
}
