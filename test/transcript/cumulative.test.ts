import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brief, readAll } from './read-all.ts';

type Message = Record<string, unknown>;

interface Turn {
  readonly user: string;
  /** Ids and tools of parallel calls; ids may come again. */
  readonly calls: readonly (readonly [id: string, tool: string])[];
}

const turn: fc.Arbitrary<Turn> = fc.record({
  user: fc.constantFrom('go on', 'again'),
  calls: fc.array(fc.tuple(fc.constantFrom('call_1', 'call_2', ''), fc.constantFrom('a', 'b')), {
    maxLength: 3,
  }),
});

function openAiTurn({ user, calls }: Turn): Message[][] {
  const tool_calls = calls.map(([id, name]) => ({
    id,
    type: 'function',
    function: { name, arguments: '{}' },
  }));
  const results = calls.map(([id]) => ({ role: 'tool', tool_call_id: id, content: 'ok' }));
  return [[{ role: 'user', content: user }], [{ role: 'assistant', content: null, tool_calls }], results];
}

function anthropicTurn({ user, calls }: Turn): Message[][] {
  const content = calls.map(([id, name]) => ({ type: 'tool_use', id, name, input: {} }));
  const results = calls.map(([id]) => ({ type: 'tool_result', tool_use_id: id, content: 'ok' }));
  const answer = [{ type: 'text', text: 'and' }, ...content];
  return [
    [{ role: 'user', content: user }],
    [{ role: 'assistant', content: answer }],
    [{ role: 'user', content: results }],
  ];
}

/** What a proxy logs: at each step all messages so far. */
function requestLog(turns: readonly Turn[], write: (turn: Turn) => Message[][], about: Message): string[] {
  const messages: Message[] = [{ role: 'user', content: 'start' }];
  const lines: string[] = [];
  for (const each of turns) {
    const [question = [], answer = [], results = []] = write(each);
    messages.push(...question);
    lines.push(JSON.stringify({ ...about, messages }));
    messages.push(...answer, ...results);
    lines.push(JSON.stringify({ ...about, messages }));
  }
  return lines;
}

describe.each([
  ['openai-chat', openAiTurn],
  ['anthropic-messages', anthropicTurn],
] as const)('a log that repeats the history: %s', (format, write) => {
  it('gives every call exactly once, whatever the ids', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 6 }), async (turns) => {
        const log = requestLog(turns, write, {});
        const retried = log.flatMap((line, at) => (at % 3 === 0 ? [line, line] : [line]));
        const { calls } = await readAll(retried.join('\n') || '{"error":{}}', format);
        expect(calls.map(({ tool }) => tool)).toEqual(
          turns.flatMap((each) => each.calls.map(([, tool]) => tool)),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('keeps the conversations of two tenants apart, however alike', async () => {
    const turns: Turn[] = [
      { user: 'go on', calls: [['call_1', 'a']] },
      { user: 'again', calls: [['call_1', 'a']] },
    ];
    const one = requestLog(turns, write, { tenant: 'one' });
    const two = requestLog(turns, write, { tenant: 'two' });
    const mixed = one.flatMap((line, at) => [line, two[at] ?? '']);
    const { calls } = await readAll(mixed.join('\n'), format);
    expect(calls).toHaveLength(4);
  });

  it('counts the same conversation twice where two finished ones were recorded', async () => {
    const [question = [], answer = []] = write({ user: 'go on', calls: [['call_1', 'a']] });
    const line = JSON.stringify({ messages: [...question, ...answer] });
    const { calls } = await readAll(`${line}\n${line}`, format);
    expect(calls).toHaveLength(2);
  });
});

it('finds a call in the answer, and not again in the histories after it', async () => {
  const history: Message[] = [{ role: 'user', content: 'u' }];
  const lines: string[] = [];
  for (const name of ['a', 'b', 'c']) {
    const message = {
      role: 'assistant',
      content: null,
      refusal: null,
      tool_calls: [{ id: 'x', function: { name, arguments: '{"n": 1}' } }],
    };
    const response = { object: 'chat.completion', created: 1, choices: [{ message }] };
    lines.push(JSON.stringify({ request: { messages: history }, response }));
    history.push(
      { role: 'assistant', content: '', tool_calls: message.tool_calls },
      { role: 'tool', tool_call_id: 'x', content: 'ok' },
    );
  }
  const { calls } = await readAll(lines.join('\n'));
  expect(calls.map(brief)).toEqual(['a {"n":1}', 'b {"n":1}', 'c {"n":1}']);
  expect(calls.map(({ time }) => time)).toEqual([1000, 1000, 1000]);
});

it('gives a result to the call it answers, also where ids come again', async () => {
  const call = (...tools: string[]): Message => ({
    role: 'assistant',
    tool_calls: tools.map((name) => ({ id: 'same', function: { name, arguments: '{}' } })),
  });
  const result = (content: string, id = 'same'): Message => ({ role: 'tool', tool_call_id: id, content });
  const messages = [
    call('lost'),
    call('a', 'b'),
    result('1'),
    result('?', 'other'),
    result('2'),
    result('3'),
    call('c'),
    result('4'),
  ];
  const { calls } = await readAll(JSON.stringify(messages));
  expect(calls.map(brief)).toEqual(['lost {}', 'a {} 1', 'b {} 2', 'c {} 4']);
});

describe('instructions that change at every step', () => {
  const id = (n: number): string => `call_0123456789abcdefgh${n}`;
  const called = (callId: string): object[] => [
    {
      role: 'assistant',
      tool_calls: [{ id: callId, type: 'function', function: { name: 'a', arguments: '{}' } }],
    },
    { role: 'tool', tool_call_id: callId, content: 'ok' },
  ];
  const step = (time: string, ids: readonly string[]): string =>
    JSON.stringify({ messages: [{ role: 'system', content: `It is ${time}` }, ...ids.flatMap(called)] });

  it('do not make calls new that have ids of their own', async () => {
    const log = [step('9:00', [id(1)]), step('9:01', [id(1), id(2)]), step('9:02', [id(1), id(2), id(3)])];
    expect((await readAll(log.join('\n'))).calls.map(({ callId }) => callId)).toEqual([id(1), id(2), id(3)]);
  });

  it('keep conversations apart whose ids are used again', async () => {
    const log = [step('9:00', ['call_1']), step('9:01', ['call_1'])];
    expect((await readAll(log.join('\n'))).calls).toHaveLength(2);
  });
});
