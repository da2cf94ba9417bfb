import { describe, expect, it } from 'vitest';
import { InexactNumber, UnjudgeableArguments } from '../../src/model/json.ts';
import { readCall } from '../../src/runtime/read-call.ts';

describe('readCall', () => {
  it('reads a call', () => {
    expect(readCall('{"tool":"t","arguments":{"a":1},"context":{"tenant_id":"x"}}')).toEqual({
      tool: 't',
      arguments: { a: 1 },
      context: { tenant_id: 'x' },
    });
  });

  it('keeps the digits of numbers', () => {
    expect(readCall('{"arguments":{"a":12345678901234567890}}').arguments).toEqual({
      a: new InexactNumber('12345678901234567890'),
    });
  });

  it.each([
    '{"tool":"t","arguments":{"a":1,"a":2},"context":{"tenant_id":"x"}}',
    '{"tool":"t","arguments":{},"arguments":{},"context":{"tenant_id":"x"}}',
  ])('makes arguments with a key twice unjudgeable: %s', (text) => {
    const call = readCall(text);
    expect(call.arguments).toBeInstanceOf(UnjudgeableArguments);
    expect(call.context).toEqual({ tenant_id: 'x' });
  });

  it.each([
    ['a tenant twice', '{"tool":"t","arguments":{},"context":{"tenant_id":"x","tenant_id":"y"}}'],
    [
      'a context twice',
      '{"tool":"t","arguments":{},"context":{"tenant_id":"x"},"context":{"tenant_id":"y"}}',
    ],
    ['a tool twice', '{"tool":"t","tool":"u","arguments":{},"context":{"tenant_id":"x"}}'],
    ['no JSON', 'tool: t'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '5'],
    ['inherited members', '{}'],
  ])('gives no context for %s', (_title, text) => {
    expect(readCall(text).context).toBeUndefined();
  });

  it.each([undefined, null, 5, {}])('gives no context for what is no text: %j', (text) => {
    expect(Reflect.apply(readCall, undefined, [text])).toEqual({});
  });
});
