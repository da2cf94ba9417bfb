import { describe, expect, test } from 'vitest';
import { plainPalette } from '../../../src/report/palette.ts';
import { simulatePretty } from '../../../src/report/simulate-pretty.ts';
import { readExpectedLabels } from '../../../src/simulate/expected-labels.ts';
import { createExpectations } from '../../../src/simulate/sections/expectations.ts';
import type { TranscriptRecord } from '../../../src/transcript/transcript-format.ts';
import { callOf, replayFor } from '../replay-for.ts';

const files = {
  'acme.yaml': `
tenant_id: acme
rules:
  - { tool: read, action: allow }
  - { tool: send, action: require_approval }
  - { tool: drop, action: deny, reason: never }
`,
};

function recorded(tool: string, line: number, given: object | undefined): TranscriptRecord {
  return callOf(tool, {
    context: { tenant_id: 'acme' },
    line,
    index: line - 1,
    callId: `c${line}`,
    session: line < 3 ? 's' : 't',
    ...(given === undefined ? {} : { recorded: { ...given } }),
  });
}

const records = [
  recorded('read', 1, { action: 'allow' }),
  recorded('drop', 2, { action: 'allow' }),
  recorded('drop', 3, { action: 'allow' }),
  recorded('send', 4, { action: 'allow', optional: true }),
  recorded('read', 5, {}),
  recorded('read', 6, undefined),
];

function summaryOf(given: readonly TranscriptRecord[], labels?: string) {
  const reading = labels === undefined ? undefined : readExpectedLabels(labels);
  if (reading?.ok === false) throw new Error(reading.problems[0]?.message);
  const section = createExpectations({
    shown: { show: true },
    ...(reading === undefined ? {} : { labels: { file: 'labels.jsonl', labels: reading.labels } }),
  });
  const replay = replayFor(files, { sections: [section] });
  replay.begin('calls.jsonl', 'toolkit', {}).judge(given);
  return replay.summary(false);
}

describe('recorded decisions', () => {
  test('are compared with ours, those that may differ apart', () => {
    expect(summaryOf(records).sections.expectations).toMatchObject({
      recorded: {
        compared: 4,
        differing: 2,
        optional: 1,
        matrix: { 'allow>allow': 1, 'allow>deny': 2, 'allow>require_approval': 1 },
        calls: [
          { seq: 2, expected: ['allow'], decided: 'deny', rule: 'drop#0', why: 'never' },
          { seq: 3, source: { file: 'calls.jsonl', line: 3, index: 2 } },
        ],
        groups: [{ count: 2, example: { seq: 2, decision: { code: 'rule_action' } } }],
      },
    });
  });

  test('are no part of the result where there are none', () => {
    expect(summaryOf([recorded('read', 1, undefined)]).sections).toEqual({});
  });
});

describe('labels', () => {
  test.each<[string, string, number, number, readonly number[]]>([
    ['by line', '{"line": 2, "action": "deny"}', 1, 0, []],
    ['by index, of a file', '{"file": "calls.jsonl", "index": 0, "action": "deny"}', 1, 1, []],
    ['of another file', '{"file": "other.jsonl", "index": 0, "action": "deny"}', 0, 0, [1]],
    ['by id, any of two', '{"callId": "c4", "action": ["allow", "require_approval"]}', 1, 0, []],
    ['by session, all calls of it', '{"session": "s", "action": "allow"}', 2, 1, []],
    [
      'the first that holds',
      '{"line": 2, "action": "deny"}\n{"session": "s", "action": "allow"}\n{"line": 2, "action": "allow"}',
      2,
      0,
      [3],
    ],
  ])('are compared: %s', (_what, labels, compared, differing, unmatched) => {
    expect(summaryOf(records, labels).sections.expectations?.labels).toMatchObject({
      compared,
      differing,
      unmatched,
      unmatchedTotal: unmatched.length,
      file: 'labels.jsonl',
    });
  });

  test('are told to a person: the matrix, why, and what no call meets', () => {
    const labels =
      '{"session": "t", "action": ["deny", "require_approval"]}\n{"callId": "\\u001b[2J", "action": "deny"}';
    const text = simulatePretty(summaryOf(records, labels), { palette: plainPalette });
    expect(text).toContain('What labels expect  4 calls compared, 2 calls decided otherwise\n');
    expect(text).toMatch(/held or denied +2 +1 +1\n/);
    expect(text).toContain('allowed, expected held or denied 2 ×  read  acme\n');
    expect(text).toContain('1 label that no call meets: labels.jsonl:2\n');
    expect(text).toContain('What was decided when it was recorded  4 calls compared');
  });
});
