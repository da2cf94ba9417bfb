import { describe, expect, it } from 'vitest';
import { markedBy } from '../lint-texts.ts';

describe('yaml/duplicate-key', () => {
  it.each<readonly [string, readonly string[]]>([
    ['tenant_id: t\nname: a\nname: b\n', ['policy.yaml:3:1 name']],
    ['tenant_id: t\nlabels: { "a": x, a: y }\n', ['policy.yaml:2:19 a']],
  ])('is at its place in %j', (text, marked) => {
    expect(markedBy('yaml/duplicate-key', text)).toEqual(marked);
  });

  it.each(['tenant_id: t\nname: a\nlabels: { name: b }\n'])('is not in %j', (text) => {
    expect(markedBy('yaml/duplicate-key', text)).toEqual([]);
  });
});
