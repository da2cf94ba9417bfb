import { race, ratio, spread } from '../measure.mjs';
import { engineOf, workspaceOf } from '../workspace.mjs';

/** Patterns on which a backtracking matcher takes seconds, with the text that makes it so. */
const attacks = [
  ['(a+)+$', (length) => `${'a'.repeat(length - 1)}!`],
  ['^(?:a|aa)+$', (length) => `${'a'.repeat(length - 1)}!`],
  ['(?:.*a){8}b', (length) => 'a'.repeat(length)],
  ['(x+x+)+y', (length) => 'x'.repeat(length)],
  ['^[^@\\s]+@(?:[^@\\s.]+\\.)+[a-z]{2,}$', (length) => `a@${'a.'.repeat(length / 2)}`],
];

/** 100 KB of hostile text against 10 KB of it. */
export function measure(effort) {
  return attacks.map(([pattern, text]) => {
    const policy = `tenant_id: t\nrules:\n  - { tool: x, conditions: [{ match: { arguments.q: '${pattern}' }, action: allow }] }\n`;
    const engine = engineOf(workspaceOf({ 'a.yaml': policy }, { limits: { maxArgumentBytes: 1_000_000 } }));
    const of = (length) => {
      const call = { tool: 'x', arguments: { q: text(length) }, context: { tenant_id: 't' } };
      return (turns) => {
        for (let turn = 0; turn < turns; turn++) engine.decide(call);
      };
    };
    const times = race({ small: of(10_000), large: of(100_000) }, effort);
    const value = ratio(times, 'large', 'small');
    return {
      what: `\`${pattern.replaceAll('|', '\\|')}\` on 100 KB`,
      against: '10 KB',
      value,
      unit: '×',
      goal: 'at most 11',
      note: `${(spread(times.large).median / 1e6).toFixed(2)} ms, goal under 2`,
    };
  });
}
