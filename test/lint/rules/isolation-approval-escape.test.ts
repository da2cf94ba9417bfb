import { describe, expect, it } from 'vitest';
import { engineFor } from '../../support/engine-for.ts';
import { languagePolicies } from '../language-policies.ts';
import { findingsOf, markedBy } from '../lint-texts.ts';

const code = 'isolation/approval-escape';

describe(code, () => {
  const texts = languagePolicies();

  it('is what a person may let out', () => {
    expect(markedBy(code, texts)).toEqual(["acme.yaml:9:32 '.*'", "xyz.yaml:9:32 '.*'"]);
    const [found] = findingsOf(code, texts);
    expect(found).toMatchObject({
      severity: 'warning',
      message: 'tenant_acme reaches tenant_xyz through send_email, once somebody approves',
      tenant: 'tenant_acme',
      witness: { arguments: { to: 'eve@xyz.example' }, kind: 'foreign' },
    });
    expect(found?.help).toMatch(/^a deny above it .* at boundaries\.yaml:5$/);
    const decision =
      found?.witness && engineFor(texts).decide(found.witness, { without: { boundaries: true } });
    expect(decision).toMatchObject({ action: 'require_approval', policy: { condition: '1' } });
  });

  it.each([
    ['a deny above it', "deny, '@', deny"],
    ['its own matcher', '{ email: { domains: [acmecorp.com] } }'],
  ])('is gone with %s', (_, how) => {
    const changed = Object.fromEntries(
      Object.entries(texts).map(([file, text]) => {
        const [domain = ''] = /[a-z]+\.[a-z]+(?=\])/.exec(text) ?? [];
        const inner = `{ email: { domains: [${domain}] } }`;
        return [
          file,
          how.startsWith('deny')
            ? text.replace(
                "      - match: { arguments.to: '.*' }",
                `      - match: { arguments.to: { not: ${inner} } }\n        action: deny\n      - match: { arguments.to: '.*' }`,
              )
            : text.replace("{ arguments.to: '.*' }", `{ arguments.to: ${inner} }`),
        ];
      }),
    );
    expect(changed).not.toEqual(texts);
    expect(findingsOf(code, changed)).toEqual([]);
  });

  it('is so where a plan asks for approval of everything', () => {
    const plans = 'plans: { p: { approvals: required } }\n';
    const held = Object.fromEntries(
      Object.entries(texts).map(([file, text]) => [file, text.replace('\nvars', '\nplan: p\nvars')]),
    );
    const tools = (which: string) =>
      findingsOf(which, { ...held, 'plans.yaml': plans }).map(({ tool, tenant }) => `${tenant} ${tool}`);
    expect(tools('isolation/rules-escape')).toEqual([]);
    expect(tools(code)).toEqual(
      ['tenant_acme', 'tenant_xyz'].flatMap((id) => [
        `${id} send_email`,
        `${id} send_email`,
        `${id} access_file`,
      ]),
    );
  });
});
