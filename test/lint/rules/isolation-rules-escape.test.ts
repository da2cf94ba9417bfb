import { describe, expect, it } from 'vitest';
import { engineFor } from '../../support/engine-for.ts';
import { languagePolicies } from '../language-policies.ts';
import { findingsOf, markedBy } from '../lint-texts.ts';

const code = 'isolation/rules-escape';

describe(code, () => {
  const texts = languagePolicies();

  it('finds what the policies of the language page let out', () => {
    expect(markedBy(code, texts)).toEqual([
      "acme.yaml:7:32 '@acmecorp.com$'",
      "acme.yaml:14:34 '^/data/tenant_acme/'",
      "xyz.yaml:7:32 '@xyz.example$'",
      "xyz.yaml:14:34 '^/data/tenant_xyz/'",
    ]);
    const [mail, file] = findingsOf(code, texts);
    expect(file).toMatchObject({
      severity: 'error',
      message: 'tenant_acme reaches tenant_xyz through access_file',
      label: 'a regex sees text; the file system sees a path',
      tenant: 'tenant_acme',
      rule: 'access_file#0',
      tool: 'access_file',
      causes: ['boundaries.yaml'],
      witness: {
        tool: 'access_file',
        arguments: { path: '/data/tenant_acme/../tenant_xyz/x' },
        context: { tenant_id: 'tenant_acme' },
        kind: 'foreign',
      },
    });
    expect(file?.help).toMatch(/^write `path_within: /);
    expect(mail).toMatchObject({
      message: 'tenant_acme leaves its boundary through send_email',
      label: 'a regex sees text; the mailer sees an address',
      witness: { arguments: { to: 'eve@acmecorpXcom' }, kind: 'outside' },
    });
  });

  it('shows calls that the rules allow and the boundary stops', () => {
    const engine = engineFor(texts);
    for (const { witness } of findingsOf(code, texts)) {
      if (witness === undefined) throw new Error('no witness');
      expect(engine.decide(witness, { without: { boundaries: true } }).action).toBe('allow');
      expect(engine.decide(witness)).toMatchObject({ action: 'deny', code: 'boundary' });
    }
  });

  it('is gone with the typed matcher', () => {
    const path = (id: string): string => `{ path_within: /data/${id}/ }`;
    const to = (domain: string): string => `{ email: { domains: [${domain}] } }`;
    const tools = (given: Parameters<typeof languagePolicies>[0]) =>
      findingsOf(code, languagePolicies(given)).map(({ tool }) => tool);
    expect(tools({ path })).toEqual(['send_email', 'send_email']);
    expect(tools({ to })).toEqual(['access_file', 'access_file']);
    expect(tools({ path, to })).toEqual([]);
  });

  it.each([
    ["'/data/tenant_acme/'", 'foreign'],
    ["'^/data/tenant_acme'", 'foreign'],
    ["'^/data/tenant_acme/[^.]*$'", 'foreign'],
    ["'^/data/tenant_acme/[a-z/]*$'", 'noncanonical'],
    ["'^/data/tenant_acme/[a-z]+$'", undefined],
    ["'^/data/tenant_acme/[a-z]*$'", undefined],
    ['{ path_within: [/data/tenant_acme/, /tmp/] }', 'outside'],
    ["{ all_of: [{ path_within: '/data/${tenant.id}/' }, 'x'] }", undefined],
    ["{ any_of: [{ path_within: '/data/${tenant.id}/' }, { exists: false }] }", 'noncanonical'],
  ])('of %s shows a call that is %s', (matcher, kind) => {
    const found = findingsOf(code, {
      'a.yaml': `tenant_id: tenant_acme\nrules: [{ tool: access_file, conditions: [{ match: { arguments.path: ${matcher} }, action: allow }] }]\n`,
      'b.yaml': 'tenant_id: tenant_xyz\n',
      'boundaries.yaml':
        "kind: boundaries\ntools: { access_file: { arguments.path: { path_within: '/data/${tenant.id}/' } } }\n",
    });
    expect(found.map(({ witness }) => witness?.kind)).toEqual(kind === undefined ? [] : [kind]);
  });

  it('is one finding where a template causes it', () => {
    const base = `kind: template
name: base
rules: [{ tool: access_file, conditions: [{ match: { arguments.path: '^/data/\${tenant.id}/' }, action: allow }] }]
`;
    const fleet = `kind: tenants\ntenants: [${Array.from({ length: 30 }, (_, at) => `{ tenant_id: t${at}, extends: base }`).join(', ')}]\n`;
    const boundaries = texts['boundaries.yaml']?.split('\n').slice(0, 4).join('\n') ?? '';
    expect(
      findingsOf(code, { 'base.yaml': base, 'boundaries.yaml': boundaries, 'fleet.yaml': fleet }),
    ).toMatchObject([
      {
        message: 't0 reaches t1 through access_file',
        file: 'base.yaml',
        tenant: 't0',
        tenants: 30,
        witness: { arguments: { path: '/data/t0/../t1/x' }, context: { tenant_id: 't0' } },
      },
    ]);
  });
});
