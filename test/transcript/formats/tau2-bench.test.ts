import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { brief, fixture, readAll, recordings } from '../read-all.ts';

describe('tau2-bench', () => {
  it('reads the agent’s calls once, each with its own result; the user’s are not judged', async () => {
    const { format, calls, malformed, unjudged, records } = await readAll(fixture('tau2-bench/results.json'));
    expect([format, unjudged]).toEqual(['tau2-bench', ['toggle_data']]);
    expect(calls.map(brief)).toEqual([
      'get_details {"id":"L1"} {"line":"L1"}',
      'get_details {"id":"L2"} Error',
    ]);
    expect(calls[0]).toMatchObject({
      session: 'sim-1',
      time: Date.UTC(2026, 2, 2, 9, 0, 3, 250),
      callId: 'c1',
    });
    expect(records.find(({ kind }) => kind === 'call')).toMatchObject({ header: { task_id: '0' } });
    expect(malformed).toEqual([
      { why: '/simulations/0/messages/6/tool_calls/0/name is absent, and a tool’s name is meant' },
    ]);
  });

  it('reads a simulation that stands by itself', async () => {
    const document = JSON.parse(new TextDecoder().decode(fixture('tau2-bench/results.json')));
    const { format, calls } = await readAll(JSON.stringify(document.simulations[0]));
    expect([format, calls.length]).toEqual(['tau2-bench', 2]);
  });
});

describe.skipIf(!existsSync(recordings))('recorded results', () => {
  it.each([
    ['gpt-4.1_airline_default_gpt-4.1_1trials.json', 148, 0],
    ['gpt-4.1_telecom_default_gpt-4.1_1trials.json', 207, 482],
  ])('%s', async (file, agents, users) => {
    const bytes = readFileSync(new URL(`tau2-bench/${file}`, recordings));
    const { format, calls, malformed, unjudged } = await readAll(bytes);
    const requestors = requestorsIn(messagesOf(JSON.parse(bytes.toString('utf8'))));
    expect([format, malformed, unjudged.length]).toEqual(['tau2-bench', [], users]);
    expect(calls).toHaveLength(agents);
    expect(requestors.filter((who) => who === 'user')).toHaveLength(users);
    expect(requestors.filter((who) => who === 'assistant')).toHaveLength(agents);
    expect(calls.filter(({ result, time }) => result === undefined || time === undefined)).toEqual([]);
  });
});

/** Who made the calls: objects anywhere with arguments and a requestor. */
function requestorsIn(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'requestor' in value && 'arguments' in value ? [value.requestor] : [];
  return [...own, ...Object.values(value).flatMap(requestorsIn)];
}

/** Tasks and rewards hold actions of the same form, which nobody took. */
function messagesOf(document: { readonly simulations: readonly { readonly messages: unknown }[] }): unknown {
  return document.simulations.map(({ messages }) => messages);
}
