import type { PolicyDocument, TemplateDocument } from '../model/documents.ts';
import type { Place } from '../model/place.ts';
import type { Rule } from '../model/rule.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';
import { tenantDocuments } from './tenant-documents.ts';

/** How many tenants something reaches, and the first of them by id. */
export interface Reach {
  readonly tenants: number;
  readonly example: string;
}

/**
 * Tells which tenants a place in a template reaches: those whose policy has the rule it is in, else those that extend
 * the template. Undefined for a place in any other document, and where it reaches nobody.
 */
export function tenantReach(
  documents: readonly PolicyDocument[],
  workspace: EffectiveWorkspace,
): (place: Place) => Reach | undefined {
  const templates = new Map<string, TemplateDocument[]>();
  for (const document of documents) {
    if (document.kind !== 'template') continue;
    const before = templates.get(document.file);
    if (before === undefined) templates.set(document.file, [document]);
    else before.push(document);
  }
  if (templates.size === 0) return () => undefined;
  let byRule: ReadonlyMap<Rule, Reach> | undefined;
  let byName: ReadonlyMap<string, Reach> | undefined;
  return (place) => {
    const template = templates.get(place.file)?.find((candidate) => holds(candidate.place, place));
    if (template === undefined) return undefined;
    const rule = template.rules.find((candidate) => holds(candidate.place, place));
    byRule ??= reachOfRules(workspace);
    if (rule !== undefined) return byRule.get(rule);
    byName ??= reachOfTemplates(documents);
    return byName.get(template.name.value);
  };
}

function reachOfRules(workspace: EffectiveWorkspace): ReadonlyMap<Rule, Reach> {
  const reach = new Map<Rule, Reach>();
  for (const { tenantId, rules } of workspace.tenants.values()) {
    for (const { rule, chain } of rules) if (chain.length > 0) count(reach, rule, tenantId);
  }
  return reach;
}

function reachOfTemplates(documents: readonly PolicyDocument[]): ReadonlyMap<string, Reach> {
  const parents = new Map<string, readonly string[]>();
  for (const document of documents) {
    if (document.kind === 'template') parents.set(document.name.value, namesOf(document.extends));
  }
  const closures = new Map<string, ReadonlySet<string>>();
  const reach = new Map<string, Reach>();
  for (const tenant of tenantDocuments(documents)) {
    const names = namesOf(tenant.extends);
    const key = JSON.stringify(names);
    const closure = closures.get(key) ?? closureOf(names, parents);
    closures.set(key, closure);
    for (const name of closure) count(reach, name, tenant.tenantId.value);
  }
  return reach;
}

function closureOf(
  names: readonly string[],
  parents: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  // A set visits what is added during iteration, and a name once, so circles end.
  const closure = new Set(names);
  for (const name of closure) for (const parent of parents.get(name) ?? []) closure.add(parent);
  return closure;
}

function namesOf(names: readonly { readonly value: string }[]): readonly string[] {
  return names.map(({ value }) => value);
}

function count<K>(reach: Map<K, Reach>, key: K, tenant: string): void {
  const before = reach.get(key);
  const example = before === undefined || tenant < before.example ? tenant : before.example;
  reach.set(key, { tenants: (before?.tenants ?? 0) + 1, example });
}

function holds(outer: Place, inner: Place): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
