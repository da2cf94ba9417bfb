import { describe, expect, it } from 'vitest';
import { engineFor } from '../../support/engine-for.ts';
import { languagePolicies } from '../language-policies.ts';
import { findingsOf, lintTexts } from '../lint-texts.ts';

const code = 'isolation/escape';

describe(code, () => {
  const open = languagePolicies({ enforce: false });

  it('is an escape that no boundary stops', () => {
    expect(findingsOf(code, languagePolicies())).toEqual([]);
    expect(findingsOf('isolation/rules-escape', open)).toEqual([]);
    const found = findingsOf(code, open);
    expect(found.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      'error: tenant_acme leaves its boundary through send_email',
      'error: tenant_acme reaches tenant_xyz through access_file',
      'error: tenant_xyz leaves its boundary through send_email',
      'error: tenant_xyz reaches tenant_acme through access_file',
    ]);
    const engine = engineFor(open);
    for (const { witness } of found) expect(witness && engine.decide(witness).action).toBe('allow');
  });

  it('can be neither ignored nor lowered', () => {
    const ignored = Object.fromEntries(
      Object.entries(open).map(([file, text]) => [
        file,
        text.replace(
          /^( +- match: \{ arguments.path: '\^\/data\/tenant)/gm,
          '# policy-ignore isolation/escape until 2099-01-01 -- meant\n$1',
        ),
      ]),
    );
    expect(Object.values(ignored).join('')).toContain('policy-ignore');
    expect(findingsOf(code, ignored)).toHaveLength(4);
    for (const level of ['off', 'note', 'warning'] as const) {
      const given = lintTexts(open, { levels: new Map([[code, level]]) });
      expect(given.problems).toHaveLength(1);
      const configured = lintTexts(open, {
        lint: { overrides: [{ files: ['**'], rules: { [code]: level } }] },
      });
      for (const { findings } of [given, configured])
        expect(findings.filter((finding) => finding.code === code).map(({ severity }) => severity)).toEqual(
          Array(4).fill('error'),
        );
    }
  });

  it('counts each boundary by itself', () => {
    const text = `kind: boundaries
tools: { access_file: { arguments.path: { path_within: '/data/\${tenant.id}/' } } }
`;
    const mail = `kind: boundaries
enforce: false
tools: { send_email: { arguments.to: { email: { domains: '\${vars.mail_domains}' } } } }
`;
    const texts = { ...open, 'boundaries.yaml': text, 'mail.yaml': mail };
    const tools = (which: string) => new Set(findingsOf(which, texts).map(({ tool }) => tool));
    expect(tools(code)).toEqual(new Set(['send_email']));
    expect(tools('isolation/rules-escape')).toEqual(new Set(['access_file']));
  });
});
