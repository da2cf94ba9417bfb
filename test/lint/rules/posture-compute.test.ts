import { describe, expect, it } from 'vitest';
import { postured, told } from '../posture-texts.ts';

const code = 'posture/compute';
const tools = 'kind: tools\ntools: { notebook: { effect: execute }, execute_plan: { effect: read } }\n';

describe(code, () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['compute: { runtime: container, runs_untrusted_code: true }', '', ['error container']],
    ['compute: { runtime: none, runs_untrusted_code: true }', '', ['error none']],
    ['compute: { runtime: gvisor, runs_untrusted_code: true }', '', ['warning gvisor']],
    ['compute: { runtime: microvm, runs_untrusted_code: true }', '', []],
    ['compute: { runs_untrusted_code: true }', '', ['error compute']],
    ['compute: { runtime: container }', '', []],
    ['compute: { runtime: container, runs_untrusted_code: false }', '', []],
    ['compute: { runtime: container, runs_untrusted_code: false }', 'notebook', ['error container']],
    ['architecture: logical', 'notebook', ['error isolation']],
    ['compute: { runtime: microvm }', 'notebook', []],
    ['compute: { runtime: container }', 'exec_query', ['warning container']],
    ['compute: { runtime: container, runs_untrusted_code: false }', 'exec_query', []],
    ['compute: { runtime: container }', 'execute_plan', []],
    ['compute: { runtime: container }', 'get_time', []],
  ])('of %s with the tool %j is %j', (isolation, tool, expected) => {
    const rules = tool === '' ? '' : `rules: [{ tool: ${tool}, action: allow }]\n`;
    expect(told(code, { 'tools.yaml': tools, 'policy.yaml': postured(isolation, rules) })).toEqual(expected);
  });

  it('is nothing where the tool is denied, or the plan lacks it', () => {
    const policy = postured(
      'compute: { runtime: container }',
      'plan: free\nrules: [{ tool: notebook, action: allow }]\n',
    );
    const plans = (tool: string): string => `plans: { free: { tools: [${tool}] } }\n`;
    const texts = { 'tools.yaml': tools, 'policy.yaml': policy };
    expect(told(code, { ...texts, 'plans.yaml': plans('notebook') })).toEqual(['error container']);
    expect(told(code, { ...texts, 'plans.yaml': plans('other') })).toEqual([]);
    const denied = policy.replace('plan: free\n', '').replace('allow', 'deny');
    expect(told(code, { ...texts, 'policy.yaml': denied })).toEqual([]);
  });
});
