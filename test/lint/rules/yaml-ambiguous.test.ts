import { describe, expect, it } from 'vitest';
import { markedBy } from '../lint-texts.ts';

describe('yaml/ambiguous', () => {
  it.each<readonly [string, readonly string[]]>([
    ['tenant_id: t\nlabels: { a: no }\n', ['policy.yaml:2:14 no']],
    ['tenant_id: 10042\n', ['policy.yaml:1:12 10042']],
    [
      'tenant_id: t\nextends: base\nrules: [{ tool: x, conditions: [{ match: { arguments.a: { equals: ${tenant.id} } }, action: deny }] }]\n',
      ['policy.yaml:3:67 ${tenant.id}'],
    ],
  ])('is at its place in %j', (text, marked) => {
    expect(markedBy('yaml/ambiguous', text)).toEqual(marked);
  });

  it.each([
    "tenant_id: t\nlabels: { a: 'no' }\n",
    'tenant_id: t\nisolation: { caches: { semantic: off } }\n',
  ])('is not in %j', (text) => {
    expect(markedBy('yaml/ambiguous', text)).toEqual([]);
  });
});
