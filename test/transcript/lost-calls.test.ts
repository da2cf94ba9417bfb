import { describe, expect, it } from 'vitest';
import { brief, readAll } from './read-all.ts';

const chunk = (delta: object, reason: string | null = null): string =>
  JSON.stringify({ id: 'c', choices: [{ index: 0, delta, finish_reason: reason }] });
const piece = (name: string, given: string, id = ''): object => ({
  tool_calls: [{ index: 0, id, function: { name, arguments: given } }],
});
const langChainPiece = (name: string, args: string, id: string): string =>
  JSON.stringify({
    type: 'AIMessageChunk',
    id: 'm',
    content: '',
    tool_call_chunks: [{ name, args, id, index: 0 }],
  });
const asked = [
  { role: 'assistant', tool_calls: [{ id: '1', function: { name: 'a', arguments: '{"n":1}' } }] },
];
const part = (name: string): object => ({ type: 'tool_call', id: name, name, arguments: { n: 1 } });
const messages = (...names: readonly string[]): string =>
  JSON.stringify([{ role: 'assistant', parts: names.map(part) }]);

function span(id: string, attributes: object, more: object = {}): object {
  const list = Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } }));
  return { traceId: 't', spanId: id, name: id, attributes: list, ...more };
}
const spans = (...list: readonly object[]): string =>
  JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: list }] }] });
const event = (name: string, key: string, value: unknown): object => ({
  events: [{ name, attributes: [{ key, value: { stringValue: JSON.stringify(value) } }] }],
});
const observed = (type: string, more: object): string =>
  JSON.stringify({ type, id: 'o', traceId: 't', startTime: '2026-01-01T00:00:00Z', name: 'o', ...more });

const snakeCall = {
  candidates: [{ content: { role: 'model', parts: [{ function_call: { name: 'a', args: { n: 1 } } }] } }],
};
const snakeHistory = {
  contents: [
    ...snakeCall.candidates.map(({ content }) => content),
    { role: 'user', parts: [{ function_response: { name: 'a', response: { output: 'ok' } } }] },
  ],
};
const snakePieces = ['a', 'b'].map((text, index) => ({
  response_id: 'r',
  candidates: [
    {
      content: {
        role: 'model',
        parts: [
          {
            function_call: {
              name: index === 0 ? 'a' : null,
              args: null,
              partial_args: [{ json_path: '$.n', string_value: text }],
              will_continue: index === 0,
            },
          },
        ],
      },
    },
  ],
}));

describe('no call is lost or judged by what is another’s', () => {
  it.each<[what: string, recording: string, calls: readonly string[]]>([
    ['Gemini in snake case', JSON.stringify(snakeCall), ['a {"n":1}']],
    ['Gemini in snake case, with its result', JSON.stringify(snakeHistory), ['a {"n":1} ok']],
    ['Gemini in snake case, in pieces', JSON.stringify(snakePieces), ['a {"n":"ab"}']],
    [
      'OpenAI chunks with two tools at one index',
      [chunk(piece('a', '{"n":1}')), chunk(piece('b', '{}')), chunk({}, 'stop')].join('\n'),
      ['a {"n":1}', 'b {}'],
    ],
    [
      'OpenAI chunks with one tool twice at one index',
      [chunk(piece('a', '{"n":1}')), chunk(piece('a', '{"n":2}')), chunk({}, 'stop')].join('\n'),
      ['a {"n":1}', 'a {"n":2}'],
    ],
    [
      'OpenAI chunks that say the name each time',
      [chunk(piece('a', '{"n":')), chunk(piece('a', '1}')), chunk({}, 'stop')].join('\n'),
      ['a {"n":1}'],
    ],
    [
      'LangChain chunks with two calls at one index',
      [langChainPiece('a', '{"n":1}', '1'), langChainPiece('a', '{}', '2')].join('\n'),
      ['a {"n":1}', 'a {"problem":"the stream ends in the middle of the call"}'],
    ],
    [
      'LangChain content',
      JSON.stringify([
        { type: 'human', content: 'go' },
        { type: 'ai', content: [{ type: 'tool_use', id: '1', name: 'a', input: { n: 1 } }], tool_calls: [] },
        { type: 'ai', content: [{ type: 'tool_call', id: '2', name: 'b', args: {} }] },
      ]),
      ['a {"n":1}', 'b {}'],
    ],
    [
      'LangChain, dropped from its own list',
      JSON.stringify({
        type: 'ai',
        content: '',
        tool_calls: [{ id: '1', name: 'a', args: { n: 1 } }],
        additional_kwargs: {
          tool_calls: ['1', '2'].map((id) => ({ id, function: { name: `sent${id}`, arguments: '{}' } })),
        },
      }),
      ['a {"n":1}', 'sent2 {}'],
    ],
    [
      'AI SDK tools whose names look like other parts',
      JSON.stringify([
        {
          role: 'assistant',
          parts: [
            { type: 'tool-approval-grant', toolCallId: '1', state: 'input-available', input: {} },
            { type: 'tool-error', toolCallId: '2', state: 'input-available', input: {} },
          ],
        },
        {
          role: 'assistant',
          content: [
            { type: 'tool-call', toolCallId: '3', toolName: 'a', input: {} },
            { type: 'tool-error', toolCallId: '3', toolName: 'a', input: {}, error: 'no' },
            { type: 'tool-approval-request', approvalId: 'x', toolCallId: '3' },
          ],
        },
      ]),
      ['approval-grant {}', 'error {}', 'a {}'],
    ],
    [
      'AI SDK invocations beside parts',
      JSON.stringify([
        {
          role: 'assistant',
          parts: [{ type: 'tool-invocation', toolInvocation: { toolCallId: '1', toolName: 'a', args: {} } }],
          toolInvocations: ['1', '2'].map((toolCallId) => ({
            toolCallId,
            toolName: `t${toolCallId}`,
            args: {},
          })),
        },
      ]),
      ['a {}', 't2 {}'],
    ],
    [
      'OPA: arguments that stand with the tool',
      JSON.stringify({
        decision_id: 'd',
        path: 'p',
        input: { tool: { name: 'a', arguments: { own: 1 } }, params: { other: 1 } },
      }),
      ['a {"own":1}'],
    ],
    [
      'spans: an event of the first generation',
      spans(span('chat', {}, event('gen_ai.choice', 'message', asked[0]))),
      ['a {"n":1}'],
    ],
    [
      'spans: an event of the second generation',
      spans(
        span('chat', {}, event('gen_ai.client.inference.operation.details', 'gen_ai.output.messages', asked)),
      ),
      ['a {"n":1}'],
    ],
    [
      'spans: an event of what was said before',
      spans(span('chat', {}, event('gen_ai.assistant.message', 'message', asked[0]))),
      [],
    ],
    [
      'spans: the older numbered form',
      spans(
        span('chat', {
          'gen_ai.completion.0.function_call.name': 'a',
          'gen_ai.completion.0.function_call.arguments': '{}',
        }),
      ),
      ['a {}'],
    ],
    [
      'spans: a sum of another agent',
      spans(
        span('chat', { 'gen_ai.operation.name': 'chat', 'gen_ai.output.messages': messages('a') }),
        span('one', { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.output.messages': messages('a') }),
        span('two', { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.output.messages': messages('b') }),
      ),
      ['a {"n":1}', 'b {"n":1}'],
    ],
    [
      'log records of OTLP',
      JSON.stringify({
        resourceLogs: [
          {
            scopeLogs: [
              {
                logRecords: [
                  {
                    traceId: 't',
                    spanId: 's',
                    eventName: 'gen_ai.choice',
                    body: { stringValue: JSON.stringify({ message: asked[0] }) },
                  },
                  {
                    traceId: 't',
                    spanId: 's',
                    eventName: 'gen_ai.user.message',
                    body: { stringValue: '{}' },
                  },
                ],
              },
            ],
          },
        ],
      }),
      ['a {"n":1}'],
    ],
    [
      'spans: arguments in OpenLLMetry’s wrapper',
      spans(
        span('a.tool', {
          'traceloop.span.kind': 'tool',
          'traceloop.entity.name': 'a',
          'traceloop.entity.input': '{"inputs":{"n":1},"tags":[]}',
        }),
      ),
      ['a {"n":1}'],
    ],
    [
      'LangSmith: arguments that Python printed are those of the request',
      JSON.stringify([
        { run_type: 'llm', trace_id: 't', start_time: '2026-01-01T00:00:00', outputs: asked[0] },
        {
          run_type: 'tool',
          trace_id: 't',
          name: 'a',
          inputs: { input: "{'n': 1}" },
          outputs: { output: { tool_call_id: '1', content: 'ok' } },
        },
      ]),
      ['a {"n":1} ok'],
    ],
    ['Langfuse in lower case', observed('generation', { output: asked[0] }), ['a {"n":1}']],
    ['Langfuse: an agent’s output', observed('AGENT', { output: asked[0] }), ['a {"n":1}']],
  ])('%s', async (_, recording, calls) => {
    const read = await readAll(recording);
    expect(read.calls.map(brief)).toEqual(calls);
  });

  const doubled =
    '[{"role":"assistant","tool_calls":[{"id":"1","function":{"name":"a","arguments":{"n":1,"n":2}}}]}]';
  const problem = 'the key /0/tool_calls/0/function/arguments/n occurs twice';
  const cut = 'the text of an answer with calls is cut off, or is no JSON';
  const code = { uuid: 'u', sessionId: 's', parentUuid: null };

  it.each<[what: string, recording: string, why: string, calls: readonly string[]]>([
    [
      'spans: a doubled key in an answer’s text',
      spans(span('chat', { 'gen_ai.output.messages': doubled })),
      `in the text of an answer ${problem}`,
      [`a {"problem":"${problem}"}`],
    ],
    [
      'spans: an answer that was cut off',
      spans(span('chat', { 'gen_ai.output.messages': doubled.slice(0, -9) })),
      cut,
      [],
    ],
    ['spans: a tool without a name', spans(span('execute_tool ', {})), 'a span of a tool names none', []],
    [
      'Langfuse: a doubled key in an answer’s text',
      observed('GENERATION', { output: doubled }),
      `in the text of an answer ${problem}`,
      [`a {"problem":"${problem}"}`],
    ],
    [
      'Langfuse: a call that cannot be read',
      observed('GENERATION', { toolCalls: ['{"id":"1","id":"2"}'], toolCallNames: ['a'] }),
      '/toolCalls/0 is no call that can be read',
      ['a {"problem":"the recorded call cannot be read"}'],
    ],
    [
      'Claude Code: a call in a record of a new kind',
      [
        { type: 'user', ...code, message: { role: 'user', content: 'go' } },
        {
          type: 'new',
          ...code,
          message: { role: 'assistant', content: [{ type: 'tool_use', id: '1', name: 'a', input: {} }] },
        },
      ]
        .map((each) => JSON.stringify(each))
        .join('\n'),
      '/type is not known, and the record holds a call',
      [],
    ],
    [
      'Codex: a call in a record of a new kind',
      [
        { type: 'session_meta', payload: { id: 's' } },
        { type: 'new', payload: { type: 'function_call', name: 'a', arguments: '{}', call_id: '1' } },
      ]
        .map((each) => JSON.stringify(each))
        .join('\n'),
      '/type is not known, and the record holds a call',
      [],
    ],
  ])('%s is told', async (_, recording, why, calls) => {
    const read = await readAll(recording);
    expect(read.malformed.map((each) => each.why)).toEqual([why]);
    expect(read.calls.map(brief)).toEqual(calls);
  });
});
