import { describe, expect, it } from 'vitest';
import { fleetSharedKey } from '../../../src/lint/rules/fleet-shared-key.ts';
import { runs } from '../../support/is-long.ts';
import { findingsOf } from '../lint-texts.ts';
import { base, fleet, postured, told } from '../posture-texts.ts';

const code = 'fleet/shared-key';
const two = (first: string, second: string): { readonly [file: string]: string } => ({
  'a.yaml': postured(first).replace('acme', 'a'),
  'b.yaml': postured(second).replace('acme', 'b'),
});

describe(code, () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['storage: { kms_key: k }', 'storage: { kms_key: k }', ['error k']],
    ['storage: { kms_key: k }', 'storage: { kms_key: K }', []],
    ['storage: { schema: k }', 'storage: { schema: K }', ['error K']],
    ['storage: { schema: k }', 'storage: { kms_key: k }', []],
    ['credentials: { crm: vault/x }', 'credentials: { mail: vault/x }', ['error vault/x']],
    ['vectors: { mode: index, name: i }', 'vectors: { mode: index, name: i }', ['error i']],
    ['vectors: { mode: index, name: i }', 'vectors: { mode: namespace, name: i }', []],
    ['vectors: { mode: filter, name: i }', 'vectors: { mode: filter, name: i }', []],
    ['storage: { path_prefix: /d/a/ }', 'storage: { path_prefix: /d/a/ }', ['error /d/a/']],
    ['storage: { path_prefix: /d/a/ }', 'storage: { path_prefix: /d/a/b/ }', ['error /d/a/b/']],
    ['storage: { path_prefix: /d/a }', 'storage: { path_prefix: /d/a2/ }', ['error /d/a2/']],
    ['storage: { path_prefix: /d/a/ }', 'storage: { path_prefix: /d/a2/ }', []],
    ['storage: { path_prefix: /d/b/ }', 'storage: { path_prefix: /d/ }', ['error /d/b/']],
  ])('of %s and %s is %j', (first, second, expected) => {
    expect(told(code, two(first, second))).toEqual(expected);
  });

  it('is not one tenant with one name twice', () => {
    expect(told(code, postured('credentials: { crm: vault/x, mail: vault/x }'))).toEqual([]);
  });

  it('names both tenants', () => {
    expect(findingsOf(code, two('storage: { kms_key: k }', 'storage: { kms_key: k }'))).toMatchObject([
      { message: 'b and a have one KMS key: k', file: 'b.yaml', tenant: 'b', causes: ['a.yaml'] },
    ]);
  });

  it('puts references in, and tells thousands of tenants once and in time', () => {
    const tenants = runs(3_000, 10_000);
    const texts = (name: string): { readonly [file: string]: string } => ({
      'base.yaml': base(`isolation: { storage: { kms_key: '${name}', path_prefix: '/d/\${tenant.id}/' } }`),
      'fleet.yaml': fleet(tenants),
    });
    const options = { rules: [fleetSharedKey] };
    expect(findingsOf(code, texts('k/${tenant.id}'), options)).toEqual([]);
    expect(findingsOf(code, texts('k'), options)).toMatchObject([
      { message: `${tenants} tenants have one KMS key: k`, file: 'base.yaml', tenant: 't0', tenants },
    ]);
  });

  it('tells a template whose folders lie within each other once', () => {
    const texts = {
      'base.yaml': base("isolation: { storage: { path_prefix: '/d/${tenant.id}' } }"),
      'fleet.yaml': fleet(1_000),
    };
    expect(findingsOf(code, texts)).toMatchObject([
      {
        message: 'the path prefix of t10 lies within that of t1: /d/t10 begins with /d/t1',
        help: 'end /d/t1 with `/` (base.yaml:3), so that it takes no longer name',
        file: 'base.yaml',
        tenants: 990,
      },
    ]);
  });

  it('tells a list of tenants that write it out once', () => {
    const list = fleet(40).replaceAll('extends: base', 'isolation: { storage: { schema: s } }');
    expect(findingsOf(code, list)).toMatchObject([{ file: 'policy.yaml', tenant: 't1', tenants: 39 }]);
  });
});
