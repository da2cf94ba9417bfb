import { describe, expect, it } from 'vitest';
import { brief, readAll } from './read-all.ts';

const chatCall = (id: string, name: string): object => ({
  id,
  type: 'function',
  function: { name, arguments: '{"n":1}' },
});
const chatAnswer = (name: string): object => ({
  object: 'chat.completion',
  choices: [{ message: { role: 'assistant', tool_calls: [chatCall('2', name)] } }],
});
const history = [
  { role: 'system', content: 'help' },
  { role: 'assistant', tool_calls: [chatCall('1', 'before')] },
  { role: 'tool', tool_call_id: '1', content: 'done' },
];
const use = (name: string): object => ({ type: 'tool_use', id: '2', name, input: { n: 1 } });
const item = (name: string): object => ({
  type: 'function_call',
  id: `fc_${name}`,
  call_id: name,
  name,
  arguments: '{"n":1}',
});

const both = ['before {"n":1} done', 'answered {"n":1}'];

describe('an answer that a recorder keeps in a place of its own is not lost', () => {
  it.each<[what: string, record: object, calls: readonly string[]]>([
    ['under another name', { messages: history, completion: chatAnswer('answered') }, both],
    ['as JSON text', { messages: history, response: JSON.stringify(chatAnswer('answered')) }, both],
    ['several', { messages: history, responses: [chatAnswer('answered')] }, both],
    [
      'as a bare message',
      {
        messages: history,
        output: { role: 'assistant', content: null, tool_calls: [chatCall('2', 'answered')] },
      },
      both,
    ],
    [
      'that repeats the last message',
      { messages: history.slice(0, 2), output: history[1] },
      ['before {"n":1}'],
    ],
    [
      'of Anthropic without role and type',
      {
        request: { messages: [{ role: 'user', content: 'go' }], system: 's' },
        response: { content: [use('answered')] },
      },
      ['answered {"n":1}'],
    ],
    [
      'of the Responses without its kind',
      {
        input: [item('before'), { type: 'function_call_output', call_id: 'before', output: 'done' }],
        output: [item('answered')],
      },
      both,
    ],
    ['in bodies', { request_body: '{}', response_body: chatAnswer('answered') }, ['answered {"n":1}']],
    [
      'of OpenAI’s chat without a role',
      { object: 'chat.completion', choices: [{ message: { tool_calls: [chatCall('2', 'answered')] } }] },
      ['answered {"n":1}'],
    ],
  ])('%s', async (_, record, calls) => {
    const read = await readAll(JSON.stringify(record));
    expect(read.calls.map(brief)).toEqual(calls);
    expect(read.malformed).toEqual([]);
  });

  it('is malformed where it holds a call in a form that is not known', async () => {
    const doubled =
      '{"choices":[{"message":{"role":"assistant","tool_calls":[],"tool_calls":[{"id":"1"}]}}]}';
    const records = [
      { messages: history, response: { outcome: { tool_calls: [{ x: 1 }] } } },
      { messages: history, response: doubled },
      { messages: history, response: 'plain text about "tool_calls"' },
    ];
    const read = await readAll(records.map((record) => JSON.stringify(record)).join('\n'));
    expect(read.malformed).toEqual([
      { line: 1, why: '/response holds a tool call, and is no answer in a form that is known' },
      { line: 2, why: '/response holds a tool call, and is no answer in a form that is known' },
    ]);
  });

  it('is one item of the Responses a line', async () => {
    const lines = [
      { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'go' }] },
      { type: 'reasoning', id: 'rs', summary: [] },
      item('answered'),
    ];
    const read = await readAll(lines.map((line) => JSON.stringify(line)).join('\n'));
    expect([read.calls.map(brief), read.malformed]).toEqual([['answered {"n":1}'], []]);
  });

  it('is none where the provider ended a batch before it answered', async () => {
    const lines = ['canceled', 'expired'].map((type) =>
      JSON.stringify({ custom_id: type, result: { type } }),
    );
    const answered = {
      custom_id: 'a',
      result: { type: 'succeeded', message: { type: 'message', role: 'assistant', content: [use('a')] } },
    };
    const read = await readAll([JSON.stringify(answered), ...lines].join('\n'));
    expect([read.calls.length, read.malformed]).toEqual([1, []]);
  });
});
