import type { BoundMatcher } from '../../engine/compile/bound-matcher.ts';
import type { JsonValue } from '../../model/json.ts';
import type { CallParts } from './call-solver.ts';
import type { ToolModel } from './tool-model.ts';

/** Values tried for one context key. */
const mostValues = 12;

/**
 * The call as it was found, then with values of the context that matchers compare with and nobody set: what the call's
 * own arguments hold, the tenant's id, and any other.
 */
export function* likelyContexts(
  found: CallParts,
  models: readonly ToolModel[],
  tenantId: string,
): Generator<CallParts> {
  yield found;
  const keys = [...freeContextKeys(models)].filter((key) => !(key in found.context));
  if (keys.length === 0) return;
  const values = [...new Set([...scalarsIn(found.arguments), tenantId, 'x'])].slice(0, mostValues);
  for (const value of values) {
    yield { ...found, context: { ...found.context, ...Object.fromEntries(keys.map((key) => [key, value])) } };
  }
}

function freeContextKeys(models: readonly ToolModel[]): ReadonlySet<string> {
  const keys = new Set<string>();
  const visit = (matcher: BoundMatcher): void => {
    if (matcher.kind === 'not') visit(matcher.matcher);
    else if (matcher.kind === 'any_of' || matcher.kind === 'all_of') matcher.matchers.forEach(visit);
    else if (matcher.kind === 'one_of' || matcher.kind === 'contains')
      for (const key of matcher.options.contextKeys) keys.add(key);
    else if (matcher.kind === 'within')
      for (const { contextKey } of matcher.callPrefixes) keys.add(contextKey);
  };
  for (const { rules, baseline, boundaries } of models) {
    for (const { conditions } of [...rules, ...baseline])
      for (const { atoms } of conditions) for (const { matcher } of atoms) visit(matcher);
    for (const { atom } of boundaries) visit(atom.matcher);
  }
  keys.delete('tenant_id');
  return keys;
}

/** The scalars in a value, and the last segments of its paths and keys: what a prefix may end in. */
function* scalarsIn(value: JsonValue): Generator<string | number | boolean> {
  if (typeof value === 'string') {
    yield value;
    for (const word of value.split(/[^A-Za-z0-9_-]+/)) if (word !== '') yield word;
  } else if (typeof value === 'number' || typeof value === 'boolean') yield value;
  else if (Array.isArray(value)) for (const item of value) yield* scalarsIn(item);
  else if (
    value !== null &&
    typeof value === 'object' &&
    !('text' in value && typeof value.text === 'string')
  )
    for (const item of Object.values(value)) yield* scalarsIn(item);
}
