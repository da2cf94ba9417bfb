import { describe, expect, it } from 'vitest';
import { markedBy } from '../lint-texts.ts';

describe('yaml/escape', () => {
  it.each<readonly [string, readonly string[]]>([
    [
      'tenant_id: t\nrules: [{ tool: x, conditions: [{ match: { arguments.q: "a\\s" }, action: deny }] }]\n',
      ['policy.yaml:2:59 \\s'],
    ],
    ['tenant_id: "t\\dx"\n', ['policy.yaml:1:14 \\d']],
  ])('is at its place in %j', (text, marked) => {
    expect(markedBy('yaml/escape', text)).toEqual(marked);
  });

  it.each(['tenant_id: t\nname: "a\\tb\\u00e9"\n', "tenant_id: t\nname: 'a\\sb'\n"])(
    'is not in %j',
    (text) => {
      expect(markedBy('yaml/escape', text)).toEqual([]);
    },
  );
});
