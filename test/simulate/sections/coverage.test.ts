import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainPalette } from '../../../src/report/palette.ts';
import { simulatePretty } from '../../../src/report/simulate-pretty.ts';
import type { CoverageRow } from '../../../src/simulate/coverage-rows.ts';
import { coverageByLine, coverageState, coverageSummary } from '../../../src/simulate/coverage-summary.ts';
import type { JudgedCall } from '../../../src/simulate/judged-call.ts';
import { createCoverage } from '../../../src/simulate/sections/coverage.ts';
import type { TranscriptRecord } from '../../../src/transcript/transcript-format.ts';
import { callOf, replayFor, workspaceOf } from '../replay-for.ts';

const files = {
  'agent.yaml': `kind: template
name: agent
rules:
  - id: files
    tool: read
    constraints: { rate_limit: 2/min }
    conditions:
      - id: secret
        match: { arguments.path: secret }
        action: deny
      - id: own
        match: { arguments.path: { path_within: '/data/' }, arguments.mode: { equals: r } }
        action: allow
  - { id: mail, tool: send, action: require_approval }
`,
  'acme.yaml': 'tenant_id: acme\nplan: free\nextends: agent\n',
  'globex.yaml': 'tenant_id: globex\nplan: free\nextends: agent\n',
  'initech.yaml': 'tenant_id: initech\nplan: pro\nrules: [{ id: own, tool: read, action: allow }]\n',
  'plans.yaml': 'rate_limits:\n  free: { read: 3/min }\n  pro: { read: 9/min }\n',
  'baseline.yaml': `kind: baseline
rules:
  - { id: watch, tool: send, conditions: [{ match: { arguments.to: { equals: eve } }, action: require_approval }] }
`,
  'boundaries.yaml': `kind: boundaries
tools:
  read: { arguments.path: { path_within: / }, result.rows: { equals: 1 } }
  send: { arguments.to: open }
`,
};

function read(tenant: string, args: object, second?: number): TranscriptRecord {
  const time = second === undefined ? {} : { time: second * 1000 };
  return callOf('read', { arguments: { ...args }, context: { tenant_id: tenant }, ...time });
}

function replayed(records: readonly TranscriptRecord[]) {
  const judged: JudgedCall[] = [];
  const replay = replayFor(files, {
    sections: [createCoverage(workspaceOf(files))],
    onCall: (call) => judged.push(call),
  });
  replay.begin('calls.jsonl', 'toolkit', {}).judge(records);
  const summary = replay.summary(false);
  return { judged, summary, rows: summary.sections.coverage?.rows ?? [] };
}

/** What a row is called, and what was counted of it: asked, decided and, of a matcher, yes, no and unclear. */
function told({ file, line, kind, asked, decided, answers }: CoverageRow): string {
  const said = answers === undefined ? '' : ` ${answers.yes}/${answers.no}/${answers.unclear}`;
  return `${file}:${line} ${kind} ${asked} ${decided}${said}`;
}

const own = { path: '/data/x', mode: 'r' };

describe('coverage', () => {
  const records = [
    read('acme', own, 1),
    read('acme', own, 2),
    read('acme', own, 3),
    read('globex', { path: '/secret' }),
    read('globex', { path: '../x', mode: 'r' }),
    read('globex', { path: '/etc' }),
    read('nobody', own),
    callOf('read'),
  ];

  test('counts each part once, whoever has it', () => {
    expect(replayed(records).rows.map(told)).toEqual([
      'agent.yaml:4 rule 5 4',
      'agent.yaml:6 limit 3 1',
      'agent.yaml:8 condition 5 1',
      'agent.yaml:9 matcher 5 1 1/4/0',
      'agent.yaml:11 condition 4 3',
      'agent.yaml:12 matcher 4 3 3/1/0',
      'agent.yaml:12 matcher 4 3 3/1/0',
      'agent.yaml:14 rule 0 0',
      'baseline.yaml:3 rule 0 0',
      'baseline.yaml:3 condition 0 0',
      'baseline.yaml:3 matcher 0 0 0/0/0',
      'boundaries.yaml:3 matcher 6 1 5/0/1',
      'initech.yaml:3 rule 0 0',
      'plans.yaml:2 limit 3 0',
      'plans.yaml:3 limit 0 0',
    ]);
  });

  test('tells tenants with calls from all who have a part', () => {
    const { rows } = replayed(records);
    const counts = rows.map(({ file, line, tenants, tenantsWithCalls }) => [
      file,
      line,
      tenants,
      tenantsWithCalls,
    ]);
    expect(counts).toContainEqual(['agent.yaml', 4, 2, 2]);
    expect(counts).toContainEqual(['initech.yaml', 3, 1, 0]);
    expect(counts).toContainEqual(['baseline.yaml', 3, 3, 2]);
    expect(counts).toContainEqual(['plans.yaml', 2, 2, 2]);
    expect(coverageSummary(rows)).toContainEqual({
      title: 'rules',
      all: { parts: 3, neverAsked: 2, idle: 0 },
      withCalls: { parts: 2, neverAsked: 1, idle: 0 },
    });
  });

  test('is told to a person, and by line', () => {
    const { summary, rows } = replayed([...records, callOf('send', { context: { tenant_id: 'acme' } })]);
    const text = simulatePretty(summary, { palette: plainPalette });
    expect(text).toMatch(
      /baseline\.yaml:3 +baseline, rule watch, condition 0 +asked 1 ×, never decided +3 tenants\n/,
    );
    expect(text).toMatch(/plans\.yaml:2 +limit read +asked 3 ×, at most 2 of 3\/min used +2 tenants\n/);
    expect(text).toContain('2 parts of tenants without calls not listed\n');
    expect(
      coverageByLine(rows)
        .get('agent.yaml')
        ?.get(12)
        ?.map(({ path }) => path),
    ).toEqual(['arguments.path', 'arguments.mode']);
    expect(rows.map(coverageState)).toContain('idle');
  });

  test('is not counted from calls without a time where limits are asked', () => {
    expect(replayed([read('acme', own)]).summary.sections.coverage?.limitsNotAsked).toBe(1);
  });

  const anyCall = fc
    .tuple(
      fc.constantFrom('acme', 'globex', 'initech', 'nobody'),
      fc.record(
        {
          path: fc.constantFrom(
            '/data/a',
            '/secret',
            '../x',
            '/etc',
            7,
            null,
            ['/data/a', '/x'],
            'x'.repeat(70_000),
          ),
          mode: fc.constantFrom('r', 'w', 1),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([tenant, args]) => read(tenant, args));
  test('of conditions is what the decisions say', () => {
    fc.assert(
      fc.property(fc.array(anyCall, { maxLength: 20 }), (calls) => {
        const { judged, rows } = replayed(calls);
        for (const row of rows) {
          if (row.of !== 'policy' || row.kind === 'matcher' || row.kind === 'limit') continue;
          const decided = judged.filter(
            ({ decision: { policy } }) =>
              policy.rule === row.rule && (row.kind === 'rule' || policy.condition === row.condition),
          );
          expect([row.rule, row.condition, row.decided]).toEqual([row.rule, row.condition, decided.length]);
          expect(row.asked).toBeGreaterThanOrEqual(row.decided);
        }
        for (const { answers, asked } of rows)
          if (answers !== undefined) expect(answers.yes + answers.no + answers.unclear).toBe(asked);
      }),
      { numRuns: 60 },
    );
  });
});
