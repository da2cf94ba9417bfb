import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/index.ts';
import { loadSqlGrammar } from '../../src/runtime/load-sql-grammar.ts';
import { engineFor } from '../support/engine-for.ts';
import { attacks, benignCalls, type CorpusCall, crosses, hasCorpora } from './corpus.ts';
import { decideCall } from './decide-call.ts';
import { linksOnDisk, refusedBenign } from './expected-calls.ts';

const file = new URL('../../fixtures/corpora/plain.yaml', import.meta.url);

let engine: Engine;
beforeAll(async () => {
  const sql = await loadSqlGrammar();
  engine = engineFor({ 'plain.yaml': readFileSync(file, 'utf8') }, {}, { sql });
});

function allowed(calls: readonly CorpusCall[]): readonly string[] {
  return calls.filter((call) => decideCall(engine, call).action === 'allow').map(({ id }) => id);
}

describe.skipIf(!hasCorpora)('the corpora, by typed matchers alone', () => {
  it('let no attack through that crossed, but links on disk', () => {
    expect(allowed(attacks.filter(crosses))).toEqual([...linksOnDisk.keys()]);
  });

  it('refuse no benign call whose spelling the language takes', () => {
    const passed = new Set(allowed(benignCalls));
    const refused = benignCalls.filter(({ id }) => !passed.has(id)).map(({ id }) => id);
    expect(refused).toEqual([...refusedBenign.keys()]);
  });
});
