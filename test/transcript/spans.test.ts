import { describe, expect, it } from 'vitest';
import { joinCalls, type SpanCall } from '../../src/transcript/spans/span-calls.ts';

function call(
  kind: SpanCall['kind'],
  tool: string,
  callId?: string,
  given: number | undefined = 1,
): SpanCall {
  const found = { tool, callId, arguments: given === undefined ? {} : { n: given } };
  return { kind, found, trace: 't', span: undefined, parent: undefined };
}

describe('calls told by several spans', () => {
  it.each<[what: string, calls: readonly SpanCall[], kept: number]>([
    ['asked and run, by id', [call('asked', 'a', '1'), call('run', 'a', '1')], 1],
    [
      'asked twice for one run of that id',
      [call('asked', 'a', '1'), call('asked', 'a', '1'), call('run', 'a', '1')],
      1,
    ],
    ['asked and run without ids', [call('asked', 'a'), call('run', 'a')], 1],
    ['asked with an id, run without', [call('asked', 'a', '1'), call('run', 'a')], 1],
    ['asked with another id', [call('asked', 'a', '1'), call('run', 'a', '2')], 2],
    ['asked twice, run once', [call('asked', 'a'), call('asked', 'a'), call('run', 'a')], 2],
    ['other arguments', [call('asked', 'a', undefined, 2), call('run', 'a')], 2],
    [
      'an id used again with other arguments',
      [call('run', 'a', '1'), call('run', 'a', '1', 2), call('asked', 'a', '1', 2), call('asked', 'a', '1')],
      2,
    ],
    ['run twice with one id', [call('run', 'a', '1'), call('run', 'a', '1')], 2],
    ['another tool', [call('asked', 'b', '1'), call('run', 'a', '1')], 2],
    ['a sum where a chat span tells', [call('asked', 'a', '1'), call('summed', 'a', '1')], 1],
    ['a sum alone', [call('summed', 'a', '1')], 1],
  ])('%s', (_, calls, kept) => {
    expect(joinCalls(calls)).toHaveLength(kept);
  });

  it('puts thousands together in linear time', () => {
    const asked = Array.from({ length: 20_000 }, () => call('asked', 'a'));
    const run = Array.from({ length: 20_000 }, () => call('run', 'a'));
    expect(joinCalls([...asked, ...run])).toHaveLength(20_000);
  });
});
