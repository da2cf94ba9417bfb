import { describe, expect, it } from 'vitest';
import { findingsOf } from '../lint-texts.ts';

const code = 'match/universal';
const conditions = (...list: readonly (readonly [match: string, action: string])[]): string =>
  `conditions: [${list.map(([match, action]) => `{ match: { ${match} }, action: ${action} }`).join(', ')}]`;
const rule = (body: string): string => `tenant_id: t\nrules: [{ tool: x, ${body} }]\n`;
const all = "arguments.name: '.*'";
const some = "arguments.name: 'a'";

describe(code, () => {
  it.each([
    [rule(conditions([all, 'allow']))],
    [rule(conditions(["arguments.name: ''", 'allow']))],
    [rule(conditions(["arguments.name: '(?s)^.*$'", 'allow']))],
    [rule(conditions(["arguments.name: { any_of: ['a', { not: 'a' }] }", 'allow']))],
    [rule(conditions([`${all}, arguments.path: { path_within: /a/ }`, 'allow']))],
    [rule(conditions([all, 'deny'], [some, 'allow']))],
    [rule(conditions([all, 'require_approval'], [some, 'deny']))],
    [rule(`closed_arguments: true, ${conditions([all, 'allow'])}`)],
  ])('is in %j', (text) => {
    expect(findingsOf(code, text)).toMatchObject([{ severity: 'warning', tenant: 't' }]);
  });

  it.each([
    [rule(conditions([some, 'allow'], [all, 'deny']))],
    [rule(conditions([some, 'allow'], [all, 'require_approval']))],
    [rule(conditions(["arguments.name: '^.*$'", 'allow']))],
    [rule(conditions(['arguments.name: { exists: true }', 'allow']))],
    [rule(conditions([`${all}, arguments.role: 'a'`, 'deny'], [some, 'allow']))],
    [
      rule(
        `closed_arguments: true, ${conditions([`${all}, arguments.path: { path_within: /a/ }`, 'allow'])}`,
      ),
    ],
  ])('is not in %j', (text) => {
    expect(findingsOf(code, text)).toEqual([]);
  });

  it('is in a boundary, and not in an approval of the baseline, which is a floor', () => {
    const files = {
      'policy.yaml': 'tenant_id: t\nrules: []\n'.replace('rules: []\n', ''),
      'boundaries.yaml': `kind: boundaries\ntools: { x: { ${all} } }\n`,
      'baseline.yaml': `kind: baseline\nrules: [{ tool: x, ${conditions([all, 'require_approval'], [some, 'deny'])} }]\n`,
    };
    expect(findingsOf(code, files)).toMatchObject([
      { file: 'boundaries.yaml', help: expect.stringContaining('`open`') },
    ]);
  });
});
