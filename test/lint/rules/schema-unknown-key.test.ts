import { describe, expect, it } from 'vitest';
import { markedBy } from '../lint-texts.ts';

describe('schema/unknown-key', () => {
  it.each<readonly [string, readonly string[]]>([
    ['tenant_id: t\ndefault_acton: deny\n', ['policy.yaml:2:1 default_acton']],
    [
      'tenant_id: t\nrules:\n  - tool: x\n    closed_argument: true\n    action: deny\n',
      ['policy.yaml:4:5 closed_argument'],
    ],
  ])('is at its place in %j', (text, marked) => {
    expect(markedBy('schema/unknown-key', text)).toEqual(marked);
  });

  it.each(['tenant_id: t\nlabels: { anything: x }\n'])('is not in %j', (text) => {
    expect(markedBy('schema/unknown-key', text)).toEqual([]);
  });
});
