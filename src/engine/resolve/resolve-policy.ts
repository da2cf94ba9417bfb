import type { Diagnostic } from '../../model/diagnostic.ts';
import type {
  Logging,
  PolicyBody,
  TemplateDocument,
  TenantDocument,
  VariableValue,
} from '../../model/documents.ts';
import type { Sourced } from '../../model/place.ts';
import type { Posture } from '../../model/posture.ts';
import type { Rule } from '../../model/rule.ts';
import type { Bindings, EffectivePolicy, EffectiveRule } from '../../model/workspace.ts';
import { nameRules } from './name-rules.ts';
import type { ExtendedTemplate } from './resolve-extends.ts';

/** The policy that a tenant has after its templates. */
export function resolvePolicy(
  tenant: TenantDocument,
  templates: readonly ExtendedTemplate[],
  rules: readonly EffectiveRule[],
  posture?: Posture,
): EffectivePolicy {
  const bodies: readonly PolicyBody[] = [tenant, ...templates.map(({ template }) => template)];
  const isolation = mergeByKey(bodies.map((body) => body.isolation));
  return {
    tenantId: tenant.tenantId.value,
    ...(tenant.plan === undefined ? {} : { plan: tenant.plan.value }),
    status: tenant.status,
    bindings: bindingsOf(tenant, templates),
    rules,
    defaultAction: bodies.find((body) => body.defaultAction !== undefined)?.defaultAction?.value ?? 'deny',
    logging: mergeLogging(bodies.map((body) => body.logging)),
    ...(Object.keys(isolation).length === 0 ? {} : { isolation }),
    ...(posture === undefined ? {} : { posture }),
    labels: mergeByKey(bodies.map((body) => body.labels)),
    place: tenant.place,
  };
}

/**
 * A policy's rules in the order they are asked: its own, then each template's. A rule whose id an earlier one has is
 * dropped.
 */
export function effectiveRules(
  own: readonly Rule[],
  templates: readonly ExtendedTemplate[],
): readonly EffectiveRule[] {
  const ids = new Set<string>();
  const rules: { readonly rule: Rule; readonly chain: readonly string[] }[] = [];
  const add = (rule: Rule, chain: readonly string[]): void => {
    if (rule.id !== undefined && ids.has(rule.id)) return;
    if (rule.id !== undefined) ids.add(rule.id);
    rules.push({ rule, chain });
  };
  for (const rule of own) add(rule, []);
  for (const { template, chain } of templates) for (const rule of template.rules) add(rule, chain);
  return nameRules(rules);
}

function bindingsOf(tenant: TenantDocument, templates: readonly ExtendedTemplate[]): Bindings {
  const vars = new Map<string, VariableValue>();
  for (const [name, { value }] of tenant.vars) vars.set(name, value);
  for (const { name, fallback } of declarations(templates)) {
    if (!vars.has(name) && fallback !== undefined) vars.set(name, fallback);
  }
  return {
    tenantId: tenant.tenantId.value,
    ...(tenant.name === undefined ? {} : { tenantName: tenant.name.value }),
    ...(tenant.plan === undefined ? {} : { plan: tenant.plan.value }),
    vars,
  };
}

// The nearest declaration of a variable counts, also where it has no default.
function declarations(
  templates: readonly ExtendedTemplate[],
): readonly TemplateDocument['declares'][number][] {
  const nearest = new Map<string, TemplateDocument['declares'][number]>();
  for (const { template } of templates) {
    for (const declared of template.declares)
      if (!nearest.has(declared.name)) nearest.set(declared.name, declared);
  }
  return [...nearest.values()];
}

/** A tenant's variables whose value is not of the declared type. */
export function checkVariableTypes(
  tenant: TenantDocument,
  templates: readonly ExtendedTemplate[],
): readonly Diagnostic[] {
  return declarations(templates).flatMap(({ name, type }): Diagnostic[] => {
    const given = tenant.vars.get(name);
    if (given === undefined || hasType(given.value, type)) return [];
    const message = `variable ${name} of ${tenant.tenantId.value} is no ${type}`;
    const help = `the template declares ${name} as a ${type}${typedColumn(name, type, given)}`;
    return [
      {
        code: 'schema/invalid',
        severity: 'error',
        message,
        help,
        place: given.place,
        tenant: tenant.tenantId.value,
      },
    ];
  });
}

// A cell of CSV is text unless its column says otherwise.
function typedColumn(name: string, type: string, { value, place }: Sourced<VariableValue>): string {
  const isCell = typeof value === 'string' && !/\.(?:ya?ml|jsonl|ndjson)$/i.test(place.file);
  return isCell && type !== 'string' ? `; call the column \`vars.${name}:${type}\`` : '';
}

function hasType(value: VariableValue, type: 'string' | 'number' | 'list'): boolean {
  return type === 'list' ? Array.isArray(value) : typeof value === type;
}

function mergeByKey<T>(parts: readonly ({ readonly [key: string]: T } | undefined)[]): {
  readonly [key: string]: T;
} {
  const merged = new Map<string, T>();
  for (const part of parts) {
    for (const [key, value] of Object.entries(part ?? {})) if (!merged.has(key)) merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

function mergeLogging(parts: readonly (Logging | undefined)[]): Logging {
  const level = parts.find((part) => part?.level !== undefined)?.level;
  const kept = parts.find((part) => part?.retentionMs !== undefined);
  return {
    ...(level === undefined ? {} : { level }),
    ...(kept?.retentionMs === undefined ? {} : { retentionMs: kept.retentionMs }),
    ...(kept?.retentionText === undefined ? {} : { retentionText: kept.retentionText }),
  };
}
