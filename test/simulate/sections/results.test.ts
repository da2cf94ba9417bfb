import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../src/model/json.ts';
import { InexactNumber } from '../../../src/model/json.ts';
import { createResults } from '../../../src/simulate/sections/results.ts';
import { callOf, replayFor, workspaceOf } from '../replay-for.ts';

const files = {
  'acme.yaml': `
tenant_id: acme
rules:
  - { tool: search, action: allow }
  - { tool: closed, action: deny, reason: never }
`,
  'boundaries.yaml': `
kind: boundaries
tools:
  search:
    arguments.namespace: { any_of: [{ exists: false }, { equals: '\${tenant.id}' }] }
    result.matches[*].tenant: { equals: '\${tenant.id}' }
    result.owner: { one_of: ['\${tenant.id}', 7] }
  closed:
    result.owner: { equals: '\${tenant.id}' }
`,
};

function resultsOf(tool: string, ...results: readonly (JsonValue | undefined)[]) {
  const replay = replayFor(files, { sections: [createResults(workspaceOf(files), undefined)] });
  const source = replay.begin('calls.jsonl', 'toolkit', {});
  source.judge(
    results.map((result) =>
      callOf(tool, { context: { tenant_id: 'acme' }, ...(result === undefined ? {} : { result }) }),
    ),
  );
  return replay.summary(false).sections.results ?? expect.fail('no results');
}

const row = (tenant: JsonValue): JsonValue => ({ tenant });

describe('the result of an allowed call', () => {
  test.each<[string, JsonValue, string | undefined]>([
    ['own rows', { matches: [row('acme'), row('acme')] }, undefined],
    ['no row', { matches: [] }, undefined],
    ['nothing', {}, undefined],
    ['its own row as text', '{"matches":[{"tenant":"acme"}]}', undefined],
    ['a foreign row among its own', { matches: [row('acme'), row('globex')] }, 'result.matches[*].tenant'],
    ['a foreign row in text', '{"matches":[{"tenant":"globex"}]}', 'result.matches[*].tenant'],
    ['another owner', { owner: 'globex' }, 'result.owner'],
    ['another owner in a list', { owner: ['acme', 'globex'] }, 'result.owner'],
    ['a number that is none of its own', { owner: 8 }, 'result.owner'],
  ])('with %s', (_what, result, path) => {
    const { judged, foreignTotal, foreign } = resultsOf('search', result);
    expect({ judged, foreignTotal }).toEqual({ judged: 1, foreignTotal: path === undefined ? 0 : 1 });
    expect(foreign[0]?.path).toBe(path);
  });

  test.each<[string, JsonValue]>([
    ['prose', 'three rows found'],
    ['a list', [1]],
    ['another shape on the way', { matches: 'many' }],
    ['a row without tenant', { matches: [{}] }],
    ['an object where a name is meant', { owner: { id: 'acme' } }],
    ['a number that lost digits', { owner: new InexactNumber('12345678901234567890') }],
  ])('that is %s could not be judged', (_what, result) => {
    expect(resultsOf('search', result)).toMatchObject({ judged: 0, unclear: 1, foreignTotal: 0 });
  });

  test('counts as foreign although another part could not be judged', () => {
    expect(resultsOf('search', { matches: 'many', owner: 'globex' })).toMatchObject({ foreignTotal: 1 });
  });

  test('is missed where it was not recorded, and not asked where the call was denied', () => {
    expect(resultsOf('search', undefined)).toMatchObject({ judged: 0, missing: 1 });
    expect(resultsOf('closed', { owner: 'globex' })).toMatchObject({
      judged: 0,
      foreignTotal: 0,
      missing: 0,
    });
  });
});
