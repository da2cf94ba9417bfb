import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSeenTexts } from '../../../src/transcript/messages/seen-texts.ts';
import { brief, fixture, readAll, recordings } from '../read-all.ts';

const session = '11111111-aaaa-4bbb-8ccc-000000000001';
const main = [
  'Bash {"command":"ls"} {"stdout":"a.txt","stderr":""}',
  'mcp__crm__find {"customer":{"text":"9007199254740993"}} {"tenant_id":"acme"}',
  expect.stringMatching(/^Read \{"file_path":"\/srv\/acme\/log.jsonl"\} \{"id":"msg_1"/),
  'Task {"prompt":"p"}',
  'WebSearch {"query":"x"} found',
  'Read {"file_path":"/srv/acme/other"}',
];

describe('Claude Code', () => {
  it('reads a session: calls in order, with result, time, line and session; nothing that is quoted', async () => {
    const { format, calls, malformed, records, unjudged } = await readAll(
      fixture('claude-code/session.jsonl'),
    );
    expect([format, malformed, unjudged]).toEqual(['claude-code', [], []]);
    expect(calls.map(brief)).toEqual(main);
    expect(calls.map(({ line }) => line)).toEqual([4, 5, 8, 10, 11, 13]);
    expect(calls[0]).toMatchObject({ callId: 'toolu_1', session });
    expect(new Date(calls[0]?.time ?? 0).toISOString()).toBe('2026-03-02T09:00:01.000Z');
    expect(records[0]).toMatchObject({ record: { cwd: '/srv/acme', gitBranch: 'main' } });
  });

  it('finds a call of a subagent once over the files, and in each file by itself', async () => {
    const alone = await readAll(fixture('claude-code/subagent.jsonl'));
    expect(alone.calls.map(brief)).toEqual([
      'WebSearch {"query":"x"} found',
      'WebFetch {"url":"https://example.com"}',
    ]);
    const shared = createSeenTexts();
    const first = await readAll(fixture('claude-code/subagent.jsonl'), undefined, shared);
    const second = await readAll(fixture('claude-code/session.jsonl'), undefined, shared);
    expect(first.calls).toHaveLength(2);
    expect(second.calls.map(({ tool }) => tool)).toEqual(['Bash', 'mcp__crm__find', 'Read', 'Task', 'Read']);
  });

  it('finds what a fork repeats once, where both are given', async () => {
    const shared = createSeenTexts();
    await readAll(fixture('claude-code/session.jsonl'), undefined, shared);
    const fork = await readAll(fixture('claude-code/fork.jsonl'), undefined, shared);
    expect(fork.calls.map(brief)).toEqual(['Bash {"command":"pwd"}']);
    expect((await readAll(fixture('claude-code/fork.jsonl'))).calls).toHaveLength(4);
  });

  it('reads the output of stream-json', async () => {
    const { format, calls } = await readAll(fixture('claude-code/stream.jsonl'));
    expect([format, calls.map(brief), calls[0]?.session]).toEqual([
      'claude-code',
      ['Bash {"command":"id"} uid=0'],
      's9',
    ]);
  });

  it.each<[what: string, calls: number, records: readonly unknown[]]>([
    ['the same content in another answer is another call', 2, [use('u1', 'msg_1'), use('u2', 'msg_2')]],
    ['an answer that grew is one', 1, [use('u1', 'msg_1'), use('u2', 'msg_1')]],
    ['a copied record is one', 1, [use('u1', undefined), use('u1', undefined)]],
    [
      'another session is another call',
      2,
      [use('u1', 'msg_1'), { ...use('u2', 'msg_1'), sessionId: 'other' }],
    ],
    [
      'an older version’s record of a call',
      1,
      [{ type: 'tool_use', name: 'Bash', input: {}, sessionId: 's', uuid: 'u' }],
    ],
  ])('%s', async (_, count, records) => {
    const start = { type: 'summary', leafUuid: 'l' };
    const { format, calls } = await readAll(
      [start, ...records].map((each) => JSON.stringify(each)).join('\n'),
    );
    expect([format, calls.length]).toEqual(['claude-code', count]);
  });

  it('says what it cannot read, and goes on', async () => {
    const records = [
      { ...use('u1', 'm'), message: null },
      3,
      { type: 'user', sessionId: 's', uuid: 'u9', message: use('', '').message },
      { type: 'tool_call', sessionId: 's', uuid: 'x' },
      use('u2', 'm2'),
    ];
    const text = records.map((each) => JSON.stringify(each)).join('\n');
    const { calls, malformed, unjudged } = await readAll(text, 'claude-code');
    expect(malformed).toEqual([
      { line: 1, why: '/message is null, and a message is meant' },
      { line: 2, why: 'a record is an object, and this is a number' },
      { line: 4, why: '/type is tool_call, which is another agent’s' },
    ]);
    expect([calls.length, unjudged]).toEqual([1, ['Bash']]);
  });
});

function use(uuid: string, answer: string | undefined): { readonly message: unknown } {
  const message = {
    id: answer,
    role: 'assistant',
    content: [{ type: 'tool_use', id: 't1', name: 'Bash', input: {} }],
  };
  return Object.assign({ type: 'assistant', sessionId: 's', uuid }, { message });
}

const files = [
  'ae4a77f8-aedd-4bc1-888f-c94edc91af04.jsonl',
  'ae4a77f8-aedd-4bc1-888f-c94edc91af04/subagents/agent-aac57f5.jsonl',
  'ae4a77f8-aedd-4bc1-888f-c94edc91af04/subagents/agent-acompact-946d2b.jsonl',
  'short.jsonl',
  'subagent.jsonl',
  'tool_heavy.jsonl',
];

describe.skipIf(!existsSync(recordings))('recorded sessions', () => {
  const read = (file: string): Buffer => readFileSync(new URL(`claude-code/${file}`, recordings));

  it.each([
    ['in order', files],
    ['backwards', files.toReversed()],
  ])('287 calls over the folder, %s', async (_, order) => {
    const shared = createSeenTexts();
    const found: string[] = [];
    for (const file of order) {
      const { format, calls, malformed, unjudged } = await readAll(read(file), undefined, shared);
      expect([format, malformed, unjudged]).toEqual(['claude-code', [], []]);
      for (const { callId } of calls) found.push(callId ?? '');
    }
    expect(found.toSorted()).toEqual([...new Set(order.flatMap((file) => idsIn(read(file))))].toSorted());
    expect(found).toHaveLength(287);
  });

  it.each(files)('none is lost where only %s is given, and results are found', async (file) => {
    const { calls } = await readAll(read(file));
    expect(calls.map(({ callId }) => callId).toSorted()).toEqual([...new Set(idsIn(read(file)))].toSorted());
    const without = calls.filter(({ result }) => result === undefined);
    expect(without.length).toBeLessThan(3);
  });
});

/** Ids of calls by their look in the text: what is quoted in a text has its quotes escaped. */
function idsIn(bytes: Buffer): readonly string[] {
  return [...bytes.toString('utf8').matchAll(/"type":"tool_use","id":"(\w+)"/g)].map(
    (match) => match[1] ?? '',
  );
}
