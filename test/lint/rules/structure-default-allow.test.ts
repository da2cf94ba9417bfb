import { describe, expect, it } from 'vitest';
import { findingsOf, markedBy } from '../lint-texts.ts';

describe('structure/default-allow', () => {
  it.each(['allow', 'require_approval'])('is a default of %s', (action) => {
    expect(markedBy('structure/default-allow', `tenant_id: t\ndefault_action: ${action}\n`)).toEqual([
      `policy.yaml:2:17 ${action}`,
    ]);
  });

  it.each(['default_action: deny\n', ''])('is not %j', (line) => {
    expect(markedBy('structure/default-allow', `tenant_id: t\n${line}`)).toEqual([]);
  });

  it('is one finding in a template, with the tenants it reaches', () => {
    const files = {
      'base.yaml': 'kind: template\nname: base\nrules: [{ tool: x, action: deny }]\ndefault_action: allow\n',
      'list.yaml':
        'kind: tenants\ntenants: [{ tenant_id: b, extends: base }, { tenant_id: a, extends: base }]\n',
    };
    expect(findingsOf('structure/default-allow', files)).toMatchObject([
      { file: 'base.yaml', tenant: 'a', tenants: 2 },
    ]);
  });
});
