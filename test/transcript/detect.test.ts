import { describe, expect, it } from 'vitest';
import { fixture, open } from './read-all.ts';

const user = { role: 'user', content: 'hi' };

function lines(...values: unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

function chat(call: unknown): unknown {
  return { messages: [user, { role: 'assistant', tool_calls: [call] }] };
}

describe('a format is told by content', () => {
  it.each<[what: string, content: string, format: string]>([
    ['own lines', lines({ tool: 't', arguments: {} }), 'toolkit'],
    ['own lines after broken ones', `{"tool":\nxx\n${lines({ tool: 't', arguments: {} })}`, 'toolkit'],
    [
      'a byte order mark and CRLF',
      `\ufeff${lines({ tool: 't', arguments: {} }).replaceAll('\n', '\r\n')}`,
      'toolkit',
    ],
    ['blank lines first', `\n \n${lines({ tool: 't', arguments: {} })}`, 'toolkit'],
    [
      'a log that begins without a call',
      lines({ messages: [user] }, chat({ function: { name: 't', arguments: '{}' } })),
      'openai-chat',
    ],
    [
      'a request with OpenAI tools',
      lines({ messages: [user], tools: [{ type: 'function', function: { name: 't' } }] }),
      'openai-chat',
    ],
    [
      'a request with Anthropic tools',
      lines({ messages: [user], tools: [{ name: 't', input_schema: {} }] }),
      'anthropic-messages',
    ],
    ['messages with a system role', JSON.stringify([{ role: 'system', content: 's' }, user]), 'openai-chat'],
    [
      'messages with tool blocks',
      JSON.stringify([user, { role: 'assistant', content: [{ type: 'tool_use' }] }], null, 2),
      'anthropic-messages',
    ],
    ['a list of answers', JSON.stringify([{ object: 'chat.completion', choices: [] }]), 'openai-chat'],
    [
      'a batch result',
      lines({
        custom_id: 'a',
        result: { type: 'succeeded', message: { type: 'message', role: 'assistant', content: [] } },
      }),
      'anthropic-messages',
    ],
    [
      'a batch answer',
      lines({ response: { body: { object: 'chat.completion', choices: [] } } }),
      'openai-chat',
    ],
    [
      'an AgentDojo header',
      lines({ metadata: { benchmark: 'agent-dojo' } }, { messages: [user], metadata: {} }),
      'agentdojo',
    ],
    [
      'an AgentDojo record without header',
      lines({ messages: [user], metadata: { suite_name: 's', user_task_id: 'u' } }),
      'agentdojo',
    ],
    ['tau-bench on one line', JSON.stringify([{ task_id: 1, traj: [] }]), 'tau-bench'],
    ['tau-bench, one run a line', lines({ task_id: 1, traj: [] }, { task_id: 2, traj: [] }), 'tau-bench'],
  ])('%s', async (_, content, format) => {
    const opening = await open(content);
    expect(opening.ok ? opening.format.name : opening.problem).toBe(format);
  });

  it.each([
    ['', 'the recording is empty'],
    ['\ufeff \r\n\n', 'the recording is empty'],
    [
      'just words\nand more\n',
      'the recording is neither JSON nor JSON Lines: expected a JSON value at line 1, column 1',
    ],
    [
      '{"messages": [\n{"role":\n',
      'the recording is not JSON: the text ends in the middle of a JSON value at line 3, column 1',
    ],
    [
      '{\n"a": 1\n}\n{\n"a": 2\n}\n',
      'the recording is neither JSON nor JSON Lines: more text after the JSON value at line 4, column 1',
    ],
    ['\u0000\u0001\u0002', 'the recording is a binary file'],
  ])('%j is refused', async (content, problem) => {
    expect(await open(content)).toEqual({ ok: false, problem, candidates: [] });
  });

  it.each([
    ['gzip', [0x1f, 0x8b, 8, 0, 0x0a, 1], 'the recording is packed with gzip; unpack it first'],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0, 0x7d, 0], 'the recording is UTF-16 text; save it as UTF-8'],
    [
      'a document that is not UTF-8',
      [0x5b, 0x0a, 0x22, 0xc3, 0x22, 0x5d],
      'the recording is neither JSON nor JSON Lines: line 2 is not UTF-8 text',
    ],
  ])('%s is refused', async (_, bytes, problem) => {
    expect(await open(Uint8Array.from(bytes))).toEqual({ ok: false, problem, candidates: [] });
  });

  it('refuses what nothing tells, with the candidates', async () => {
    expect(await open(lines({ messages: [user] }))).toEqual({
      ok: false,
      problem: 'the recording could be Anthropic Messages or OpenAI Chat Completions',
      candidates: ['anthropic-messages', 'openai-chat'],
    });
    const both = lines(chat({ function: { name: 't', arguments: '{}' } }), { type: 'message', content: [] });
    expect(await open(both)).toMatchObject({ ok: false, candidates: ['anthropic-messages', 'openai-chat'] });
  });

  it.each<[what: string, value: unknown]>([
    ['a number', 1],
    ['an empty list', []],
    ['nothing of note', { a: 1 }],
  ])('%s is no known format, and the refusal says which are', async (_, value) => {
    const opening = await open(lines(value));
    expect(opening.ok ? '' : opening.problem).toMatch(
      /^no known format of recorded calls; known are .*AgentDojo and tau-bench/,
    );
  });

  it('honours a format given by name', async () => {
    const opening = await open(lines({ messages: [user] }), 'openai-chat');
    expect(opening.ok && opening.format.name).toBe('openai-chat');
    expect(await open(fixture('openai-chat/messages.json'), 'opnai-chat')).toMatchObject({
      problem: 'no format has the name opnai-chat; did you mean openai-chat',
    });
    expect(await open('{}', 'zzz')).toMatchObject({
      problem: expect.stringMatching(/known are toolkit, .* and tau-bench$/),
    });
  });
});
