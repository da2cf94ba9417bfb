import type { Rule } from '../../model/rule.ts';
import type { Bindings } from '../../model/workspace.ts';

/** Tells content apart, wherever and in whatever words it is written: places, descriptions and reasons do not count. */
export interface Contents {
  /** The content as one text: equal for equal content, references still in it. */
  readonly text: (of: object) => string;
  /** What a rule decides, without its limit, its approvals and its tools. */
  readonly deciding: (rule: Rule) => string;
  /** The references that stand in the content. */
  readonly references: (of: object) => ReferencedNames;
  /** A number that stands for a text, so that texts made of texts stay short. The same for equal texts. */
  readonly number: (text: string) => number;
}

/** Which values of a tenant its policy depends on. */
export interface ReferencedNames {
  readonly vars: ReadonlySet<string>;
  readonly tenantId: boolean;
  readonly tenantName: boolean;
  readonly plan: boolean;
}

/** Remembers what it has seen: one for each comparison. */
export function createContents(): Contents {
  const numbers = new Map<string, number>();
  const number = (text: string): number => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
  const text = remembered((of: object) => contentText(of));
  const deciding = remembered(({ closedArguments, conditions, action }: Rule) =>
    contentText({
      closedArguments,
      conditions: conditions.map((condition) => ({ match: condition.match, action: condition.action })),
      action: action ?? null,
    }),
  );
  return { text, deciding, references: remembered(referencesIn), number };
}

/** The values that references stand for, as one text. */
export function boundValues(names: readonly ReferencedNames[], bindings: Bindings): string {
  const vars = new Set(names.flatMap((each) => [...each.vars]));
  return JSON.stringify([
    names.some(({ tenantId }) => tenantId) ? bindings.tenantId : null,
    names.some(({ tenantName }) => tenantName) ? (bindings.tenantName ?? null) : null,
    names.some(({ plan }) => plan) ? (bindings.plan ?? null) : null,
    [...vars].sort().map((name) => [name, bindings.vars.get(name) ?? null]),
  ]);
}

/**
 * The values of references that two versions of a tenant give differently, with both, as one text; null where there are
 * none. A new default of a template is the same for all tenants that take it.
 */
export function changedValues(
  names: readonly ReferencedNames[],
  before: Bindings,
  after: Bindings,
): string | null {
  const vars = [...new Set(names.flatMap((each) => [...each.vars]))].sort();
  const values = vars.map((name) => [name, before.vars.get(name) ?? null, after.vars.get(name) ?? null]);
  if (names.some(({ tenantName }) => tenantName))
    values.push(['tenant.name', before.tenantName ?? null, after.tenantName ?? null]);
  if (names.some(({ plan }) => plan)) values.push(['plan', before.plan ?? null, after.plan ?? null]);
  const changed = values.filter(([, was, is]) => JSON.stringify(was) !== JSON.stringify(is));
  return changed.length === 0 ? null : JSON.stringify(changed);
}

const wordsAndPlaces = new Set([
  'place',
  'enforcePlace',
  'description',
  'reason',
  'spelling',
  'chain',
  'file',
]);

function contentText(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(contentText).join(',')}]`;
  const members = Object.entries(value)
    .filter(([key, member]) => member !== undefined && !wordsAndPlaces.has(key))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${contentText(member)}`).join(',')}}`;
}

function referencesIn(of: object): ReferencedNames {
  const vars = new Set<string>();
  const refs = new Set<string>();
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    if (!Array.isArray(value) && 'ref' in value && typeof value.ref === 'string') {
      refs.add(value.ref);
      if (value.ref === 'vars' && 'name' in value && typeof value.name === 'string') vars.add(value.name);
      return;
    }
    for (const member of Object.values(value)) visit(member);
  };
  visit(of);
  return {
    vars,
    tenantId: refs.has('tenant.id'),
    tenantName: refs.has('tenant.name'),
    plan: refs.has('plan'),
  };
}

function remembered<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { readonly made: T }>();
  return (of) => {
    const before = known.get(of);
    if (before !== undefined) return before.made;
    const made = make(of);
    known.set(of, { made });
    return made;
  };
}
