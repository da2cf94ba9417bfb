import { describe, expect, it } from 'vitest';
import { postured, told } from '../posture-texts.ts';

const code = 'posture/quota';
const tools = 'kind: tools\ntools: { notebook: { effect: execute } }\n';

describe(code, () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['compute: { runtime: microvm }', '', ['warning compute']],
    ['compute: { limits: { cpu: 1 } }', '', ['warning limits']],
    ['compute: { limits: { memory_mb: 512 } }', '', ['warning limits']],
    ['compute: { limits: { cpu: 1, memory_mb: 512 } }', '', []],
    ['architecture: logical', '', []],
    ['architecture: logical', 'notebook', ['warning isolation']],
    ['architecture: logical', 'exec_query', []],
  ])('of %s with the tool %j is %j', (isolation, tool, expected) => {
    const rules = tool === '' ? '' : `rules: [{ tool: ${tool}, action: allow }]\n`;
    expect(told(code, { 'tools.yaml': tools, 'policy.yaml': postured(isolation, rules) })).toEqual(expected);
  });
});
