import { describe, expect, it } from 'vitest';
import { brief, readAll } from './read-all.ts';

const good = '{"tool":"t","arguments":{}}';

describe("lines of the toolkit's own format", () => {
  it.each([
    ['{"tool":"t","arguments":{"a":', 'not JSON: the text ends in the middle of a JSON value at column 30'],
    ['{"tool":"t",}', 'not JSON: expected a key in double quotes at column 13'],
    ['[]', 'a call is an object, and this is a list'],
    ['null', 'a call is an object, and this is null'],
    ['12345678901234567890', 'a call is an object, and this is a number'],
    ['{"arguments":{}}', 'a call needs `tool`'],
    ['{"tool":"t"}', 'a call needs `arguments`'],
    ['{"tool":"","arguments":{}}', '`tool` is empty, and a name is meant'],
    ['{"tool":["t"],"arguments":{}}', '`tool` is a list, and a name is meant'],
    ['{"tool":"t","arguments":"{}"}', '`arguments` is a string, and an object is meant'],
    ['{"tool":"t","arguments":{},"context":null}', '`context` is null, and an object is meant'],
    ['{"tool":"t","arguments":{},"time":1}', '`time` is a number, and an RFC 3339 time is meant'],
    ['{"tool":"t","arguments":{},"time":"2026-02-29T00:00:00Z"}', '`time` is no RFC 3339 time with a zone'],
    ['{"tool":"t","arguments":{},"time":"2026-02-28T00:00:00"}', '`time` is no RFC 3339 time with a zone'],
    ['{"tool":"t","arguments":{},"id":7}', '`id` is a number, and text is meant'],
    ['{"tool":"t","arguments":{},"session":{}}', '`session` is an object, and text is meant'],
    [
      '{"tool":"t","arguments":{},"recorded":{"action":"maybe"}}',
      '`recorded.action` is none of allow, deny, require_approval',
    ],
    ['{"tool":"t","arguments":{},"recorded":{"code":"rule"}}', 'unknown key `code` in `recorded`'],
    ['{"tool":"t","arguments":{},"tenant_id":"a"}', 'unknown key `tenant_id`'],
    ['{"tool":"t","arguments":{},"__proto__":{}}', 'unknown key `__proto__`'],
    ['{"tool":"t","arguments":{},"\\u202ea":{}}', 'unknown key `\\u{202e}a`'],
  ])('%s', async (line, why) => {
    const { calls, malformed } = await readAll(`${good}\n${line}\n${good}`);
    expect(malformed).toEqual([{ line: 2, why }]);
    expect(calls.map((call) => [call.line, call.index])).toEqual([
      [1, 0],
      [3, 1],
    ]);
  });

  it('lists a last line that was cut off, and keeps what stands before it', async () => {
    const { calls, malformed } = await readAll(`${good}\r\n${good.slice(0, -3)}`);
    expect(calls).toHaveLength(1);
    expect(malformed).toEqual([
      { line: 2, why: 'not JSON: the text ends in the middle of a JSON value at column 25' },
    ]);
  });

  it('never judges a record by one of two values of a key', async () => {
    const { calls, malformed } = await readAll(`${good}\n{"tool":"read","tool":"delete","arguments":{}}`);
    expect(malformed).toEqual([{ line: 2, why: 'the key /tool occurs twice' }]);
    expect(calls.map(brief)).toEqual(['t {}', 'delete {"problem":"the key /tool occurs twice"}']);
  });

  it('takes a line that is not UTF-8 for malformed, and no other', async () => {
    const bytes = new TextEncoder().encode(`${good}\n"?"\n${good}\n`);
    bytes[bytes.indexOf(0x3f)] = 0xff;
    const { calls, malformed } = await readAll(bytes);
    expect(malformed).toEqual([{ line: 2, why: 'not UTF-8 text' }]);
    expect(calls).toHaveLength(2);
  });
});

const openAi = (message: string): string => `{"messages":[{"role":"user","content":"u"},${message}]}`;
const calling = (calls: string): string => openAi(`{"role":"assistant","tool_calls":${calls}}`);

describe('OpenAI messages', () => {
  it.each([
    [calling('null'), []],
    [calling('[]'), []],
    [calling('{}'), ['/messages/1/tool_calls is an object, and a list is meant']],
    [calling('[null]'), ['/messages/1/tool_calls/0 is null, and a tool call is meant']],
    [calling('[{"id":"a"}]'), ['/messages/1/tool_calls/0 names no function']],
    [calling('[{"function":{"arguments":"{}"}}]'), ['/messages/1/tool_calls/0/function has no name']],
    [
      calling('[{"function":{"name":7,"arguments":"{}"}}]'),
      ['/messages/1/tool_calls/0/function has no name'],
    ],
    [
      calling('[{"function":{"name":"","arguments":"{}"}}]'),
      ['the call of /messages/1/tool_calls/0/function/arguments has an empty name'],
    ],
    [
      openAi('{"role":"assistant","function_call":"t"}'),
      ['/messages/1/function_call is a string, and a function with its arguments is meant'],
    ],
    [openAi('{"content":"x"}'), ['/messages/1 has no role']],
    [openAi('7'), ['/messages/1 is a number, and a message is meant']],
    [
      openAi('{"role":"assistant","content":[{"type":"tool_use"}]}'),
      ['/messages/1/content holds a tool call in another format’s form'],
    ],
    ['{"messages":{}}', ['/messages is an object, and a list is meant']],
    ['{"request":{"messages":7}}', ['/request/messages is a number, and a list is meant']],
    ['{"object":"chat.completion","choices":{}}', ['/choices is an object, and a list is meant']],
    ['{"object":"chat.completion","choices":[{"delta":{}}]}', ['/choices/0 has no message']],
    ['{"a":1}', ['neither messages nor an answer of the model']],
    ['{"error":{"code":429}}', []],
    ['7', ['a record is an object or a list of messages, and this is a number']],
  ])('%s', async (line, why) => {
    const { calls, malformed } = await readAll(`${line}\n`, 'openai-chat');
    expect(malformed).toEqual(why.map((text) => ({ line: 1, why: text })));
    expect(calls).toEqual([]);
  });

  it.each([
    [
      '"{\\"a\\":"',
      '{"problem":"the arguments are not JSON: the text ends in the middle of a JSON value at offset 5"}',
    ],
    ['"{\\"a\\":1,\\"a\\":2}"', '{"problem":"the key /a occurs twice"}'],
    ['""', '{"problem":"the arguments are empty text"}'],
    ['"[1]"', '[1]'],
    ['{"a":1}', '{"a":1}'],
    ['{"a":1,"a":1}', '{"problem":"the key /messages/1/tool_calls/0/function/arguments/a occurs twice"}'],
    ['7', '7'],
    ['null', 'null'],
  ])('arguments %s are found, and never taken for {}', async (given, read) => {
    const line = calling(
      `[{"function":{"name":"t","arguments":${given}}},{"function":{"name":"u","arguments":"{}"}}]`,
    );
    const { calls, malformed } = await readAll(line);
    expect(malformed).toEqual([]);
    expect(calls.map(brief)).toEqual([`t ${read}`, 'u {}']);
  });

  it('does not invent arguments where there are none', async () => {
    const { calls } = await readAll(calling('[{"function":{"name":"t"}}]'));
    expect(calls.map(brief)).toEqual(['t {"problem":"the recording has no arguments for the call"}']);
  });

  it('does not take calls in other messages for the agent’s', async () => {
    const line = openAi('{"role":"user","tool_calls":[{"function":{"name":"t","arguments":"{}"}}]}');
    const { calls, unjudged } = await readAll(line, 'openai-chat');
    expect([calls, unjudged]).toEqual([[], ['t']]);
  });

  it('reports the rest of a message beside a malformed call', async () => {
    const { calls, malformed } = await readAll(
      calling('[7,{"function":{"name":"t","arguments":"{}"}}]'),
      'openai-chat',
    );
    expect(calls.map(brief)).toEqual(['t {}']);
    expect(malformed).toHaveLength(1);
  });
});

const blocks = (content: string, role = 'assistant'): string =>
  `{"messages":[{"role":"${role}","content":${content}}]}`;

describe('Anthropic messages', () => {
  it.each([
    [blocks('7'), ['/messages/0/content is a number, and text or a list is meant']],
    [blocks('[7]'), ['/messages/0/content/0 is no content block with a type']],
    [
      blocks('[{"type":"tool_use","input":{}}]'),
      ['/messages/0/content/0/name is absent, and a tool’s name is meant'],
    ],
    [
      '{"messages":[{"role":"assistant","content":"","tool_calls":[{}]}]}',
      ['/messages/0/tool_calls holds tool calls in another format’s form'],
    ],
    ['{"type":"message","content":[]}', ['the answer has no role']],
    ['{"type":"error","error":{}}', []],
  ])('%s', async (line, why) => {
    const { malformed } = await readAll(`${line}\n`, 'anthropic-messages');
    expect(malformed).toEqual(why.map((text) => ({ line: 1, why: text })));
  });

  it('finds calls without input, and leaves calls of others out', async () => {
    const { calls, unjudged } = await readAll(
      `${blocks('[{"type":"tool_use","name":"t"},{"type":"tool_use","name":"u","input":"x"}]')}\n${blocks('[{"type":"tool_use","name":"v","input":{}}]', 'user')}`,
    );
    expect(calls.map(brief)).toEqual(['t {"problem":"the recording has no input for the call"}', 'u x']);
    expect(unjudged).toEqual(['v']);
  });
});

describe('benchmarks', () => {
  it.each([
    ['agentdojo', '{"messages":7}', '/messages is a number, and a list is meant'],
    ['agentdojo', '{}', '/messages is absent, and a list is meant'],
    ['agentdojo', '7', 'a run is an object, and this is a number'],
    ['tau-bench', '[7]', 'a run is an object, and this is a number'],
    ['tau-bench', '{"task_id":1}', '/traj is absent, and a list of messages is meant'],
  ])('%s: %s', async (format, line, why) => {
    const { malformed } = await readAll(`${line}\n`, format);
    expect(malformed).toEqual([{ line: 1, why }]);
  });
});
