import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { brief, fixture, readAll, recordings } from '../read-all.ts';

describe('OpenTelemetry', () => {
  it('reads OTLP: values unwrapped, a call of several spans once', async () => {
    const { format, calls, malformed, records } = await readAll(fixture('opentelemetry/otlp.jsonl'));
    expect([format, malformed]).toEqual([
      'opentelemetry',
      [{ line: 3, why: '/resourceSpans/0/scopeSpans/0/spans/0 is a number, and an object is meant' }],
    ]);
    expect(calls.map(brief)).toEqual([
      'find {"id":{"text":"9007199254740993"},"deep":[1,{"x":true}]} {"rows":1}',
      'send {"to":"a@acme.com"}',
      'never_ran {}',
      'mute {"problem":"the recording has no arguments for the call"}',
      'get_weather {"city":"Oslo"}',
    ]);
    expect(calls.map(({ session, line }) => [session, line])).toEqual([
      ['conv', 1],
      ['t1', 2],
      ['t1', 2],
      ['t1', 2],
      ['m1', 2],
    ]);
    expect(calls[0]).toMatchObject({ callId: 'c1', context: { user_id: 'ana' }, time: 1_772_442_001_123 });
    const found = records.find(({ kind }) => kind === 'call');
    expect(found).toMatchObject({ header: { attributes: [{}, { key: 'tenant.id' }] } });
  });

  it('reads bare spans in the names that recorders use; counters are no times', async () => {
    const { format, calls } = await readAll(fixture('opentelemetry/spans.jsonl'));
    expect([format, calls.map(brief)]).toEqual([
      'opentelemetry',
      ['book {"n":1}', 'lookup {"q":"x"} none', 'sum {"a":1} 3', 'asked {"b":2}'],
    ]);
    expect(calls.map(({ time }) => time)).toEqual([
      undefined,
      Date.UTC(2026, 2, 2, 9, 0, 0, 500),
      1_772_442_000_005,
      undefined,
    ]);
  });

  it('keeps ids of 38 digits apart', async () => {
    const { calls } = await readAll(fixture('opentelemetry/sdk-dump.json'));
    expect(calls[0]).toMatchObject({
      tool: 'write_file',
      session: '200754113673326459792359196831899614724',
      time: 1_758_026_601_289,
    });
  });

  it.each<[what: string, attributes: string]>([
    [
      'in arguments',
      '{"key":"gen_ai.tool.call.arguments","value":{"kvlistValue":{"values":[{"key":"a"},{"key":"a"}]}}}',
    ],
    [
      'of attributes',
      '{"key":"gen_ai.tool.call.arguments","value":{"stringValue":"{}"}},{"key":"gen_ai.tool.call.arguments","value":{"stringValue":"{}"}}',
    ],
  ])('does not judge by a key that occurs twice: %s', async (_, attributes) => {
    const text = `{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"execute_tool t","traceId":"1","attributes":[${attributes}]}]}]}]}`;
    const { calls } = await readAll(text);
    expect(calls.map(brief)).toEqual([expect.stringContaining('occurs twice')]);
  });
});

describe.skipIf(!existsSync(recordings))('recorded traces', () => {
  it('18 calls in seven dumps: as many as there are spans of tools', async () => {
    const folder = new URL('otel-any-agent/', recordings);
    let total = 0;
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      const bytes = readFileSync(new URL(file, folder));
      const { format, calls, malformed } = await readAll(bytes);
      expect([format, malformed]).toEqual(['opentelemetry', []]);
      expect(calls).toHaveLength(bytes.toString('utf8').split('"name": "execute_tool ').length - 1);
      total += calls.length;
    }
    expect(total).toBe(18);
  });
});
