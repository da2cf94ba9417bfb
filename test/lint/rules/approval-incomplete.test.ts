import { describe, expect, it } from 'vitest';
import { findingsOf } from '../lint-texts.ts';
import { base, told } from '../posture-texts.ts';

const code = 'approval/incomplete';
const asked = (approval: string): string =>
  `tenant_id: a\nrules: [{ tool: x, action: require_approval${approval === '' ? '' : `, approval: ${approval}`} }]\n`;
const full = '{ channel: slack, timeout: 10min }';

describe(code, () => {
  it.each<readonly [string, readonly string[]]>([
    ['', ['error require_approval']],
    ['{ channel: slack }', ['error { channel: slack }']],
    ['{ timeout: 10min }', ['error { timeout: 10min }']],
    [full, []],
    ['{ channel: slack, timeout: 10min, on_timeout: deny }', []],
    ['{ channel: slack, timeout: 10min, on_timeout: allow }', ['error allow']],
    [
      "{ channel: slack, timeout: 10min, webhook: 'http://hooks.example/x' }",
      ["error 'http://hooks.example/x'"],
    ],
    ["{ channel: slack, timeout: 10min, webhook: 'hooks.example/x' }", ["error 'hooks.example/x'"]],
    ["{ channel: slack, timeout: 10min, webhook: 'https:///x' }", ["error 'https:///x'"]],
    ["{ channel: slack, timeout: 10min, webhook: 'https://hooks.example/x' }", []],
    ["{ channel: slack, timeout: 10min, webhook: 'HTTPS://hooks.example/x' }", []],
    ["{ channel: slack, timeout: 10min, webhook: '${env:HOOK}' }", []],
    [
      "{ channel: slack, webhook: 'http://x', on_timeout: allow }",
      ["error { channel: slack, webhook: 'http://x', on_timeout: allow }", "error 'http://x'", 'error allow'],
    ],
  ])('of %s is %j', (approval, expected) => {
    expect(told(code, asked(approval))).toEqual(expected);
  });

  it('is found in conditions and in the baseline; not of what allows or denies', () => {
    const rules =
      'rules: [{ tool: x, conditions: [{ match: { arguments.a: b }, action: require_approval }] }]\n';
    expect(told(code, `tenant_id: a\n${rules}`)).toEqual(['error require_approval']);
    expect(told(code, `kind: baseline\n${rules}`)).toEqual(['error require_approval']);
    expect(told(code, `tenant_id: a\n${rules.replace('require_approval', 'allow')}`)).toEqual([]);
  });

  it('judges a webhook of variables for each tenant', () => {
    const rule =
      "rules: [{ tool: x, action: require_approval, approval: { channel: c, timeout: 1h, webhook: '${vars.hook}' } }]";
    const texts = {
      'base.yaml': base(`vars: { hook: { type: string } }\n${rule}`),
      'a.yaml': "tenant_id: a\nextends: base\nvars: { hook: 'https://a.example/' }\n",
      'b.yaml': "tenant_id: b\nextends: base\nvars: { hook: 'http://b.example/' }\n",
    };
    expect(findingsOf(code, texts)).toMatchObject([{ file: 'base.yaml', tenant: 'b', rule: 'x#0' }]);
  });
});
