import { beforeAll, describe, expect, it } from 'vitest';
import type { SqlParser } from '../../src/engine/index.ts';
import { loadSqlGrammar } from '../../src/runtime/load-sql-grammar.ts';
import type { TranscriptRecord } from '../../src/transcript/transcript-format.ts';
import { attacksOf } from '../simulate/attacks-of.ts';
import { callOf } from '../simulate/replay-for.ts';
import { attacks, benignCalls, type CorpusCall, hasCorpora } from './corpus.ts';
import { argumentsOf } from './decide-call.ts';
import { exampleWorkspace } from './example-engine.ts';
import { translations } from './naive-policies.ts';
import { naiveWorkspace } from './naive-workspace.ts';
import { variants } from './variants.ts';

let sql: SqlParser;
beforeAll(async () => {
  sql = await loadSqlGrammar();
});

const fixtures = new Set(
  [...translations.values()].flatMap((translation) =>
    'fixture' in translation ? [translation.fixture] : [],
  ),
);

function recordOf({
  tool,
  tenant,
  ...call
}: Pick<CorpusCall, 'tool' | 'tenant' | 'arguments' | 'raw_json'>): TranscriptRecord {
  return callOf(tool, { arguments: argumentsOf(call), context: { tenant_id: tenant, user_id: 'dana' } });
}

const corpora = [...benignCalls, ...attacks].map(recordOf);

/** Calls that people send, of every tool of the corpora. */
const sent = [...variants.values()]
  .flat()
  .flatMap(({ expect: kind, tool, text, arguments: args }) =>
    kind === 'pass'
      ? [
          recordOf({
            tool,
            tenant: 'tenant_acme',
            arguments: args,
            ...(text === undefined ? {} : { raw_json: text }),
          }),
        ]
      : [],
  );

describe('x', () => {
  it.each([...fixtures])('%s', (fixture) => {
    for (const records of [sent, corpora]) {
      const r = attacksOf(naiveWorkspace(fixture), records, sql);
      console.log(fixture, r.parents, r.variants, r.reportedTotal, JSON.stringify(r.families));
      console.log(
        '   ',
        Object.entries(r.tools)
          .map(([t, c]) => `${t} ${c.parents}/${c.variants}/${c.allowed}/${c.unbounded}`)
          .join('; '),
      );
    }
  });
  it('example', async () => {
    const { resolved } = await exampleWorkspace();
    for (const records of [sent, corpora]) {
      const t = Date.now();
      const r = attacksOf(resolved.workspace, records, sql);
      console.log(
        'example',
        Date.now() - t,
        r.parents,
        r.variants,
        r.reportedTotal,
        JSON.stringify(r.families),
        r.leftOut,
      );
      console.log(
        '   ',
        Object.entries(r.tools)
          .map(([t, c]) => `${t} ${c.parents}/${c.variants}/${c.allowed}/${c.unbounded}`)
          .join('; '),
      );
      console.log(JSON.stringify(r.reported.slice(0, 10), null, 1));
    }
  });
});
