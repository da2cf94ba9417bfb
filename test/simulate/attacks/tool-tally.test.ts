import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostNamedTools } from '../../../src/simulate/attacks/attacks-result.ts';
import { createToolTally } from '../../../src/simulate/attacks/tool-tally.ts';

const names = Array.from({ length: mostNamedTools + 200 }, (_, at) => `tool${String(at).padStart(5, '0')}`);

describe('counts by tool', () => {
  it('are of the same names, and the same sums, in whatever order they come', () => {
    const anyOrder = fc.shuffledSubarray(names, { minLength: names.length, maxLength: names.length });
    fc.assert(
      fc.property(anyOrder, fc.nat(names.length - 1), (order, again) => {
        const tally = createToolTally();
        for (const name of [...order, ...order.slice(again)]) tally.add(name, { variants: 1 });
        const tools = tally.tools();
        expect(Object.keys(tools)).toEqual(names.slice(0, mostNamedTools));
        const twice = new Set(order.slice(again));
        for (const [name, { variants }] of Object.entries(tools))
          expect(variants).toBe(twice.has(name) ? 2 : 1);
        const kept = Object.values(tools).reduce((sum, { variants }) => sum + variants, 0);
        expect(kept + tally.otherTools().variants).toBe(names.length + twice.size);
      }),
      { numRuns: 10 },
    );
  });
});
