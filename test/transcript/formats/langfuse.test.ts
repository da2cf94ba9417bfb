import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { brief, fixture, readAll, recordings } from '../read-all.ts';

describe('Langfuse', () => {
  it('reads a trace: tools that ran, and what was asked for and did not; no history', async () => {
    const { format, calls, malformed, records } = await readAll(fixture('langfuse/trace.json'));
    expect([format, malformed]).toEqual(['langfuse', []]);
    expect(calls.map(brief)).toEqual([
      'find {"id":1} {"rows":2}',
      'drop {"id":2}',
      'silent {"problem":"the recording has no arguments for the call"}',
    ]);
    expect(calls[0]).toMatchObject({
      callId: 'c1',
      session: 'sess',
      context: { user_id: 'ana' },
      time: Date.UTC(2026, 2, 2, 9, 0, 2),
    });
    expect(records[0]).toMatchObject({ header: { environment: 'prod' } });
  });

  it('reads observations by themselves, and says what it cannot read', async () => {
    const { observations } = JSON.parse(new TextDecoder().decode(fixture('langfuse/trace.json')));
    const lines = [...observations, 7].map((each) => JSON.stringify(each)).join('\n');
    const { format, calls, malformed } = await readAll(lines);
    expect([format, calls.length]).toEqual(['langfuse', 3]);
    expect(malformed).toEqual([{ line: 6, why: 'a record is an object, and this is a number' }]);
  });
});

describe.skipIf(!existsSync(recordings))('recorded traces', () => {
  // Where there is one more than tools ran: LangGraph's exporter has no observation of a tool, and `final_result` never ran.
  it.each([
    ['claude-agent-2025-12-22', 2, 0],
    ['google-adk-2025-08-28', 1, 0],
    ['langgraph-python-2025-08-22', 1, 1],
    ['microsoft-agent-2025-12-17', 1, 0],
    ['pydantic-ai-2025-06-06', 0, 0],
    ['pydantic-ai-tools-2025-12-04', 4, 1],
    ['pydantic-ai-with-gemini-2025-12-24', 0, 0],
    ['vercel-aisdk-2025-11-17', 1, 0],
  ])('%s: %i', async (file, count, asked) => {
    const bytes = readFileSync(new URL(`langfuse/${file}.trace.json`, recordings));
    const { format, calls, malformed } = await readAll(bytes);
    expect([format, malformed, calls.length]).toEqual(['langfuse', [], count]);
    const { observations } = JSON.parse(bytes.toString('utf8'));
    const tools = observations.filter(({ type }: { readonly type: string }) => type === 'TOOL').length;
    expect(count).toBe(tools + asked);
  });
});
