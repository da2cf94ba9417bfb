import { describe, expect, test } from 'vitest';
import { witnessEngine } from '../../src/analysis/witness-engine.ts';
import { diffWorkspaces } from '../../src/analysis/workspace-diff.ts';
import { conditions, diffOf, diffOptions, match, rules, sideOf } from './diff-of.ts';

const plans = 'plans:\n  free: { tools: [read, send, find], rate_limits: { read: 5/s } }\n  pro: {}\n';

/** The verdict and changes of the only tenant, when its policy becomes another. */
function policyDiff(before: string, after: string, around: { readonly [file: string]: string } = {}) {
  const { tenants } = diffOf(
    { 't.yaml': `tenant_id: t\n${before}`, ...around },
    { 't.yaml': `tenant_id: t\n${after}` },
  );
  const [tenant] = tenants;
  if (tenant === undefined) throw new Error('no tenant');
  return {
    verdict: tenant.verdict,
    changes: tenant.changes.map(
      ({ kind, tool, from, to, effect }) => `${kind} ${tool ?? '-'}: ${from} > ${to} ${effect}`,
    ),
  };
}

const held = (approval: string): string =>
  rules(`{ tool: send, action: require_approval, approval: ${approval} }`);
const limited = (rate: string): string =>
  rules(`{ tool: read, action: allow, constraints: { rate_limit: ${rate} } }`);

describe('a policy that changes', () => {
  test.each([
    [
      'in nothing but words and order of keys',
      conditions(match("'^a$'")),
      conditions(match("'^a$'").replace('{ match', '{ reason: Why, match')),
      'equivalent',
      [],
    ],
    [
      'in how the same is written',
      conditions(match("'^(a|b)$'")),
      conditions(match("'^[ab]$'")),
      'equivalent',
      [],
    ],
    [
      'by a start that is gone',
      conditions(match("'^a$'")),
      conditions(match("'a$'")),
      'wider',
      ['decision read: deny > allow wider'],
    ],
    [
      'by an alternative',
      conditions(match("'^a$'")),
      conditions(match("'^(a|b)$'")),
      'wider',
      ['decision read: deny > allow wider'],
    ],
    [
      'here and there',
      conditions(match("'^a$'")),
      conditions(match("'^b$'")),
      'incomparable',
      ['decision read: allow > deny narrower', 'decision read: deny > allow wider'],
    ],
    [
      'by two conditions swapped',
      conditions(match("'^a'", 'deny'), match("'b$'")),
      conditions(match("'b$'"), match("'^a'", 'deny')),
      'wider',
      ['decision read: deny > allow wider'],
    ],
    [
      'to approval',
      rules('{ tool: read, action: allow }'),
      rules('{ tool: read, action: require_approval }'),
      'narrower',
      ['decision read: allow > require_approval narrower'],
    ],
    [
      'in its default',
      `default_action: deny`,
      `default_action: allow`,
      'wider',
      ['decision **: deny > allow wider'],
    ],
    [
      'by a glob',
      rules("{ tool: 're*', action: allow }"),
      rules("{ tool: '*', action: allow }"),
      'wider',
      ['decision *: deny > allow wider'],
    ],
    [
      'to suspended',
      'status: active',
      'status: suspended',
      'narrower',
      ['decision -: active > suspended narrower'],
    ],
    ['to active', 'status: suspended', 'status: active', 'wider', ['decision -: suspended > active wider']],
    [
      'while it is suspended',
      'status: suspended',
      `status: suspended\n${rules('{ tool: read, action: allow }')}`,
      'equivalent',
      [],
    ],
    ['in a limit', limited('5/s'), limited('6/s'), 'wider', ['limit read: 5/s > 6/s wider']],
    ['in how a limit is written', limited('60/min'), limited('60/minute'), 'equivalent', []],
    [
      'in a limit to other room',
      limited('50/hour'),
      limited('1/s'),
      'incomparable',
      ['limit read: 50/hour > 1/s changed'],
    ],
    [
      'by a limit gone',
      limited('5/s'),
      rules('{ tool: read, action: allow }'),
      'wider',
      ['limit read: 5/s > null wider'],
    ],
    [
      'by a tool that leaves a common limit',
      rules('{ id: r, tool: [read, find], action: allow, constraints: { rate_limit: 5/s } }'),
      rules(
        '{ id: r, tool: [read], action: allow, constraints: { rate_limit: 5/s } }, { tool: find, action: allow, constraints: { rate_limit: 5/s } }',
      ),
      'incomparable',
      [
        'limit read: 5/s for read, find > 5/s for read wider',
        'limit find: 5/s of rule r > 5/s of rule find#0 changed',
      ],
    ],
    [
      'by calls that another rule passes',
      rules(
        `{ tool: read, conditions: [${match("'^a'")}], constraints: { rate_limit: 5/s } }, { tool: read, action: allow }`,
      ),
      rules(
        `{ tool: read, conditions: [${match("'^ab'")}], constraints: { rate_limit: 5/s } }, { tool: read, action: allow }`,
      ),
      'wider',
      ['limit read: 5/s of rule read#0 > null wider'],
    ],
    [
      'by a rule with a limit gone, and its calls too',
      limited('5/s'),
      rules('{ tool: read, action: deny }'),
      'narrower',
      ['decision read: allow > deny narrower'],
    ],
    [
      'in who is asked',
      held('{ channel: slack }'),
      held('{ channel: mail }'),
      'incomparable',
      ['approval send: slack, without time limit, else deny > mail, without time limit, else deny changed'],
    ],
    [
      'in where it is asked',
      held('{ webhook: "https://h.example/a" }'),
      held('{ webhook: "https://h.example/b" }'),
      'incomparable',
      [
        'approval send: no channel, https://h.example/…, without time limit, else deny > no channel, https://h.example/…, without time limit, else deny (another webhook) changed',
      ],
    ],
    [
      'in what happens without an answer',
      held('{ channel: slack, on_timeout: deny }'),
      held('{ channel: slack, on_timeout: allow }'),
      'wider',
      ['approval send: slack, without time limit, else deny > slack, without time limit, else allow wider'],
    ],
    [
      'in how long is waited before it is allowed',
      held('{ timeout: 10s, on_timeout: allow }'),
      held('{ timeout: 5s, on_timeout: allow }'),
      'wider',
      ['approval send: no channel, within 10 s, else allow > no channel, within 5 s, else allow wider'],
    ],
    [
      'in logging',
      'logging: { level: full, retention: 1year }',
      'logging: { level: none, retention: 2years }',
      'incomparable',
      ['logging -: full > none wider', 'logging -: kept 1year > kept 2years narrower'],
    ],
    [
      'by named arguments only',
      rules('{ tool: read, closed_arguments: true, action: allow }'),
      rules('{ tool: read, action: allow }'),
      'wider',
      ['decision read: deny (argument_unexpected) > allow wider'],
    ],
  ])('%s', (_, before, after, verdict, changes) => {
    expect(policyDiff(before, after)).toEqual({ verdict, changes });
  });

  test.each([
    [
      'to a plan with more room',
      'plan: free',
      'plan: pro',
      'wider',
      ['decision **: deny (not_entitled) > allow wider', 'limit read: 5/s > null wider'],
    ],
    [
      'to one with less',
      'plan: pro',
      'plan: free',
      'narrower',
      ['decision **: allow > deny (not_entitled) narrower', 'limit read: null > 5/s narrower'],
    ],
  ])('%s', (_, before, after, verdict, changes) => {
    const policy = 'default_action: allow';
    expect(policyDiff(`${before}\n${policy}`, `${after}\n${policy}`, { 'plans.yaml': plans })).toEqual({
      verdict,
      changes,
    });
  });

  test('shows decisions with a call that both engines decide so', () => {
    const [before, after] = [conditions(match("'^a$'")), conditions(match("'a'"))].map((text) =>
      sideOf({ 't.yaml': `tenant_id: t\n${text}` }),
    );
    if (before === undefined || after === undefined) throw new Error('incomplete');
    const [tenant] = diffWorkspaces(before, after, diffOptions).tenants;
    const witness = tenant?.changes[0]?.witness;
    if (witness === undefined) throw new Error('no witness');
    expect(witnessEngine(before.workspace).decide(witness).action).toBe('deny');
    expect(witnessEngine(after.workspace).decide(witness).action).toBe('allow');
  });
});
