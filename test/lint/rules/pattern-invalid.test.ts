import { describe, expect, it } from 'vitest';
import { markedBy } from '../lint-texts.ts';

const rule = (scalar: string): string =>
  `tenant_id: acme\nrules:\n  - tool: x\n    conditions:\n      - { match: { arguments.q: ${scalar} }, action: deny }\n`;

describe('pattern/invalid', () => {
  it.each([
    ["'a(?=b)'", 'policy.yaml:5:35 (?='],
    ["'it''s (?=b)'", 'policy.yaml:5:40 (?='],
    ["'${tenant.id}(?=b)'", 'policy.yaml:5:46 (?='],
    ["'$${x}(?=b)'", 'policy.yaml:5:39 (?='],
    ["{ not: '(?<!b)' }", 'policy.yaml:5:41 (?<!'],
  ])('is at the construct in %s', (scalar, marked) => {
    expect(markedBy('pattern/invalid', rule(scalar))).toEqual([marked]);
  });

  it.each([
    ["'[${tenant.id}]'", 'policy.yaml:5:35 ${tenant.id}'],
    ["'[^]${tenant.id}]'", 'policy.yaml:5:37 ${tenant.id}'],
    ["'[[:alpha:]${tenant.id}]'", 'policy.yaml:5:44 ${tenant.id}'],
    ["'a\\${tenant.id}'", 'policy.yaml:5:36 ${tenant.id}'],
    ["'\\Qa${tenant.id}'", 'policy.yaml:5:37 ${tenant.id}'],
    ["'a{${vars.n}}'", 'policy.yaml:5:36 ${vars.n}'],
    ["'a{2,${vars.n}}'", 'policy.yaml:5:38 ${vars.n}'],
  ])('is a reference where none may stand in %s', (scalar, marked) => {
    expect(markedBy('pattern/invalid', rule(scalar))).toEqual([marked]);
  });

  it.each([
    "'^/data/${tenant.id}/'",
    "'[a]${tenant.id}+'",
    "'\\Qa\\E${tenant.id}'",
    "'[\\]]${tenant.id}'",
    "'{${tenant.id}}'",
    "'a\\{${tenant.id}}'",
  ])('is not in %s', (scalar) => {
    expect(markedBy('pattern/invalid', rule(scalar))).toEqual([]);
  });

  it('is found in boundaries', () => {
    const text = "kind: boundaries\ntools:\n  read:\n    arguments.id: '(?=b)'\n";
    expect(markedBy('pattern/invalid', text)).toEqual(['policy.yaml:4:20 (?=']);
  });
});
