import { describe, expect, it } from 'vitest';
import { markedBy } from '../lint-texts.ts';

describe('schema/invalid', () => {
  it.each<readonly [string, readonly string[]]>([
    ['tenant_id: t\ndefault_action: permit\n', ['policy.yaml:2:17 permit']],
    [
      'tenant_id: t\nrules:\n  - tool: x\n    constraints: { rate_limit: often }\n    action: allow\n',
      ['policy.yaml:4:32 often'],
    ],
  ])('is at its place in %j', (text, marked) => {
    expect(markedBy('schema/invalid', text)).toEqual(marked);
  });

  it.each(['tenant_id: t\nrules:\n  - tool: x\n    constraints: { rate_limit: 5/s }\n    action: allow\n'])(
    'is not in %j',
    (text) => {
      expect(markedBy('schema/invalid', text)).toEqual([]);
    },
  );
});
