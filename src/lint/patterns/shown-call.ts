import type { LanguageAlgebra } from '../../analysis/language/language-algebra.ts';
import { sampleValue } from '../../analysis/sample-value.ts';
import { toolRepresentatives } from '../../analysis/tool-representatives.ts';
import type { PathSegment } from '../../model/argument-path.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { PathMatch } from '../../model/rule.ts';
import type { Bindings } from '../../model/workspace.ts';
import type { MatcherUse } from './pattern-uses.ts';
import { withoutOverrun } from './without-overrun.ts';

/** A call that a person can try. */
export interface ShownCall {
  readonly tool: string;
  readonly arguments: JsonObject;
  readonly context: JsonObject;
}

/**
 * A call of a tenant that has `text` at the path of a use and, at the other paths of its condition, values that their
 * matchers take. Undefined where none is at hand.
 */
export function shownCall(
  use: MatcherUse,
  text: string,
  bindings: Bindings,
  algebra: LanguageAlgebra,
  others: readonly PathMatch[] = use.condition?.match ?? [],
): ShownCall | undefined {
  const root = branch();
  put(root, ['context', { kind: 'key', key: 'tenant_id' }], bindings.tenantId);
  if (!put(root, [use.path.root, ...use.path.segments], text)) return undefined;
  for (const { path, matcher } of others) {
    if (path.text === use.path.text) continue;
    const sample = withoutOverrun(() => sampleValue(matcher, bindings, algebra));
    if (sample === undefined) return undefined;
    if (sample.kind === 'value' && !put(root, [path.root, ...path.segments], sample.value)) return undefined;
  }
  const [tool] = toolRepresentatives([use.tool]).tools;
  if (tool === undefined) return undefined;
  return { tool, arguments: objectAt(root, 'arguments'), context: objectAt(root, 'context') };
}

/** Values by path before they are an object: a list has one element. */
interface Branch {
  readonly children: Map<string, Branch | { readonly value: JsonValue }>;
}

function branch(): Branch {
  return { children: new Map() };
}

const element = '[*]';

/** False where something else stands there already. */
function put(
  root: Branch,
  [first, ...segments]: readonly [string, ...PathSegment[]],
  value: JsonValue,
): boolean {
  const keys = [first, ...segments.map((segment) => (segment.kind === 'each' ? element : `.${segment.key}`))];
  const last = keys.pop() ?? '';
  let at = root;
  for (const key of keys) {
    const next = at.children.get(key) ?? branch();
    if ('value' in next) return false;
    at.children.set(key, next);
    at = next;
  }
  if (at.children.has(last)) return false;
  at.children.set(last, { value });
  return true;
}

function objectAt(root: Branch, key: string): JsonObject {
  const part = root.children.get(key);
  return part === undefined || 'value' in part ? {} : objectOf(part);
}

function objectOf({ children }: Branch): JsonObject {
  return Object.fromEntries([...children].map(([key, child]) => [key.slice(1), partValue(child)]));
}

function partValue(child: Branch | { readonly value: JsonValue }): JsonValue {
  if ('value' in child) return child.value;
  const only = child.children.get(element);
  return only === undefined ? objectOf(child) : [partValue(only)];
}
