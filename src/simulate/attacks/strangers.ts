import type { VariableValue } from '../../model/documents.ts';
import type { Bindings, EffectiveWorkspace } from '../../model/workspace.ts';

/** Another tenant, whose resources attacks are after. */
export interface Stranger {
  readonly bindings: Bindings;
  /** For each mark of the tenant, what it is for this one; the longest mark first. */
  readonly replacements: readonly (readonly [string, string])[];
}

const mostStrangers = 3;
const mostMarks = 20;
const mostItems = 5;
/** Shorter texts occur by chance. */
const shortestMark = 3;

/** The texts that tell a tenant: its id, its name and its variables, the longest first. */
export function marksOf(bindings: Bindings): readonly string[] {
  return namedMarks(bindings).map(({ mark }) => mark);
}

/** Tells for each tenant those that come after it in the order of ids, and one that is made up where it is alone. */
export function strangersIn({ tenants }: EffectiveWorkspace): (own: Bindings) => readonly Stranger[] {
  const ids = [...tenants.keys()].sort();
  const places = new Map(ids.map((id, at) => [id, at]));
  return (own) => {
    const at = places.get(own.tenantId) ?? 0;
    const others = Array.from({ length: Math.min(mostStrangers, ids.length - 1) }, (_, step) => {
      return ids[(at + 1 + step) % ids.length] ?? '';
    });
    const found = others.flatMap((id) => tenants.get(id)?.bindings ?? []);
    return (found.length > 0 ? found : [madeUp(own)]).map((bindings) => ({
      bindings,
      replacements: namedMarks(own).map(({ mark, theirs }) => [mark, theirs(bindings)]),
    }));
  };
}

interface NamedMark {
  readonly mark: string;
  readonly theirs: (stranger: Bindings) => string;
}

function namedMarks({ tenantId, tenantName, vars }: Bindings): readonly NamedMark[] {
  const named: NamedMark[] = [
    { mark: tenantId, theirs: (stranger) => stranger.tenantId },
    ...(tenantName === undefined
      ? []
      : [{ mark: tenantName, theirs: (stranger: Bindings) => stranger.tenantName ?? stranger.tenantId }]),
    ...[...vars].flatMap(([name, value]) =>
      itemsOf(value).map((mark) => ({
        mark,
        theirs: (stranger: Bindings) => itemsOf(stranger.vars.get(name))[0] ?? stranger.tenantId,
      })),
    ),
  ];
  const known = new Map(named.filter(isTelling).map((each) => [each.mark, each]));
  return [...known.values()].slice(0, mostMarks).sort((a, b) => b.mark.length - a.mark.length);
}

function isTelling({ mark }: NamedMark, at: number): boolean {
  return at === 0 || mark.length >= shortestMark;
}

function itemsOf(value: VariableValue | undefined): readonly string[] {
  const items = typeof value === 'object' ? value : [value];
  return items.slice(0, mostItems).flatMap((item) => (typeof item === 'string' && item !== '' ? [item] : []));
}

function madeUp(own: Bindings): Bindings {
  const vars = [...own.vars].map(([name, value]): [string, VariableValue] => [name, madeUpValue(value)]);
  return { ...own, tenantId: `other_${own.tenantId}`.slice(0, 64), tenantName: 'Other', vars: new Map(vars) };
}

function madeUpValue(value: VariableValue): VariableValue {
  if (typeof value === 'object') return value.map(madeUpScalar).slice(0, 1);
  return madeUpScalar(value);
}

function madeUpScalar<T>(value: T): T | string {
  if (typeof value !== 'string') return value;
  return value.includes('.') ? 'other.example' : `other_${value}`;
}
