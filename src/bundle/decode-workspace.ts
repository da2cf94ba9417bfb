import type { Plan } from '../model/documents.ts';
import type { Place } from '../model/place.ts';
import type { Rule } from '../model/rule.ts';
import type { EffectivePolicy, EffectiveRule, EffectiveWorkspace } from '../model/workspace.ts';
import { BrokenContent } from './broken-content.ts';
import type { BundleData, BundleTenant, RuleUse } from './bundle-data.ts';
import type { Checked } from './bundle-problem.ts';
import { accepted, refused } from './bundle-problem.ts';
import { decodeBoundaries, decodeLogging, decodePlan, decodeRule, linePlace } from './decode-rule.ts';

/**
 * The workspace of schema-valid data: decides the same as the one it was encoded from. Every index must be in its
 * table. Tenants whose policies have the same rules share the list and its objects.
 */
export function decodeWorkspace(data: BundleData): Checked<EffectiveWorkspace> {
  try {
    const decoder = createDecoder(data);
    const { plans } = data;
    return accepted({
      envelope: { required: data.envelope.required },
      limits: { maxArgumentBytes: data.limits.max_argument_bytes },
      ...(plans !== undefined && { plans: decodePlans(plans, decoder) }),
      baseline: decoder.rules(data.baseline, data.positions.baseline),
      boundaries: data.boundaries.map((document, index) => {
        const at = item(data.positions.boundaries, index, 'boundaries');
        return decodeBoundaries(document, item(data.positions.files, at.file, 'files'), at.lines);
      }),
      tenants: new Map(
        Object.entries(data.tenants).map(([id, tenant]) => [id, decodeTenant(id, tenant, decoder)]),
      ),
    });
  } catch (error) {
    if (error instanceof BrokenContent) return refused('content', error.message);
    throw error;
  }
}

function item<T>(table: readonly T[], index: number, name: string): T {
  const found = table[index];
  if (found === undefined) throw new BrokenContent(`an index into ${name} points at nothing`);
  return found;
}

interface Decoder {
  readonly data: BundleData;
  readonly rules: (uses: readonly RuleUse[], positions: readonly number[]) => readonly EffectiveRule[];
  /** The rules of a tenant; `positions` is an index into the rule sets of the positions. */
  readonly ruleSet: (set: number, positions: number) => readonly EffectiveRule[];
  readonly place: (file: number, line: number) => Place;
}

function createDecoder(data: BundleData): Decoder {
  const { positions } = data;
  const place = (file: number, line: number): Place => linePlace(item(positions.files, file, 'files'), line);
  const rule = once((index, position): Rule => {
    const [file = 0, line = 1, ...conditions] = item(positions.rules, position, 'positions');
    return decodeRule(item(data.rules, index, 'rules'), place(file, line), conditions);
  });
  const rules: Decoder['rules'] = (uses, at) =>
    uses.map((use, index) => ({
      name: use.name,
      rule: rule(use.rule, item(at, index, 'positions')),
      chain: use.chain ?? [],
    }));
  return {
    data,
    rules,
    place,
    ruleSet: once((set, position) =>
      rules(item(data.rule_sets, set, 'rule_sets'), item(positions.rule_sets, position, 'positions')),
    ),
  };
}

/** The function, called once for each pair of indices. */
function once<T>(make: (index: number, position: number) => T): (index: number, position: number) => T {
  const known = new Map<number, Map<number, T>>();
  return (index, position) => {
    const row = known.get(index) ?? new Map<number, T>();
    known.set(index, row);
    const made = row.get(position) ?? make(index, position);
    row.set(position, made);
    return made;
  };
}

function decodeTenant(id: string, tenant: BundleTenant, decoder: Decoder): EffectivePolicy {
  const [positions, file, line] = own(decoder.data.positions.tenants, id);
  const { plan, name } = tenant;
  return {
    tenantId: id,
    ...(plan !== undefined && { plan }),
    status: tenant.suspended === true ? 'suspended' : 'active',
    bindings: {
      tenantId: id,
      ...(name !== undefined && { tenantName: name }),
      ...(plan !== undefined && { plan }),
      vars: new Map(Object.entries(tenant.vars ?? {})),
    },
    rules: decoder.ruleSet(tenant.rules, positions),
    defaultAction: tenant.default_action,
    logging: decodeLogging(tenant.logging ?? {}),
    labels: {},
    place: decoder.place(file, line),
  };
}

function decodePlans(plans: NonNullable<BundleData['plans']>, decoder: Decoder): ReadonlyMap<string, Plan> {
  const positions = decoder.data.positions.plans ?? {};
  const decoded = Object.entries(plans).map(([name, plan]) => {
    const [file, line] = own(positions, name);
    return decodePlan(name, plan, decoder.place(file, line));
  });
  // Names settle equal ranks, so that the order does not hang on how keys are stored.
  return new Map(
    decoded
      .sort((a, b) => a.rank - b.rank || (a.name.value < b.name.value ? -1 : 1))
      .map((plan) => [plan.name.value, plan]),
  );
}

function own<T>(record: { readonly [key: string]: T }, key: string): T {
  const found = Object.hasOwn(record, key) ? record[key] : undefined;
  if (found === undefined) throw new BrokenContent(`the positions lack ${JSON.stringify(key)}`);
  return found;
}
