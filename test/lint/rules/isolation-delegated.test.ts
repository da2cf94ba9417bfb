import { describe, expect, it } from 'vitest';
import { findingsOf, markedBy } from '../lint-texts.ts';

const code = 'isolation/delegated';
const boundaries = (to = 'storage.row_level_security', tool = 'report'): string =>
  `kind: boundaries\ntools: { '${tool}': { arguments.query: { delegated: ${to} } } }\n`;
const tenant = (posture = '', id = 't', rules = '[{ tool: report, action: allow }]'): string =>
  `tenant_id: ${id}\n${posture === '' ? '' : `isolation: ${posture}\n`}rules: ${rules}\n`;
const found = (texts: Record<string, string>): readonly string[] =>
  findingsOf(code, { 'b.yaml': boundaries(), ...texts }).map(
    ({ severity, message }) => `${severity}: ${message}`,
  );

const note = 'note: arguments.query of report is left to storage.row_level_security: no proof covers it';
const error =
  'error: arguments.query of report is left to storage.row_level_security, which the posture of t does not declare';

describe(code, () => {
  it('points at the argument, and at the rule of who does not declare what holds it', () => {
    const declared = {
      'a.yaml': tenant('{ storage: { row_level_security: true } }'),
      'b.yaml': boundaries(),
    };
    expect(markedBy(code, declared)).toEqual(['b.yaml:2:22 arguments.query']);
    expect(markedBy(code, { 'a.yaml': tenant(), 'b.yaml': boundaries() })).toEqual(['a.yaml:2:17 report']);
  });

  it('is an error also where a comment hides the note', () => {
    const b = boundaries().replace(
      'tools',
      '# policy-ignore isolation/delegated -- tested with the database\ntools',
    );
    expect(
      findingsOf(code, { 'a.yaml': tenant('{ storage: { row_level_security: true } }'), 'b.yaml': b }),
    ).toEqual([]);
    expect(findingsOf(code, { 'a.yaml': tenant(), 'b.yaml': b })).toMatchObject([{ severity: 'error' }]);
  });

  it.each([
    ['{ storage: { row_level_security: true } }', note],
    [
      '{ storage: { row_level_security: false } }',
      error
        .replace('does not declare', '')
        .replace('which the posture of t ', 'which keeps nobody apart by the posture of t'),
    ],
    ['{ storage: { model: silo } }', error],
    ['{ vectors: { mode: index } }', error],
    ['', error],
  ])('of a tenant with the posture %s', (posture, message) => {
    expect(found({ 'a.yaml': tenant(posture) })).toEqual([message]);
  });

  it.each([
    ['vectors.mode', '{ vectors: { mode: namespace } }', 'note'],
    ['vectors.mode', '{ vectors: { mode: filter } }', 'error'],
    ['storage', '{ storage: { row_level_security: true } }', 'note'],
    ['storage', '{ storage: { model: pool } }', 'error'],
    ['isolation.storage.row_level_security', '{ storage: { row_level_security: true } }', 'note'],
    ['caches.semantic', '{ caches: { semantic: shared } }', 'error'],
    ['caches.semantic', '{ caches: { semantic: off } }', 'note'],
    ['egress.allow', '{ egress: { allow: [a.com] } }', 'note'],
    ['credentials.crm', '{ credentials: { crm: vault/crm } }', 'note'],
    ['constructor', '{ storage: { row_level_security: true } }', 'error'],
    ["'our own gateway'", '{ storage: { row_level_security: true } }', 'error'],
  ])('delegated to %s with %s: %s', (to, posture, severity) => {
    const all = findingsOf(code, { 'a.yaml': tenant(posture), 'b.yaml': boundaries(to) });
    expect(all.map((finding) => finding.severity)).toEqual([severity]);
  });

  it('suggests a control that there is', () => {
    const [finding] = findingsOf(code, {
      'a.yaml': tenant(),
      'b.yaml': boundaries('storage.row_level_securty'),
    });
    expect(finding).toMatchObject({ label: 'did the boundary mean storage.row_level_security?' });
  });

  it('asks only tenants whose rules can let the tool pass', () => {
    const posture = '{ storage: { row_level_security: true } }';
    const with_ = (more: Record<string, string>): readonly string[] =>
      found({ 'a.yaml': tenant(posture, 'a'), ...more });
    expect(with_({ 'c.yaml': tenant('', 'c', '[{ tool: report, action: deny }]') })).toEqual([note]);
    expect(with_({ 'c.yaml': `status: suspended\n${tenant('', 'c')}` })).toEqual([note]);
    expect(with_({ 'c.yaml': tenant('', 'c', "[{ tool: 're*', action: allow }]") })).toHaveLength(1);
    expect(with_({ 'c.yaml': tenant('', 'c', "[{ tool: 're*', action: allow }]") })).not.toEqual([note]);
    expect(
      found({
        'a.yaml': tenant('', 'a'),
        'b.yaml': boundaries(undefined, 'rep*').replace(' } } }', ' } }, report: none }'),
      }),
    ).toEqual([note.replace('report', 'rep*')]);
    expect(
      found({
        'a.yaml': `plan: free\n${tenant(posture, 'a')}`,
        'c.yaml': `plan: free\n${tenant('', 'c')}`,
        'd.yaml': 'plans: { free: { tools: [other] } }\n',
      }),
    ).toEqual([note]);
  });

  it('is one finding for all tenants of a template, which may declare it', () => {
    const template = (more = ''): string =>
      `kind: template\nname: x\n${more}rules: [{ tool: report, action: allow }]\n`;
    const many = Object.fromEntries(
      ['a', 'b', 'c'].map((id) => [`${id}.yaml`, `tenant_id: ${id}\nextends: x\n`]),
    );
    const texts = { ...many, 'bounds.yaml': boundaries() };
    const without = { ...texts, 'x.yaml': template() };
    expect(findingsOf(code, without)).toMatchObject([{ severity: 'error', tenants: 3, tenant: 'a' }]);
    const declared = {
      ...texts,
      'x.yaml': template('isolation: { storage: { row_level_security: true } }\n'),
    };
    expect(findingsOf(code, declared)).toMatchObject([{ severity: 'note' }]);
    const one = {
      ...declared,
      'b.yaml': 'tenant_id: b\nextends: x\nisolation: { storage: { row_level_security: false } }\n',
    };
    expect(findingsOf(code, one)).toMatchObject([{ severity: 'error', tenant: 'b' }]);
  });
});
