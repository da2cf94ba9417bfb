import { race, ratio, spread } from '../measure.mjs';
import { engineOf, handWritten, mixedCalls, tenantPolicy, workspaceOf } from '../workspace.mjs';

/** One decision, hot, against a hand-written chain of native regular expressions. */
export function measure(effort) {
  const id = 'tenant_acme';
  const calls = mixedCalls(id);
  const plain = engineOf(workspaceOf({ 'a.yaml': tenantPolicy(id) }));
  const limit = '    constraints: { rate_limit: 100000000/s }\n';
  const plans = `rate_limits: { pro: { total_tool_calls: 4000/s } }\n`;
  const limited = engineOf(
    workspaceOf({ 'a.yaml': `plan: pro\n${tenantPolicy(id, { limit })}`, 'plans.yaml': plans }),
  );
  const chain = handWritten(id);
  for (const call of calls) {
    const ours = plain.decide(call).action;
    if (ours !== chain(call)) throw new Error(`${JSON.stringify(call)}: ${ours}, by hand ${chain(call)}`);
  }
  // A millisecond a call, through all rounds, so that no limit is ever full.
  let time = 1e12;
  const over = (decide) => (turns) => {
    for (let turn = 0; turn < turns; turn++) decide(calls[turn % calls.length], turn);
  };
  const times = race(
    {
      engine: over((call) => plain.decide(call)),
      limits: over((call) => limited.decide(call, { at: time++ })),
      chain: over(chain),
    },
    effort,
  );
  return [
    {
      what: 'one decision, with its result',
      against: 'a native RegExp chain',
      value: ratio(times, 'engine', 'chain'),
      unit: '×',
      goal: 'at most 2',
    },
    {
      what: 'one decision with limits',
      against: 'a native RegExp chain',
      value: ratio(times, 'limits', 'chain'),
      unit: '×',
      goal: 'at most 2',
    },
    { what: 'one decision', value: spread(times.engine), unit: 'ns' },
    { what: 'the chain', value: spread(times.chain), unit: 'ns' },
  ];
}
