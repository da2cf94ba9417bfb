import { boundScalars } from '../engine/compile/bind-text.ts';
import type { Bound } from '../model/matcher.ts';
import type { Bindings } from '../model/workspace.ts';

/** The range of a `number` or `length`, with a tenant's values in it; open where a bound, or its value, is missing. */
export function boundsOf(
  matcher: { readonly min?: Bound; readonly max?: Bound },
  bindings: Bindings,
): { readonly min: number; readonly max: number } {
  return { min: boundOf(matcher.min, bindings, -Infinity), max: boundOf(matcher.max, bindings, Infinity) };
}

function boundOf(bound: Bound | undefined, bindings: Bindings, open: number): number {
  if (bound === undefined) return open;
  if (typeof bound === 'number') return bound;
  const [only] = bound;
  const [value] = only === undefined || typeof only === 'string' ? [] : boundScalars(only, bindings);
  return typeof value === 'number' ? value : open;
}
