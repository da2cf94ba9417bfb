import { race, ratio } from '../measure.mjs';
import { engineOf, mixedCalls, tenantPolicy, workspaceOf } from '../workspace.mjs';

/** Many tenants, and many rules about other tools. */
export function measure(effort, { quick }) {
  const id = 'tenant_acme';
  const tenants = quick ? 100 : 1000;
  const small = engineOf(workspaceOf({ 'a.yaml': tenantPolicy(id) }));
  const ids = Array.from({ length: tenants }, (_, at) => `tenant_${at}`);
  const fleet = engineOf(
    workspaceOf(Object.fromEntries(ids.map((other) => [`${other}.yaml`, tenantPolicy(other)]))),
  );
  const others = Array.from(
    { length: 1000 },
    (_, at) =>
      `  - { tool: other_${at}, conditions: [{ match: { arguments.x: '^a${at}' }, action: allow }] }\n`,
  );
  const many = engineOf(workspaceOf({ 'a.yaml': tenantPolicy(id) + others.join('') }));
  const calls = mixedCalls(id);
  const fleetCalls = ids.flatMap((other) => mixedCalls(other, 5));
  const over = (engine, list) => (turns) => {
    for (let turn = 0; turn < turns; turn++) engine.decide(list[turn % list.length]);
  };
  for (const call of fleetCalls) fleet.decide(call);
  const sample = mixedCalls(id, 5);
  const times = race(
    {
      one: over(small, calls),
      five: over(small, sample),
      many: over(many, calls),
      fleet: over(fleet, fleetCalls),
    },
    effort,
  );
  return [
    {
      what: '1,000 rules on other tools',
      against: '15 rules',
      value: ratio(times, 'many', 'one'),
      unit: '×',
      goal: 'at most 1.1',
    },
    {
      what: `calls of ${tenants} tenants in turn`,
      against: 'calls of one',
      value: ratio(times, 'fleet', 'five'),
      unit: '×',
      goal: 'at most 1.2',
    },
  ];
}
