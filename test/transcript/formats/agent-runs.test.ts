import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { brief, fixture, readAll, recordings } from '../read-all.ts';

describe('runs of agents', () => {
  it('SWE-agent: tool calls; commands in text and demonstrations are not judged', async () => {
    const { format, calls, malformed, records } = await readAll(fixture('swe-agent/run.traj'));
    expect([format, malformed, calls.map(brief)]).toEqual(['swe-agent', [], ['open {"path":"a"} text of a']]);
    expect(records.flatMap((record) => (record.kind === 'unjudged' ? [record.reason] : []))).toEqual([
      'shown to the agent as a demonstration',
      'the action is free text, not a tool call',
    ]);
  });

  it('OpenHands: what the model wrote, else the action', async () => {
    const { format, calls, malformed, unjudged } = await readAll(fixture('openhands/run.jsonl'));
    expect([format, malformed, unjudged]).toEqual(['openhands', [], ['run']]);
    expect(calls.map(brief)).toEqual([
      'execute_bash {"command":"ls"} a.txt',
      'browse {"url":"https://example.com"}',
      'finish {"message":"done"}',
    ]);
    expect(calls[0]).toMatchObject({ callId: 'c1', session: 'i-1', time: Date.UTC(2026, 2, 2, 9) });
    const line = JSON.parse(new TextDecoder().decode(fixture('openhands/run.jsonl')));
    const list = await readAll(JSON.stringify(line.history, null, 1));
    expect([list.format, list.calls.length]).toEqual(['openhands', 3]);
  });

  it('LangSmith: tools that ran, and what was asked for and did not', async () => {
    const { format, calls, malformed } = await readAll(fixture('langsmith/runs.jsonl'));
    expect([format, malformed]).toEqual(['langsmith', []]);
    expect(calls.map(brief)).toEqual([
      'drop {}',
      'find {"id":1} {"rows":1}',
      'say {"input":"hello"} ok',
      'child {"n":2}',
    ]);
    expect(calls[1]).toMatchObject({ session: 'th', callId: 'c1', time: Date.UTC(2026, 2, 2, 9, 0, 0, 500) });
  });
});

describe.skipIf(!existsSync(recordings))('recorded trajectories', () => {
  it('SWE-agent: as many calls as the files have', async () => {
    const folder = new URL('swe-agent/trajectories/', recordings);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.traj'),
    );
    let total = 0;
    for (const file of files) {
      const bytes = readFileSync(new URL(file, folder));
      const { format, calls, malformed } = await readAll(bytes);
      const { history } = JSON.parse(bytes.toString('utf8'));
      const counts = history.map(
        ({ tool_calls: list }: { readonly tool_calls?: readonly unknown[] }) => list?.length ?? 0,
      );
      expect([format, malformed]).toEqual(['swe-agent', []]);
      expect(calls).toHaveLength(counts.reduce((sum: number, count: number) => sum + count, 0));
      total += calls.length;
    }
    expect([files.length, total]).toEqual([19, 40]);
  });
});
