import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RecordedCall } from '../../src/model/call.ts';
import { readExpectedLabels } from '../../src/simulate/expected-labels.ts';
import { createLabelFinder } from '../../src/simulate/label-finder.ts';
import { outputSchema } from '../report/output-schemas.ts';

describe('labels', () => {
  test('are read a line each', () => {
    const text =
      '{"file": "a.jsonl", "line": 2, "action": "deny"}\r\n\n{"callId": "c1", "action": ["deny", "allow"]}\n';
    expect(readExpectedLabels(text)).toEqual({
      ok: true,
      labels: [
        { file: 'a.jsonl', line: 2, actions: ['deny'], at: 1 },
        { callId: 'c1', actions: ['allow', 'deny'], at: 3 },
      ],
    });
  });

  test.each<[string, number, RegExp]>([
    ['', 1, /no label/],
    ['[]', 1, /an object/],
    ['{"line": 1, "action": "deny"', 29, /ends/],
    ['{"line": 1, "acton": "deny"}', 13, /did you mean action/],
    ['{"line": 1}', 1, /needs `action`/],
    ['{"action": "deny"}', 1, /which calls/],
    ['{"line": 0, "action": "deny"}', 2, /from 1/],
    ['{"index": 1.5, "action": "deny"}', 2, /from 0/],
    ['{"session": "", "action": "deny"}', 2, /not empty/],
    ['{"line": 1, "action": "block"}', 13, /allow, deny/],
    ['{"line": 1, "action": []}', 13, /allow, deny/],
    ['{"line": 1, "action": ["deny", "deny"]}', 13, /each once/],
    ['{"line": 1, "line": 2, "action": "deny"}', 13, /twice/],
    ['{"line": 1, "action": "deny", "__proto__": 1}', 31, /unknown key/],
  ])('are refused at their place: %s', (text, column, message) => {
    const problem = { line: 1, column, message: expect.stringMatching(message) };
    expect(readExpectedLabels(text)).toEqual({ ok: false, problems: [problem] });
  });

  const text = fc.constantFrom('a', 'b', '');
  const place = fc.constantFrom(0, 1, 2, 1.5);
  const action = fc.constantFrom('allow', 'deny', 'block', ['deny'], ['deny', 'deny'], []);
  test('are those that the schema takes', () => {
    const validate = outputSchema('expected-label');
    fc.assert(
      fc.property(
        fc.record(
          { file: text, line: place, index: place, callId: text, session: text, action, more: text },
          { requiredKeys: [] },
        ),
        (label) => {
          expect(readExpectedLabels(JSON.stringify(label)).ok).toBe(validate(label));
        },
      ),
    );
  });

  test('are met by the calls of which all holds, the first first', () => {
    const criteria = {
      file: fc.constantFrom('a', 'b'),
      line: fc.constantFrom(1, 2),
      index: fc.constantFrom(0, 1),
      callId: fc.constantFrom('c', 'd'),
      session: fc.constantFrom('s', 't'),
    };
    const label = fc.record(criteria, { requiredKeys: [] }).filter((asked) => Object.keys(asked).length > 0);
    const found = fc.record(criteria, { requiredKeys: ['file', 'index'] });
    fc.assert(
      fc.property(fc.array(label, { maxLength: 12 }), found, (asked, { file, ...given }) => {
        const labels = asked.map((criterion, at) => ({
          ...criterion,
          actions: ['deny'] as const,
          at: at + 1,
        }));
        const call: RecordedCall = { tool: 't', arguments: {}, context: {}, ...given };
        const all = new Map<string, unknown>(Object.entries({ ...given, file }));
        const first = asked.findIndex((criterion) =>
          Object.entries(criterion).every(([key, value]) => all.get(key) === value),
        );
        expect(createLabelFinder(labels)(file, call)?.at).toBe(first < 0 ? undefined : first + 1);
      }),
    );
  });
});
