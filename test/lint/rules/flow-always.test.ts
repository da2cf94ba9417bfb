import { describe, expect, it } from 'vitest';
import { findingsOf, markedBy } from '../lint-texts.ts';

const code = 'flow/always';
const policy = (rules: string): string => `tenant_id: t\nrules:\n${rules}`;
const every = `  - tool: read
    conditions:
      - match: { arguments.path: { exists: true } }
        action: allow
      - match: { arguments.path: { exists: false } }
        action: deny
`;

describe(code, () => {
  it('points at the last part that decides, and names what is dead', () => {
    const text = policy(`${every}    action: deny\n  - tool: read\n    action: allow\n`);
    expect(markedBy(code, text)).toEqual(['policy.yaml:8:17 deny']);
    expect(findingsOf(code, text)).toMatchObject([
      {
        severity: 'note',
        message: 'condition 1 of read#0 leaves no call of read to the action and the action of read#1',
        help: 'remove what follows at policy.yaml:9 and policy.yaml:11, or narrow what decides before it',
        tenant: 't',
        rule: 'read#0',
        tool: 'read',
      },
    ]);
  });

  it.each([
    ['nothing follows', policy(every)],
    ['what follows is about another tool', policy(`${every}  - tool: write\n    action: allow\n`)],
    ['what follows is about other tools too', policy(`${every}  - tool: 're*'\n    action: allow\n`)],
    [
      'the rest is denied',
      policy(
        "  - tool: read\n    conditions:\n      - match: { arguments.path: '.*' }\n        action: deny\n    action: deny\n",
      ),
    ],
    [
      'a tenant overrides its template',
      {
        'base.yaml': 'kind: template\nname: base\nrules:\n  - tool: read\n    action: allow\n',
        'a.yaml': 'tenant_id: a\nextends: base\nrules:\n  - tool: read\n    action: deny\n',
      },
    ],
  ])('is not where %s', (_, texts) => {
    expect(findingsOf(code, texts)).toEqual([]);
  });

  it('is one finding where a template causes it', () => {
    const texts = {
      'base.yaml': `kind: template\nname: base\nrules:\n  - tool: read\n    action: deny\n  - tool: read\n    action: allow\n`,
      'a.yaml': 'tenant_id: a\nextends: base\n',
      'b.yaml': 'tenant_id: b\nextends: base\n',
    };
    expect(markedBy(code, texts)).toEqual(['base.yaml:5:13 deny']);
    expect(findingsOf(code, texts)).toMatchObject([{ tenants: 2 }]);
  });
});
