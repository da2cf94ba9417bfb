import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/index.ts';
import { argumentsOf } from './decide-call.ts';
import { exampleEngine } from './example-engine.ts';
import { type Variant, variants } from './variants.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await exampleEngine();
});

/** What the example decides, and why. */
function decided({ tool, text, arguments: args }: Variant): string {
  const call = {
    tool,
    arguments: argumentsOf({ arguments: args, ...(text === undefined ? {} : { raw_json: text }) }),
    context: { tenant_id: 'tenant_acme', user_id: 'dana' },
  };
  const { action, code, reason } = engine.decide(call, { without: { limits: true } });
  return action === 'allow' ? action : `${action} ${code}: ${reason}`;
}

const shown = ({ what, text, arguments: args }: Variant): string =>
  `${what}: ${text ?? JSON.stringify(args)}`;

describe.each([...variants])('own variants of %s', (_, cases) => {
  it('are stopped where they leave the tenant', () => {
    const open = cases.filter((variant) => variant.expect === 'stop' && decided(variant) === 'allow');
    expect(open.map(shown)).toEqual([]);
  });

  it('pass where people send them', () => {
    const refused = cases.filter((variant) => variant.expect === 'pass' && decided(variant) !== 'allow');
    expect(refused.map((variant) => `${shown(variant)} → ${decided(variant)}`)).toEqual([]);
  });

  it('are no fault of the engine', () => {
    const faults = cases.filter((variant) => decided(variant).includes(' internal_error:'));
    expect(faults.map(shown)).toEqual([]);
  });

  it('stand once each, of both kinds', () => {
    expect(new Set(cases.map(({ what, ...rest }) => JSON.stringify(rest))).size).toBe(cases.length);
    expect(new Set(cases.map(({ expect: kind }) => kind)).size).toBe(2);
  });
});
