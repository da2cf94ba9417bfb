import { describe, expect, it } from 'vitest';
import { postured, told } from '../posture-texts.ts';

const code = 'posture/vectors';
const tools = 'kind: tools\ntools: { look_up: { effect: read, arguments: { where: filter } } }\n';
const rules = (tool: string, argument: string): string =>
  `rules: [{ tool: ${tool}, conditions: [{ match: { arguments.${argument}: { exists: true } }, action: allow }] }]\n`;

describe(code, () => {
  it.each<readonly [string, readonly string[]]>([
    ['data_risk: regulated, vectors: { mode: filter, name: a }', ['error filter']],
    ['data_risk: regulated, vectors: { mode: namespace, name: a }', ['error namespace']],
    ['data_risk: regulated, vectors: { mode: index, name: a }', []],
    ['data_risk: standard, frameworks: [hipaa], vectors: { mode: shard, name: a }', ['error shard']],
    ['data_risk: confidential, vectors: { mode: filter }', ['error filter']],
    ['data_risk: confidential, vectors: { mode: namespace, name: a }', []],
    ['data_risk: confidential, vectors: { mode: namespace }', ['warning vectors']],
    ['vectors: { mode: filter }', []],
    ['data_risk: regulated', []],
  ])('of %s is %j', (isolation, expected) => {
    expect(told(code, postured(isolation))).toEqual(expected);
  });

  it.each<readonly [string, string, string, readonly string[]]>([
    ['architecture: logical', 'look_up', 'where', ['warning isolation']],
    ['data_risk: confidential', 'look_up', 'where', ['error isolation']],
    ['data_risk: confidential', 'other', 'filter', ['warning isolation']],
    ['data_risk: confidential', 'other', 'name', []],
    ['vectors: { mode: filter }', 'look_up', 'where', []],
  ])('of %s with %s by %s is %j', (isolation, tool, argument, expected) => {
    const texts = { 'tools.yaml': tools, 'policy.yaml': postured(isolation, rules(tool, argument)) };
    expect(told(code, texts)).toEqual(expected);
  });
});
