import { describe, expect, it } from 'vitest';
import { brief, fixture, readAll } from './read-all.ts';

const cut = '{"problem":"the stream ends in the middle of the call"}';
const freeText = '{"problem":"the tool takes free text, not JSON"}';

describe('each form of each provider, from its fixture', () => {
  it.each<[file: string, calls: readonly string[]]>([
    ['anthropic-messages/stream.txt', ['none {}', 'echo {"a":1} heard', `cut ${cut}`]],
    ['openai-chat/stream.txt', ['a {"n":{"text":"9007199254740993"}}', 'b {}', `cut ${cut}`]],
    [
      'openai-chat/parallel.jsonl',
      [
        'a {"n":1}',
        'b {}',
        'multi_tool_use.parallel {"problem":"the wrapper of parallel calls holds one that names no tool"}',
        'multi_tool_use.parallel {"problem":"the wrapper of parallel calls has no list of them"}',
        'parallel {"jobs":2}',
      ],
    ],
    [
      'openai-responses/response.json',
      [
        'read_file {"path":"/data/a","id":{"text":"9007199254740993"}}',
        `write_sql ${freeText}`,
        'lookup {"q":"x"} {"rows":0}',
        'local_shell {"type":"exec","command":["ls","-a"]}',
        'weather {"city":"Oslo"}',
        'weather {"city":"Rome"}',
      ],
    ],
    ['openai-responses/log.jsonl', ['a {}', 'b {"n":1}']],
    ['openai-responses/items.json', ['a {} one', 'b {"n":1} {"two":2}']],
    [
      'openai-responses/stream.txt',
      ['a {"n":1}', 'b {"problem":"the recording has no arguments for the call"}'],
    ],
    ['gemini/response.json', ['weather {"city":"Oslo","id":{"text":"9007199254740993"}}', 'now {}']],
    ['gemini/log.jsonl', ['a {}', 'b {"n":1}', 'c {} {"rows":3}']],
    [
      'gemini/stream.txt',
      ['put {"items":[{"name":"red apple","unit price":0.5}],"__proto__":{"x":true}}', `cut ${cut}`],
    ],
    [
      'bedrock-converse/response.json',
      ['weather {"city":"Oslo"}', 'now {"problem":"the recording has no input for the call"}'],
    ],
    ['bedrock-converse/messages.json', ['a {"n":1} {"rows":1}']],
    ['bedrock-converse/stream.jsonl', ['a {"n":1}', 'none {}', `cut ${cut}`]],
    ['cohere-chat/response.json', ['weather {"city":"Oslo"}']],
    ['cohere-chat/stream.jsonl', ['weather {"city":"Oslo"}', 'now {}']],
    ['mcp/session.jsonl', ['read_file {"path":"/data/a"} {"rows":1}', 'now {} noon', 'again {}']],
    ['mcp/envelopes.jsonl', ['a {"n":1} {"ok":true}', 'b {}']],
    ['ai-sdk/messages.json', ['a {"n":1} {"rows":1}', 'old {} fine']],
    [
      'ai-sdk/ui.json',
      [
        'read-file {"path":"/a"} text',
        'dyn {}',
        'half {"problem":"the recording has no complete input for the call"}',
        'raw {"problem":"the arguments are not JSON: the text ends in the middle of a JSON value at offset 5"}',
        'v4 {"n":4} {"ok":true}',
      ],
    ],
    ['ai-sdk/stream.txt', ['a {"n":1} {"rows":1}', `cut ${cut}`]],
    ['langchain/flat.json', ['a {"n":1} [1]', 'b {"problem":"the recorder could not read the arguments"}']],
    ['langchain/serialised.jsonl', ['a {"n":1}', 'old {}']],
    ['langchain/chunks.jsonl', ['a {"n":1}', `cut ${cut}`]],
  ])('%s', async (file, calls) => {
    const read = await readAll(fixture(file));
    expect(read.format).toBe(file.split('/')[0]);
    expect(read.calls.map(brief)).toEqual(calls);
    const cutOff = /stream/.test(file) || file.includes('chunks') ? calls.filter(isCut).length : 0;
    expect(read.malformed.filter(({ why }) => why.startsWith('the stream ends'))).toHaveLength(cutOff);
  });

  it('MCP: session and time of the envelope, a call of the server, a call without name', async () => {
    const { calls, unjudged } = await readAll(fixture('mcp/envelopes.jsonl'));
    expect(calls.map(({ session, time, line }) => [session, time, line])).toEqual([
      ['s1', Date.UTC(2026, 0, 5, 9), 1],
      [undefined, 1_767_603_600_000, 4],
    ]);
    expect(unjudged).toEqual(['theirs']);
    const { malformed } = await readAll(fixture('mcp/session.jsonl'));
    expect(malformed).toEqual([{ line: 7, why: '/params names no tool' }]);
  });
});

function isCut(call: string): boolean {
  return call.startsWith('cut ') || call.startsWith('b {"problem":"the recording has no');
}

describe('hostile pieces', () => {
  const wrapper = (depth: number): unknown =>
    depth === 0
      ? { recipient_name: 'functions.x', parameters: {} }
      : {
          recipient_name: 'functions.multi_tool_use.parallel',
          parameters: { tool_uses: [wrapper(depth - 1)] },
        };

  it.each([
    [3, ['x']],
    [100, ['multi_tool_use.parallel']],
  ])('a wrapper %i deep is unpacked or unjudgeable, never lost', async (depth, tools) => {
    const args = JSON.stringify({ tool_uses: [wrapper(depth)] });
    const call = { id: 'c', function: { name: 'multi_tool_use.parallel', arguments: args } };
    const { calls } = await readAll(JSON.stringify([{ role: 'assistant', tool_calls: [call] }]));
    expect(calls.map(({ tool }) => tool)).toEqual(tools);
  });

  it.each<[format: string, line: unknown]>([
    [
      'anthropic-messages',
      { type: 'content_block_delta', index: 3, delta: { type: 'input_json_delta', partial_json: 'x' } },
    ],
    [
      'openai-chat',
      {
        object: 'chat.completion.chunk',
        choices: [{ delta: { tool_calls: [{ index: 9, function: { arguments: 'x' } }] } }],
      },
    ],
    ['openai-chat', { object: 'chat.completion.chunk', choices: 7 }],
    ['openai-responses', { type: 'response.function_call_arguments.delta', output_index: 1, delta: 'x' }],
    ['bedrock-converse', { contentBlockDelta: { contentBlockIndex: 1, delta: { toolUse: { input: 'x' } } } }],
    ['cohere-chat', { type: 'tool-call-start', index: 0, delta: { message: { tool_calls: {} } } }],
    ['ai-sdk', { type: 'tool-input-delta', toolCallId: 'x', inputTextDelta: 'x' }],
    ['gemini', { candidates: [{ content: { parts: [{ functionCall: { partialArgs: [] } }] } }] }],
    ['mcp', { jsonrpc: '2.0', id: 1, method: 'tools/call' }],
    ['mcp', { a: 1 }],
    ['langchain', { a: 1 }],
  ])('%s: what goes on with nothing is said', async (format, line) => {
    const { calls, malformed } = await readAll(`${JSON.stringify(line)}\n`, format);
    expect(calls).toEqual([]);
    expect(malformed).toHaveLength(1);
  });

  it('two streams at once, and two calls at one index, keep apart', async () => {
    const chunk = (id: string, call: unknown, reason?: string): string =>
      JSON.stringify({
        id,
        object: 'chat.completion.chunk',
        choices: [{ index: 0, delta: { tool_calls: [call] }, finish_reason: reason ?? null }],
      });
    const { calls, malformed } = await readAll(
      [
        chunk('1', { index: 0, id: 'a', function: { name: 'a', arguments: '{"n":' } }),
        chunk('2', { index: 0, id: 'a', function: { name: 'b', arguments: '{}' } }),
        chunk('1', { index: 0, function: { arguments: '1}' } }),
        chunk('2', { index: 0, id: 'c', function: { name: 'c', arguments: '{}' } }, 'tool_calls'),
        chunk('1', { index: 0, function: { arguments: '' } }, 'tool_calls'),
      ].join('\n'),
    );
    expect([calls.map(brief), malformed]).toEqual([['b {}', 'c {}', 'a {"n":1}'], []]);
  });
});
