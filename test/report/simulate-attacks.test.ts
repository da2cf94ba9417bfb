import { describe, expect, it } from 'vitest';
import { plainPalette } from '../../src/report/palette.ts';
import { attackLines } from '../../src/report/simulate-attacks.ts';
import { simulateJson } from '../../src/report/simulate-json.ts';
import type { ReplaySummary } from '../../src/simulate/replay-summary.ts';
import { createAttacks } from '../../src/simulate/sections/attacks.ts';
import type { TranscriptRecord } from '../../src/transcript/transcript-format.ts';
import { callOf, engineFor, replayFor, workspaceOf } from '../simulate/replay-for.ts';
import { outputSchema } from './output-schemas.ts';

const files = {
  'acme.yaml': `
tenant_id: acme
rules:
  - { id: files, tool: [read], conditions: [{ match: { arguments.path: '^/data/acme/' }, action: allow }] }
  - { tool: [t1, t2, t3, t4, t5, t6, t7], action: allow }
`,
  'globex.yaml': 'tenant_id: globex\n',
  'boundaries.yaml': `
kind: boundaries
tools:
  read: { arguments.path: { path_within: '/data/\${tenant.id}/' } }
`,
};

const context = { tenant_id: 'acme', user_id: 'dana' };
const read = callOf('read', { arguments: { path: '/data/acme/secret.txt' }, context, line: 3 });

function summaryOf(show: boolean, records: readonly TranscriptRecord[]): ReplaySummary {
  const shown = show ? ({ show } as const) : { show, digest: () => 'd1' };
  const attacks = createAttacks({ workspace: workspaceOf(files), engine: engineFor(files), shown });
  const replay = replayFor(files, { shown, sections: [attacks] });
  replay.begin('calls.jsonl', 'toolkit', {}).judge(records);
  return replay.summary(false);
}

describe('attacks as a person reads them', () => {
  it('count families, show the worst, and mask what was recorded', () => {
    expect(attackLines(summaryOf(false, [read]), plainPalette).join('\n')).toMatchInlineSnapshot(`
      "Attacks on allowed calls  124 variants of 1 call, 44 outside the boundary and not denied by the rules alone
        family            tried  outside
        as-recorded           1        0
        other-tenants        17        0
        traversal            14       10
        encodings            50       26
        case-and-unicode     25        8
        types-and-lists      18        0
        allowed 26 ×  read  acme  encodings, arguments.path
          why    \`..\` spelled so that another reader decodes it
          such   "‹11›%2e%2e/globex/x"
          from   calls.jsonl:3 call 1
          by     rule files, acme.yaml:4
        allowed 10 ×  read  acme  traversal, arguments.path
          why    \`..\` climbs out of the own folder
          such   "‹11›../globex/x"
          from   calls.jsonl:3 call 1
          by     rule files, acme.yaml:4
        allowed 8 ×  read  acme  case-and-unicode, arguments.path
          why    signs that look alike or are not seen
          such   "‹17›．‹3›"
          from   calls.jsonl:3 call 1
          by     rule files, acme.yaml:4"
    `);
  });

  it('say how to try one where arguments are shown', () => {
    const lines = attackLines(summaryOf(true, [read]), plainPalette);
    expect(lines).toContain(
      `    try    policy eval read --tenant acme --without boundaries,limits --args '{"path":"/data/acme/../globex/x"}' --context '{"user_id":"dana"}'`,
    );
  });

  it('name what no boundary judges', () => {
    const tools = ['t1', 't2', 't3', 't4', 't5', 't6', 't7'];
    const lines = attackLines(
      summaryOf(
        false,
        tools.map((tool) => callOf(tool, { context })),
      ),
      plainPalette,
    );
    expect(lines).toEqual([
      'Attacks on allowed calls  0 variants of 0 calls, none gets outside its boundary by the rules alone',
      '  not varied: 7 calls that no boundary judges (t1, t2, t3, t4, t5, …)',
    ]);
  });

  it('hold no sign that moves what is shown', () => {
    const user = 'we\u202eird\u001b[2J';
    const odd = callOf('read', {
      arguments: { path: '/data/acme/x', [user]: user },
      context: { ...context, user_id: user },
    });
    const text = attackLines(summaryOf(true, [odd]), plainPalette).join('');
    expect(text).toContain('ird');
    expect(text).not.toMatch(/[\u0000-\u001f\u202e\u200b\ufeff]/u);
  });
});

describe('attacks as machines read them', () => {
  const valid = outputSchema('simulate-output');
  it.each([true, false])('are of the schema, arguments shown: %s', (show) => {
    const output: unknown = JSON.parse(simulateJson(summaryOf(show, [read]), 'r1'));
    expect(valid(output), JSON.stringify(valid.errors)).toBe(true);
    expect(output).toHaveProperty('attacks.reported.0.parent.seq', 1);
  });
});
