import { describe, expect, it } from 'vitest';
import { lintWorkspace } from '../../../src/lint/lint-workspace.ts';
import { defaultConfig } from '../../../src/model/workspace-config.ts';
import { postured, told } from '../posture-texts.ts';

const code = 'posture/identity';

describe(code, () => {
  it.each<readonly [string, readonly string[]]>([
    ['identity: { kind: jwt, token_ttl: 2h, claims: [tenant_id] }', ['error 2h']],
    ['identity: { kind: jwt, token_ttl: 1day, claims: [tenant_id] }', ['error 1day']],
    ['identity: { kind: jwt, token_ttl: 0s, claims: [tenant_id] }', ['error 0s']],
    ['identity: { kind: jwt, token_ttl: 1h, claims: [tenant_id] }', []],
    ['identity: { kind: workload, token_ttl: 15m, claims: [tenant_id] }', []],
    ['identity: { kind: workload, claims: [tenant_id] }', ['warning identity']],
    ['data_risk: confidential, identity: { kind: workload, claims: [tenant_id] }', ['error identity']],
    ['identity: { kind: workload, token_ttl: 15m, claims: [user_id] }', ['error claims']],
    ['identity: { kind: workload, token_ttl: 15m }', ['error identity']],
    ['identity: { kind: api_key }', ['warning api_key']],
    ['architecture: logical', ['warning isolation']],
    ['frameworks: [soc2]', ['error isolation']],
  ])('of %s is %j', (isolation, expected) => {
    expect(told(code, postured(isolation))).toEqual(expected);
  });

  it('is an error of a key where another tenant has a workload identity', () => {
    const texts = {
      'a.yaml': postured('identity: { kind: api_key }'),
      'b.yaml': postured('identity: { kind: workload, token_ttl: 5m, claims: [tenant_id] }').replace(
        'acme',
        'b',
      ),
    };
    expect(told(code, texts)).toEqual(['error api_key']);
  });

  it('asks for what every call must have, and for what rules decide by', () => {
    const rules =
      'rules: [{ tool: x, conditions: [{ match: { context.roles: { contains: admin }, context.tenant_id: { exists: true } }, action: allow }] }]\n';
    const posture = 'identity: { kind: jwt, token_ttl: 5m, claims: [tenant_id] }';
    expect(told(code, postured(posture, rules))).toEqual(['warning claims']);
    expect(told(code, postured(posture.replace('[tenant_id]', '[tenant_id, roles]'), rules))).toEqual([]);
    const config = { ...defaultConfig, envelope: { required: ['tenant_id', 'user_id'] } };
    const messages = (claims: string): readonly string[] =>
      lintWorkspace(new Map([['a.yaml', postured(posture.replace('[tenant_id]', claims))]]), config, {
        today: '2026-06-01',
      })
        .findings.filter((finding) => finding.code === code)
        .map(({ message }) => message);
    expect(messages('[tenant_id, sub]')).toEqual([]);
    expect(messages('[tenant_id]')).toEqual([
      "a token does not say user_id, which every call's context must have: somebody else then says it",
    ]);
  });
});
