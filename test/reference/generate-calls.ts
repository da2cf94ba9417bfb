import { UnjudgeableArguments } from '../../src/model/json.ts';
import { boundaryEntries } from './ask-boundaries.ts';
import { effectivePolicy } from './effective-policy.ts';
import type { PlainCall } from './envelope.ts';
import { mutated, valueFor } from './generate-value.ts';
import type { PlainMatcher, PlainRule, PlainTenant, PlainWorkspace } from './plain-documents.ts';
import type { Random } from './random.ts';
import { parsePath } from './read-path.ts';
import { asWritten } from './reading.ts';
import type { Bindings } from './template-text.ts';
import { toolMatches } from './tool-glob.ts';
import { argumentPaths, oddValues, toolNames, unnamedTools } from './vocabulary.ts';
import { withValueAt } from './with-value-at.ts';

/** Calls in order, close to what the rules speak of; times mostly go forward. */
export function generateCalls(workspace: PlainWorkspace, count: number, random: Random): PlainCall[] {
  let time = 1_767_603_600_000;
  const targets = targetsOf(workspace);
  return Array.from({ length: count }, () => {
    time += generateStep(random);
    const target = random.pickAny(targets);
    return target === undefined ? oddCall(time, random) : generateCall(workspace, target, time, random);
  });
}

function generateStep(random: Random): number {
  if (random.chance(0.5)) return random.pick([0, 1, 50, 333, 999, 1000, 1001]);
  return random.pick([0, 0, 100, 500, 700, 5000, 19_999, 20_000, 60_000, 3_600_000, -1, -800, -30_000]);
}

/** A tenant and one of the rules that hold for it. */
interface Target {
  readonly tenant: PlainTenant;
  readonly rule: PlainRule;
  readonly vars: Bindings['vars'];
}

function targetsOf(workspace: PlainWorkspace): Target[] {
  const baseline = workspace.baseline.flatMap((document) => document.rules);
  return workspace.tenants.flatMap((tenant) => {
    const { rules, vars } = effectivePolicy(tenant, workspace, asWritten);
    return [...rules.map(({ rule }) => rule), ...baseline].map((rule) => ({ tenant, rule, vars }));
  });
}

function generateCall(workspace: PlainWorkspace, target: Target, time: number, random: Random): PlainCall {
  if (random.chance(0.02)) return oddCall(time, random);
  const { tenant, rule, vars } = target;
  const context = generateContext(tenant, random);
  const bindings: Bindings = {
    tenantId: tenant.tenant_id,
    tenantName: tenant.name,
    plan: tenant.plan,
    vars,
    context,
  };
  const tool = generateTool(rule.tool, random);
  const condition = random.pickAny(rule.conditions ?? []);
  const wanted: [string, PlainMatcher][] = Object.entries(condition?.match ?? {});
  for (const entry of boundaryEntries(workspace, tool, asWritten)) {
    if (random.chance(0.9)) wanted.push(entry);
  }
  let call = { arguments: generateArguments(random), context: random.chance(0.01) ? {} : context };
  for (const [path, matcher] of wanted) {
    const value = mutated(valueFor(matcher, random, bindings), random);
    const { root, segments } = parsePath(path);
    if (root === 'arguments')
      call = { ...call, arguments: withValueAt(call.arguments, segments, value, random) };
    if (root === 'context') call = { ...call, context: withValueAt(call.context, segments, value, random) };
  }
  return { tool, ...call, time };
}

function generateTool(written: string | readonly string[], random: Random): string {
  const glob = typeof written === 'string' ? written : (random.pickAny(written) ?? '**');
  const fitting = [...toolNames, ...toolNames, ...unnamedTools].filter((tool) =>
    toolMatches(glob, tool, asWritten),
  );
  return random.chance(0.05) ? random.pick(toolNames) : (random.pickAny(fitting) ?? random.pick(toolNames));
}

/** Arguments that no rule asked for: mostly none. */
function generateArguments(random: Random): unknown {
  if (!random.chance(0.2)) return {};
  return withValueAt({}, parsePath(random.pick(argumentPaths)).segments, random.pick(oddValues), random);
}

function generateContext(tenant: PlainTenant, random: Random): unknown {
  return {
    tenant_id: random.chance(0.015)
      ? random.pick(['tenant_none', '__proto__', 'tenant_a '])
      : tenant.tenant_id,
    ...(random.chance(0.9) && {
      user_id: random.pick(['u1', 'u1', 'u1', 'a', 'a/b', '..', 'u-1', 5, true, null, '', ['u1'], {}]),
    }),
    ...(random.chance(0.4) && { roles: random.pick([['a', 'admin'], ['u1'], [], 'a', [1, null]]) }),
    ...(random.chance(0.2) && { plan: random.pick(['free', 'pro', 7]) }),
  };
}

/** A call whose envelope, or whose arguments as a whole, is in doubt. */
function oddCall(time: number, random: Random): PlainCall {
  const good = { tool: 'read', arguments: {}, context: { tenant_id: 'tenant_a', user_id: 'u1' }, time };
  return random.pick<() => PlainCall>([
    () => ({ ...good, tool: random.pick(['', null, 5, ['read']]) }),
    () => ({ ...good, arguments: random.pick([null, [], 'x', 5, undefined]) }),
    () => ({ ...good, arguments: new UnjudgeableArguments('the key "a" stands twice') }),
    () => ({ ...good, arguments: nested(random.pick([64, 65, 80])) }),
    () => ({ ...good, context: random.pick([null, [], 'tenant_a', undefined]) }),
    () => ({ ...good, context: { tenant_id: random.pick([null, '', 5, ['tenant_a'], {}]), user_id: 'u1' } }),
    () => ({ ...good, context: { tenant_id: 'tenant_a', user_id: random.pick([null, '', [], {}]) } }),
  ])();
}

function nested(levels: number): unknown {
  return levels === 1 ? {} : { a: nested(levels - 1) };
}
