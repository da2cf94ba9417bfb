import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSeenTexts } from '../../../src/transcript/messages/seen-texts.ts';
import { brief, fixture, readAll, recordings } from '../read-all.ts';

describe('Codex', () => {
  it('reads a rollout: items, and events only where there is no item', async () => {
    const { format, calls, malformed, records, unjudged } = await readAll(fixture('codex/rollout.jsonl'));
    expect([format, malformed, unjudged]).toEqual(['codex', [], ['exec_command']]);
    expect(calls.map(brief)).toEqual([
      'shell {"command":["ls","-l"],"n":{"text":"9007199254740993"}} {"output":"a.txt","metadata":{"exit_code":0}}',
      'apply_patch {"problem":"the tool takes free text, not JSON"} Done',
      'local_shell {"type":"exec","command":["pwd"]}',
      'a {"n":1}',
      'b {}',
      'mcp__crm__find {"id":7}',
      'shell {"command":["cat"]}',
      expect.stringContaining('the arguments are not JSON'),
    ]);
    expect(calls[0]).toMatchObject({ session: 's-1', time: Date.UTC(2026, 2, 2, 9, 0, 2), line: 3 });
    const judged = records.find(({ kind }) => kind === 'call');
    expect(judged).toMatchObject({ header: { payload: { cwd: '/srv/acme' } } });
  });

  it('finds what a fork repeats once', async () => {
    const shared = createSeenTexts();
    await readAll(fixture('codex/rollout.jsonl'), undefined, shared);
    const { calls } = await readAll(fixture('codex/fork.jsonl'), undefined, shared);
    expect(calls.map(({ callId, session }) => [callId, session])).toEqual([['call_9', 's-2']]);
    expect((await readAll(fixture('codex/fork.jsonl'))).calls).toHaveLength(2);
  });

  it('reads the old form, which has no times', async () => {
    const { format, calls, records } = await readAll(fixture('codex/old.jsonl'));
    expect([format, calls.map(brief)]).toEqual(['codex', ['shell {"command":["ls"]} {"output":"x"}']]);
    expect(calls[0]).not.toHaveProperty('time');
    expect(records[0]).toMatchObject({ call: { session: 's-old' }, header: { git: { branch: 'main' } } });
  });

  it('says what it cannot read, and goes on', async () => {
    const lines = [
      '{"type":"session_meta","payload":{"id":"s"}}',
      '3',
      '{"type":"response_item","payload":3}',
      '{"type":"response_item","payload":{"type":"function_call","arguments":"{}"}}',
      '{"type":"response_item","payload":{"type":"function_call","name":"t","arguments":"{}"}}',
    ];
    const { calls, malformed } = await readAll(lines.join('\n'));
    expect(malformed.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(calls.map(({ tool }) => tool)).toEqual(['t']);
  });
});

describe.skipIf(!existsSync(recordings))('recorded rollouts', () => {
  it.each([
    ['large.jsonl', ['run_shell_command']],
    ['small.jsonl', ['shell', 'shell', 'tool_search', 'web_search', 'mcp__example__example_tool']],
  ])('%s', async (file, tools) => {
    const url = new URL(`coding-agents/Resources/Fixtures/stage0/agents/codex/${file}`, recordings);
    const { format, calls, malformed } = await readAll(readFileSync(url));
    expect([format, malformed]).toEqual(['codex', []]);
    expect(calls.map(({ tool }) => tool).slice(0, tools.length)).toEqual(tools);
  });
});
