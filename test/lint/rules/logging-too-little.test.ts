import { describe, expect, it } from 'vitest';
import { findingsOf } from '../lint-texts.ts';
import { base, fleet, told } from '../posture-texts.ts';

const code = 'logging/too-little';
const plans = (logging: string): string =>
  `plans: { p: { rate_limits: { total_tool_calls: 1/s }${logging === '' ? '' : `, logging: { ${logging} }`} } }\n`;
const tenant = (logging: string, frameworks: string): string =>
  `tenant_id: a\nplan: p\n${logging === '' ? '' : `logging: { ${logging} }\n`}${frameworks === '' ? '' : `isolation: { frameworks: [${frameworks}] }\n`}`;

describe(code, () => {
  it.each<readonly [string, string, string, readonly string[]]>([
    ['level: decisions_only', 'level: full', '', ['error decisions_only']],
    ['level: none', 'level: decisions_only', '', ['error none']],
    ['level: full', 'level: decisions_only', '', []],
    ['retention: 30days', 'retention: 1year', '', ['error 30days']],
    ['retention: 2years', 'retention: 1year', '', []],
    ['level: none, retention: 1day', 'level: full, retention: 1year', '', ['error none', 'error 1day']],
    ['', 'level: full, retention: 1year', '', []],
    ['level: none', '', '', []],
    ['', 'level: full, retention: 5years', 'hipaa', ['error hipaa']],
    ['', 'level: full, retention: 6years', 'hipaa', []],
    ['', 'level: full, retention: 72months', 'soc2, hipaa', []],
    ['retention: 5years', 'level: full, retention: 1year', 'soc2, hipaa', ['error 5years']],
    ['', 'level: decisions_only, retention: 12months', 'pci', []],
    ['', 'level: decisions_only, retention: 29months', 'fedramp', ['error fedramp']],
    ['', 'retention: 1year', 'soc2', ['error soc2']],
    ['level: none, retention: 1year', '', 'soc2', ['error none']],
    ['', '', 'soc2', ['error soc2', 'error soc2']],
  ])('of %j on a plan with %j under %j is %j', (logging, plan, frameworks, expected) => {
    const texts = { 'a.yaml': tenant(logging, frameworks), 'plans.yaml': plans(plan) };
    expect(told(code, texts)).toEqual(expected);
  });

  it('points into the template that says it, once for its tenants', () => {
    const texts = {
      'base.yaml': base('logging: { retention: 1day }'),
      'fleet.yaml': fleet(3).replaceAll('extends: base', 'extends: base, plan: p'),
      'plans.yaml': plans('retention: 1year'),
    };
    expect(findingsOf(code, texts)).toMatchObject([
      {
        file: 'base.yaml',
        tenant: 't0',
        tenants: 3,
        message: 'the policy keeps records for 1day, and the plan p for 1year',
      },
    ]);
  });
});
