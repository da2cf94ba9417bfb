import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { outputSchema } from '../report/output-schemas.ts';
import { runPolicy } from '../support/run-policy.ts';
import { runPolicyHere } from '../support/run-policy-here.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const fixture = fileURLToPath(new URL('../../fixtures/lint/escapes', import.meta.url));

/** The policies of the language's page, a second tenant, boundaries, and recordings. */
function escapes(): string {
  const folder = scratchFolder();
  cpSync(fixture, folder, { recursive: true });
  return folder;
}

const textsOf = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );

/** The escapes that lint reports, as `tool of tenant`. */
async function escapesIn(folder: string): Promise<readonly string[]> {
  const { findings } = JSON.parse((await runPolicyHere(folder, ['lint', '--format', 'json'])).stdout);
  return findings
    .filter(({ code }: { code: string }) =>
      /^isolation\/(?:rules-)?escape$|^isolation\/undecided$/.test(code),
    )
    .map(({ tool, tenant }: { tool: string; tenant: string }) => `${tool} of ${tenant}`);
}

const call = (path: string, session = 's'): string =>
  `${JSON.stringify({ tool: 't', arguments: { path }, context: {}, session })}\n`;

/** A workspace whose boundary is not enforced yet, so that the fix denies what was allowed. */
const notEnforced = {
  'policy.config.yaml': "transcripts:\n  - { files: ['calls/*.jsonl'], tenant: acme }\n",
  'a.yaml': [
    'tenant_id: acme',
    'rules:',
    '  - tool: t',
    '    conditions:',
    "      - { match: { arguments.path: '^/data/acme/' }, action: allow }",
    "      - { match: { arguments.path: '^/srv/' }, action: require_approval }",
    '',
  ].join('\n'),
  'boundaries.yaml':
    "kind: boundaries\nenforce: false\ntools: { t: { arguments.path: { path_within: '/data/${tenant.id}/' } } }\n",
  'calls/1.jsonl': call('/data/acme/x') + call('/data/acme/../x') + call('/data/acme//y'),
  'calls/2.jsonl': call('/data/acme/./z') + call('/srv/x') + call('/data/acme/a%2fb') + call('/etc'),
};

describe('policy lint --fix --unsafe', () => {
  it('leaves no escape in the policies of the language page', async () => {
    const folder = escapes();
    expect(await escapesIn(folder)).toEqual([
      'send_email of tenant_acme',
      'access_file of tenant_acme',
      'send_email of tenant_xyz',
      'access_file of tenant_xyz',
    ]);
    const { stdout, stderr } = runPolicy(folder, ['lint', '--fix', '--unsafe']);
    expect(stderr).toBe('note  applied 4 fixes in 2 files\n');
    expect(stdout).toMatch(/^as it was → fixed\n/);
    expect(stdout).toContain(
      "\n+    conditions: [{ match: { arguments.to: { email: { domains: ['${vars.mail_domains}'] } } }, action: allow }]\n",
    );
    expect(stdout).toContain('\n7 recorded calls, as before and after\n');
    expect(await escapesIn(folder)).toEqual([]);
    expect((await runPolicyHere(folder, ['lint', '--fix', '--unsafe'])).stderr).toBe(
      'note  nothing could be fixed\n',
    );
  });

  it('tells how many recorded calls are newly denied, and which', async () => {
    const { stdout } = await runPolicyHere(scratchFolder(notEnforced), ['lint', '--fix', '--unsafe']);
    expect(stdout).toContain(
      [
        '7 recorded calls, as before and after',
        '  4 newly denied',
        '    calls/1.jsonl:2  t of acme',
        '    calls/1.jsonl:3  t of acme',
        '    calls/2.jsonl:1  t of acme',
        '    ... and 1 more',
        '',
      ].join('\n'),
    );
  });

  it('says the same as data', async () => {
    const validate = outputSchema('lint-output');
    const read = async (args: readonly string[]) => {
      const { stdout } = await runPolicyHere(scratchFolder(notEnforced), [
        'lint',
        '--format',
        'json',
        ...args,
      ]);
      const output = JSON.parse(stdout);
      expect(validate(output) ? [] : validate.errors).toEqual([]);
      return output.fixed;
    };
    const { diff, replay, ...rest } = await read(['--fix', '--unsafe']);
    expect(rest).toEqual({ applied: 1, files: ['a.yaml'] });
    expect(diff.tenants.map(({ tenant }: { tenant: string }) => tenant)).toEqual(['acme']);
    expect(diff.text.map(({ file }: { file: string }) => file)).toEqual(['a.yaml']);
    expect(replay).toMatchObject({ calls: 7, newlyDenied: 4, changes: { 'allow>deny': 4 } });
    expect(replay.examples[0]).toEqual({
      seq: 2,
      source: { file: 'calls/1.jsonl', line: 2, index: 1 },
      tenant: 'acme',
      tool: 't',
      from: 'allow',
      to: 'deny',
    });
    expect(await read(['--fix'])).toEqual({ applied: 0, files: [] });
    expect(await read([])).toBeUndefined();
  });

  it.each<readonly [what: string, files: { readonly [path: string]: string }]>([
    ['a recording that nobody can read', { 'calls/2.jsonl': 'no recording\n' }],
    ['no recording where one is configured', { 'policy.config.yaml': "transcripts: ['none/*.jsonl']\n" }],
    ['two tenants of one call', { 'calls/2.jsonl': call('/x').replace('{}', '{"tenant_id":"other"}') }],
  ])('exits 2 for %s, and has written nothing', async (_what, files) => {
    const folder = scratchFolder({ ...notEnforced, ...files });
    const before = textsOf(folder);
    const { status, stdout } = await runPolicyHere(folder, ['lint', '--fix', '--unsafe']);
    expect([status, stdout]).toEqual([2, '']);
    expect(textsOf(folder)).toEqual(before);
  });

  it('exits 2 in the end for malformed records', async () => {
    const folder = scratchFolder({ ...notEnforced, 'calls/2.jsonl': `${call('/data/acme/./z')}{"tool":\n` });
    const { status, stdout, stderr } = await runPolicyHere(folder, ['lint', '--fix', '--unsafe']);
    expect(status).toBe(2);
    expect(stdout).toContain('\n  3 newly denied\n');
    expect(stderr).toMatch(/error {2}1 malformed record, the first in calls\/2\.jsonl:2/);
  });

  it('repairs what was not understood, and then has nothing to compare with', async () => {
    const text =
      'tenant_id: acme\nrules: [{ tool: x, conditions: [{ match: { arguments.q: "\\bDROP" }, action: deny }] }]\n';
    const folder = scratchFolder({ 'a.yaml': text });
    const { stdout, stderr } = await runPolicyHere(folder, ['lint', '--fix', '--unsafe']);
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(text.replace('"\\bDROP"', "'\\bDROP'"));
    expect(stderr).toContain('before the fixes it had some');
    expect(stdout).not.toContain('→ fixed');
  });

  it('is no option of its own', async () => {
    const { status, stdout, stderr } = await runPolicyHere(escapes(), ['lint', '--unsafe']);
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining('--unsafe needs --fix')]);
  });
});
