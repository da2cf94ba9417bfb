import { describe, expect, it } from 'vitest';
import { brief, fixture, readAll } from '../read-all.ts';

describe('OPA decision logs', () => {
  it('finds the call in the input, and what was decided', async () => {
    const { format, calls, malformed, records } = await readAll(fixture('opa-decisions/console.jsonl'));
    expect([format, malformed]).toEqual(['opa-decisions', []]);
    expect(calls.map((call) => [brief(call), call.recorded?.action])).toEqual([
      ['read_file {"path":"/data/a","n":{"text":"9007199254740993"}}', 'require_approval'],
      ['find {"id":1}', 'allow'],
      ['send {"to":"x"}', 'deny'],
      ['pay {"amount":1}', 'deny'],
      ['noargs {"problem":"the recording has no arguments for the call"}', undefined],
    ]);
    expect(calls.slice(0, 2).map(({ context }) => context)).toEqual([
      { tenant_id: 'acme', user_id: 'ana' },
      { tenant_id: 'acme', user_id: 'bo' },
    ]);
    expect(calls[0]).toMatchObject({ callId: 'd1', session: 'tr', time: Date.UTC(2026, 2, 2, 9, 0, 0, 123) });
    expect(records.filter(({ kind }) => kind === 'unjudged')).toEqual([
      {
        kind: 'unjudged',
        reason: 'parts of the event were erased or masked, so it cannot be replayed',
        tool: 'secret',
        line: 6,
      },
      { kind: 'unjudged', reason: 'the input of the decision names no tool', line: 7 },
    ]);
  });

  it('reads a list, as OPA uploads it', async () => {
    const { calls } = await readAll(fixture('opa-decisions/upload.json'));
    expect(calls.map(({ tool }) => tool)).toEqual(['read_file', 'find']);
  });

  it('says what is no event', async () => {
    const lines = '{"decision_id":"a","path":"p","input":{"tool":"t","args":{}}}\n{"decision_id":7}\n1\n';
    const { calls, malformed } = await readAll(lines);
    expect([calls.length, malformed.map(({ line }) => line)]).toEqual([1, [2, 3]]);
  });
});
