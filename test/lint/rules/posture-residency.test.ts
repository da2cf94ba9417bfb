import { describe, expect, it } from 'vitest';
import { findingsOf } from '../lint-texts.ts';
import { base, fleet, postured, told } from '../posture-texts.ts';

const code = 'posture/residency';

describe(code, () => {
  it.each<readonly [string, readonly string[]]>([
    ['region: eu-west-1, storage: { region: us-east-1 }', ['error us-east-1']],
    ['region: eu-west-1, vectors: { region: EU-WEST-1 }', []],
    ['region: eu, egress: { region: eu-west-1 }', []],
    ['region: eu, egress: { region: europe }', ['error europe']],
    ['region: eu-west-1, egress: { region: eu }', ['error eu']],
    ['storage: { region: a }, vectors: { region: a }, egress: { region: b }', ['error b']],
    ['storage: { region: a }', []],
    ['region: eu-west-1', []],
  ])('of %s is %j', (isolation, expected) => {
    expect(told(code, postured(isolation))).toEqual(expected);
  });

  it('holds the template of a fleet against the tenant that differs, references put in', () => {
    const texts = {
      'base.yaml': base(
        "vars: { home: { type: string, default: eu } }\nisolation: { region: '${vars.home}', storage: { region: eu } }",
      ),
      'fleet.yaml': `${fleet(3)}  - { tenant_id: us, extends: base, vars: { home: us } }\n`,
    };
    expect(findingsOf(code, texts)).toMatchObject([
      { file: 'base.yaml', tenant: 'us', message: 'data is stored in eu, and the data is to stay in us' },
    ]);
  });
});
