import { bindPattern, boundValue } from '../../engine/compile/bind-text.ts';
import { patternText } from '../../engine/compile/pattern-text.ts';
import { PolicyError } from '../../engine/compile/policy-error.ts';
import type { Matcher } from '../../model/matcher.ts';
import type { Reference } from '../../model/template-text.ts';
import type { Bindings } from '../../model/workspace.ts';
import { parsePattern } from '../../pattern/parse-pattern.ts';

type Regex = Extract<Matcher, { readonly kind: 'regex' }>;

/** A pattern with a tenant's values in it, or as it stands where it holds no reference. */
export interface BoundPattern {
  /** Undefined where a value is missing, which is another rule's finding. */
  readonly source: string | undefined;
  readonly bindings: Bindings | undefined;
}

/** The pattern as it stands or, where it has references, as each tenant that has it sees it. */
export function* boundPatterns(
  matcher: Regex,
  tenantsOf: (matcher: Matcher) => Iterable<Bindings>,
): Generator<BoundPattern> {
  if (!hasReferences(matcher)) yield { source: matcher.pattern.join(''), bindings: undefined };
  else if (isPattern(matcher)) {
    for (const bindings of tenantsOf(matcher)) yield { source: boundSource(matcher, bindings), bindings };
  }
}

/** Whether a tenant's values are put into it. */
export function hasReferences({ pattern }: Regex): boolean {
  return pattern.some((part) => typeof part !== 'string');
}

/** The pattern with a tenant's values in it; undefined where one is missing. */
export function boundSource({ pattern }: Regex, bindings: Bindings): string | undefined {
  return tried(() => bindPattern(pattern, bindings));
}

/**
 * What a tenant's values look like, for what many tenants have with values of their own: values of one form have letters,
 * digits and signs in the same order, however many of them. Undefined where a value is missing.
 */
export function formOfReferences(references: readonly Reference[], bindings: Bindings): string | undefined {
  return tried(() =>
    JSON.stringify(
      references.map((reference) =>
        [boundValue(reference, bindings)].flat().map((value) => formOf(String(value))),
      ),
    ),
  );
}

/** The same for the references of a pattern. */
export function formOfValues({ pattern }: Regex, bindings: Bindings): string | undefined {
  return formOfReferences(
    pattern.filter((part) => typeof part !== 'string'),
    bindings,
  );
}

function formOf(value: string): string {
  return value
    .replace(/[a-z]+/g, 'a')
    .replace(/[A-Z]+/g, 'A')
    .replace(/[0-9]+/g, '0');
}

/** Whether it is a pattern as it is written, whatever its references stand for. */
function isPattern({ pattern, ignoreCase }: Regex): boolean {
  const { source, misuses } = patternText(pattern);
  return misuses.length === 0 && parsePattern(source, { ignoreCase }).ok;
}

function tried<T>(bind: () => T): T | undefined {
  try {
    return bind();
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}
