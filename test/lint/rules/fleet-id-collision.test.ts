import { describe, expect, it } from 'vitest';
import { fleetIdCollision } from '../../../src/lint/rules/fleet-id-collision.ts';
import { findingsOf, markedBy } from '../lint-texts.ts';

const code = 'fleet/id-collision';
const fleet = (...ids: readonly string[]): string =>
  `kind: tenants\ntenants:\n${ids.map((id) => `  - { tenant_id: ${id}, extends: base }\n`).join('')}`;
const base = (match: string, action = 'allow'): string =>
  `kind: template\nname: base\nrules:\n  - { tool: read, conditions: [{ match: { arguments.p: ${match} }, action: ${action} }] }\n`;
const messages = (texts: Record<string, string>): readonly string[] =>
  findingsOf(code, texts).map(({ message }) => message);

describe(code, () => {
  it('points at the later id', () => {
    expect(markedBy(code, { 'base.yaml': base('x'), 'fleet.yaml': fleet('acme', 'other', 'Acme') })).toEqual([
      'fleet.yaml:5:18 Acme',
    ]);
  });

  it.each([
    ['acme', 'ACME', 'the tenants ACME and acme differ only in case'],
    ['acme-1', 'acme_1', 'the tenants acme_1 and acme-1 differ only in characters that look alike'],
    ['acme0', 'acmeO', 'the tenants acmeO and acme0 differ only in characters that look alike'],
    ['acme0', 'acmeo', 'the tenants acmeo and acme0 differ only in characters that look alike'],
    ['acmel', 'acme1', 'the tenants acme1 and acmel differ only in characters that look alike'],
    ['acmel', 'acmeI', 'the tenants acmeI and acmel differ only in characters that look alike'],
    ['ACME-1', 'acme_l', 'the tenants acme_l and ACME-1 differ only in characters that look alike'],
    ['mail', 'mall', undefined],
    ['acme1', 'acme2', undefined],
    ['a-b', 'ab', undefined],
  ])('of %s and %s is %j', (first, second, message) => {
    expect(messages({ 'base.yaml': base('x'), 'fleet.yaml': fleet(first, second) })).toEqual(
      message === undefined ? [] : [message],
    );
  });

  it.each([
    ["'^/data/${tenant.id}'", 'acme', 'acme2', '/data/acme2'],
    ["'^/data/${tenant.id}\\b'", 'acme', 'acme-2', '/data/acme-2'],
    ["{ any_of: [{ exists: false }, '${tenant.id}'] }", 'acme', 'acme_x', 'acme_x'],
    ["'(?i)^${tenant.id}.*'", 'acme', 'acmeco', 'acmeco'],
    ["'^/data/${tenant.id}'", 'a', 'abc', '/data/abc'],
    ["'^/data/${tenant.id}/'", 'acme', 'acme2', undefined],
    ["'^/data/${tenant.id}\\b'", 'acme', 'acme2', undefined],
    ["'^${tenant.id}$'", 'acme', 'acme2', undefined],
    ["'owner = ''${tenant.id}'''", 'acme', 'acme2', undefined],
    ["{ not: '^${tenant.id}' }", 'acme', 'acme2', undefined],
    ["{ path_within: '/data/${tenant.id}' }", 'acme', 'acme2', undefined],
    ["'^/data/'", 'acme', 'acme2', undefined],
    ["'^${tenant.id}'", 'acme', 'xacme', undefined],
  ])('%s of %s taking %s', (match, first, second, text) => {
    const texts = { 'base.yaml': base(match), 'fleet.yaml': fleet(first, second) };
    expect(messages(texts)).toEqual(
      text === undefined ? [] : [`a pattern of ${first} also takes ${text}, which is for ${second}`],
    );
    expect(messages({ ...texts, 'base.yaml': base(match, 'deny') })).toEqual([]);
  });

  it('is in boundaries, and in ids that a policy writes out', () => {
    const tenant = (id: string, rules = ''): string => `tenant_id: ${id}\nrules: [${rules}]\n`;
    const boundary = "kind: boundaries\ntools: { read: { arguments.p: '^${tenant.id}' } }\n";
    const texts = { 'a.yaml': tenant('acme'), 'b.yaml': tenant('acme2') };
    expect(messages(texts)).toEqual([]);
    expect(findingsOf(code, { ...texts, 'c.yaml': boundary })).toMatchObject([
      { file: 'b.yaml', causes: ['a.yaml', 'c.yaml'], help: expect.stringContaining('c.yaml:2') },
    ]);
    const own = "{ tool: read, conditions: [{ match: { arguments.p: '^/data/acme' }, action: allow }] }";
    expect(messages({ ...texts, 'a.yaml': tenant('acme', own) })).toEqual([
      'a pattern of acme also takes /data/acme2, which is for acme2',
    ]);
  });

  it('is said of thousands of tenants in time', () => {
    const ids = Array.from({ length: 10_000 }, (_, i) => `tenant_${i}`);
    const texts = { 'base.yaml': base("'^/data/${tenant.id}'"), 'fleet.yaml': fleet(...ids) };
    const findings = findingsOf(code, texts, { rules: [fleetIdCollision] });
    expect(findings.map(({ tenants = 1 }) => tenants).reduce((a, b) => a + b)).toBe(9_990);
  });
});
