import { describe, expect, it } from 'vitest';
import { engineFor } from '../support/engine-for.ts';

const decided = (matcher: string, value: unknown): string => {
  const engine = engineFor({
    'a.yaml': `tenant_id: t
vars: { roles: [admin, 7] }
rules:
  - { tool: r, conditions: [{ match: { arguments.q: ${matcher} }, action: allow }] }
`,
  });
  const call = { tool: 'r', arguments: { q: value }, context: { tenant_id: 't' } };
  return engine.decide(JSON.parse(JSON.stringify(call))).action;
};

describe('a variable for the whole list of options', () => {
  it.each<readonly [string, unknown, string]>([
    ["{ one_of: '${vars.roles}' }", 'admin', 'allow'],
    ["{ one_of: '${vars.roles}' }", 7, 'allow'],
    ["{ one_of: '${vars.roles}' }", '7', 'deny'],
    ["{ one_of: '${vars.roles}' }", '${vars.roles}', 'deny'],
    ["{ contains_any: '${vars.roles}' }", ['user', 'admin'], 'allow'],
    ["{ contains_any: '${vars.roles}' }", ['user'], 'deny'],
    ["{ one_of: '${tenant.id}' }", 't', 'allow'],
  ])('%s takes %j: %s', (matcher, value, action) => {
    expect(decided(matcher, value)).toBe(action);
  });
});
