import { beforeAll, describe, expect, it } from 'vitest';
import { boundaryEntriesFor } from '../../src/engine/compile/boundary-entries.ts';
import type { Decision, Engine } from '../../src/engine/index.ts';
import { attacks, benignCalls, type CorpusCall, crosses, hasCorpora } from './corpus.ts';
import { decideCall } from './decide-call.ts';
import { exampleEngine, exampleWorkspace } from './example-engine.ts';
import { allowedAttacks, linksOnDisk, refusedBenign } from './expected-calls.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await exampleEngine();
});

const idsOf = (calls: readonly CorpusCall[], isAsked: (decision: Decision) => boolean): readonly string[] =>
  calls.filter((call) => isAsked(decideCall(engine, call))).map(({ id }) => id);

describe.skipIf(!hasCorpora)("the corpora, by the example's typed policy and boundaries", () => {
  it('lets no attack through that crossed, but links on disk', () => {
    const allowed = idsOf(attacks.filter(crosses), ({ action }) => action === 'allow');
    expect(allowed).toEqual([...linksOnDisk.keys()]);
  });

  it('lets no other attack through that is not explained', () => {
    const others = attacks.filter((attack) => !crosses(attack));
    expect(idsOf(others, ({ action }) => action === 'allow')).toEqual([...allowedAttacks.keys()]);
  });

  it('refuses no benign call whose spelling the language takes', () => {
    expect(idsOf(benignCalls, ({ action }) => action !== 'allow')).toEqual([...refusedBenign.keys()]);
  });

  it('takes what is wrong with a call for an attack, not for a fault of its own', () => {
    expect(idsOf([...attacks, ...benignCalls], ({ code }) => code === 'internal_error')).toEqual([]);
    expect(idsOf([...attacks, ...benignCalls], ({ code }) => code === 'envelope_incomplete')).toEqual([]);
  });

  it('reads a call that is text from the text', () => {
    const twice = attacks.filter(
      ({ why, raw_json: text }) => text !== undefined && why.startsWith('duplicate'),
    );
    expect(twice.length).toBeGreaterThan(0);
    expect(idsOf(twice, ({ code }) => code !== 'argument_unjudgeable')).toEqual([]);
    const kept = twice.map(({ raw_json: _, ...call }) => call);
    expect(kept.some((call) => decideCall(engine, call).action === 'allow')).toBe(true);
  });

  it('has boundaries for all that is called and allowed', async () => {
    const { boundaries } = (await exampleWorkspace()).resolved.workspace;
    const unbounded = [...attacks, ...benignCalls].filter(
      ({ tool }) => boundaryEntriesFor(boundaries, tool).length === 0,
    );
    expect(idsOf(unbounded, ({ action }) => action !== 'deny')).toEqual([]);
  });
});
