import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transcriptFormats } from '../../src/transcript/formats.ts';
import { openTranscript } from '../../src/transcript/open-transcript.ts';
import { collect, open, readAll } from './read-all.ts';

const names = transcriptFormats.map(({ name }) => name);

/** Records with the members that readers look at, and anything in them. */
const key = fc.constantFrom(
  ...[
    'tool',
    'arguments',
    'messages',
    'role',
    'content',
    'tool_calls',
    'function',
    'name',
    'type',
    'input',
    'id',
    'traj',
    'task_id',
  ],
  ...[
    'choices',
    'message',
    'response',
    'request',
    'body',
    'object',
    'metadata',
    'suite_name',
    'user_task_id',
    'args',
    'tool_call',
  ],
);
const leaf = fc.constantFrom<unknown>(
  null,
  '',
  'assistant',
  'user',
  'tool',
  'tool_use',
  'message',
  'chat.completion',
  '{}',
  '{"a":1',
  0,
  true,
);
const { record } = fc.letrec((tie) => ({
  record: fc.oneof(
    { maxDepth: 6 },
    leaf,
    fc.array(tie('record'), { maxLength: 3 }),
    fc.dictionary(key, tie('record'), { maxKeys: 5 }),
  ),
}));

describe('whatever a recording holds', () => {
  it.each(names)('%s reads on, and says of each record what it is', async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 5 }), async (values) => {
        const text = values.map((value) => JSON.stringify(value)).join('\n');
        const { calls, malformed } = await readAll(text, name);
        expect(calls.map(({ index }) => index)).toEqual(calls.map((_, index) => index));
        for (const call of calls) expect(call.tool).not.toBe('');
        for (const { line, why } of malformed)
          expect([typeof line, why.endsWith('.')]).toEqual(['number', false]);
      }),
      { numRuns: 300 },
    );
  });

  it('opening never throws, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 60 }),
        fc.option(fc.constantFrom(...names)),
        async (bytes, name) => {
          const opening = await open(bytes, name ?? undefined);
          if (opening.ok) await collect(opening);
          else expect(opening.problem).toMatch(/^the recording |^no known format/);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keys of the prototype are keys like any other', async () => {
    const line =
      '{"tool":"constructor","arguments":{"__proto__":{"a":1},"toString":"x"},"context":{"hasOwnProperty":1}}';
    const { calls } = await readAll(line);
    expect(JSON.stringify(calls[0]?.arguments)).toBe('{"__proto__":{"a":1},"toString":"x"}');
    expect(
      await readAll(
        '{"messages":[{"role":"assistant","tool_calls":[{"function":"__proto__","args":{},"id":"__proto__"}]}]}',
        'agentdojo',
      ),
    ).toMatchObject({
      calls: [{ tool: '__proto__', callId: '__proto__' }],
    });
  });
});

describe('large input', () => {
  it('goes through lines in memory that does not grow with them', async () => {
    const line = `{"tool":"t","arguments":{"text":"${'x'.repeat(200)}"}}\n`;
    const chunk = new TextEncoder().encode(line.repeat(250));
    let sent = 0;
    async function* chunks(): AsyncGenerator<Uint8Array> {
      for (; sent < 400; sent++) yield chunk;
    }
    const opening = await openTranscript(chunks());
    expect(sent).toBeLessThan(5);
    let calls = 0;
    let largest = 0;
    if (opening.ok) {
      for await (const batch of opening.batches) {
        calls += batch.length;
        largest = Math.max(largest, batch.length);
      }
    }
    expect(calls).toBe(100_000);
    expect(largest).toBeLessThan(1000);
  });

  it('takes linear time for parallel calls whose results come in the other order', async () => {
    const count = 20_000;
    const tool_calls = Array.from({ length: count }, (_, at) => ({
      id: `call_${at}`,
      function: { name: 't', arguments: '{}' },
    }));
    const results = Array.from({ length: count }, (_, at) => ({
      role: 'tool',
      tool_call_id: `call_${count - 1 - at}`,
      content: String(at),
    }));
    const { calls } = await readAll(JSON.stringify([{ role: 'assistant', tool_calls }, ...results]));
    expect(calls.map(({ result }) => result)).toEqual(
      Array.from({ length: count }, (_, at) => count - 1 - at),
    );
  });

  it('puts an end to lines that have none', async () => {
    const filler = new Uint8Array(1024 * 1024).fill(0x20);
    async function* chunks(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode('{"tool":"t","arguments":{}}\n'.repeat(25));
      for (let sent = 0; sent < 65; sent++) yield filler;
      yield new TextEncoder().encode('\n{"tool":"u","arguments":{}}\n');
    }
    const { calls, malformed } = await collect(await openTranscript(chunks()));
    expect(calls).toHaveLength(26);
    expect(malformed).toEqual([{ line: 26, why: 'longer than 67108864 bytes' }]);
  });
});
