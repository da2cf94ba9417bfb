import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { languagePolicies } from '../lint/language-policies.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { servedLauncherFolder } from '../support/served-launcher.ts';

async function shell(
  cwd: string,
  line: string,
): Promise<{ readonly status: number | null; readonly stdout: string }> {
  const path = `${await servedLauncherFolder()}:${process.env.PATH ?? ''}`;
  const env = { PATH: path, LC_ALL: 'C.UTF-8' };
  const child = spawn('sh', ['-c', line], { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'close');
  const stdout = await text(child.stdout);
  const [status] = await ended;
  return { status, stdout };
}

/** What each finding of some codes claims of its call, and the line that shows it. */
function claimsOf(printed: string, codes: readonly string[]) {
  return printed
    .split('\n\n')
    .filter((block) => codes.some((code) => block.split('  ')[0]?.endsWith(` ${code}`)))
    .map((block) => ({
      claim: /^ {2}(allowed|held|decided) /m.exec(block)?.[1] ?? '',
      call: /^ {2}(?:allowed|held|decided) +(.*)$/m.exec(block)?.[1] ?? '',
      line: /^ {2}try +(.*)$/m.exec(block)?.[1] ?? '',
    }));
}

const escapes = ['isolation/escape', 'isolation/rules-escape', 'isolation/approval-escape'];
const actions = new Map([
  ['allowed', 'allow'],
  ['held', 'require_approval'],
]);

describe.skipIf(process.platform === 'win32')('the line after try', () => {
  it('shows what was claimed of the policies of the language page', async () => {
    const folder = scratchFolder(languagePolicies());
    const claims = claimsOf((await shell(folder, 'policy lint')).stdout, escapes);
    expect(claims).toHaveLength(6);
    expect(claims.map(({ line }) => line)).toContain(
      `policy eval access_file --tenant tenant_acme --without boundaries --args '{"path":"/data/tenant_acme/../tenant_xyz/x"}'`,
    );
    for (const { claim, line } of claims) {
      expect(await shell(folder, `${line} --expect ${actions.get(claim)}`), line).toMatchObject({
        status: 0,
      });
      expect((await shell(folder, `${line.replace(' --without boundaries', '')} --expect deny`)).status).toBe(
        0,
      );
    }
  });

  // Each pattern lets only texts out that hold what a shell, a terminal or a reader takes otherwise.
  it.each([
    ['a quote', "'^/data/t/[.]{2}/it''s$'"],
    ['a quote and a dollar', "'^/data/t/[.]{2}/''[$]\\(x\\)`y`$'"],
    ['a line break', "'^/data/t/[.]{2}\\n$'"],
    ['a full-width dot', "'^/data/t/[\\x{FF0E}]{2}/u/x$'"],
    ['a bidi control', "'^/data/t/\\x{202E}$'"],
    ['an escape sequence', "'^/data/t/\\x{1B}\\[2J$'"],
    ['a backslash', "'^/data/t\\\\[.][.]\\\\u$'"],
    ['a zero byte', "'^/data/t/\\x{0}$'"],
    ['a character past the first plane', "'^/data/t/\\x{E0001}$'"],
  ])('holds %s in the call', async (_, pattern) => {
    const folder = scratchFolder({
      't.yaml': `tenant_id: t\nrules: [{ tool: read, conditions: [{ match: { arguments.path: ${pattern} }, action: allow }] }]\n`,
      'u.yaml': 'tenant_id: u\n',
      'boundaries.yaml':
        "kind: boundaries\ntools: { read: { arguments.path: { path_within: '/data/${tenant.id}/' } } }\n",
    });
    const printed = (await shell(folder, 'policy lint')).stdout;
    expect(printed).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    const [claim] = claimsOf(printed, escapes);
    if (claim === undefined) throw new Error(printed);
    const { status, stdout } = await shell(folder, `${claim.line} --expect allow --format json`);
    expect(status, claim.line).toBe(0);
    const { path } = JSON.parse(stdout).call.arguments;
    const shown = /\{.*\}/.exec(claim.call)?.[0] ?? '{}';
    expect([path].flat()).toEqual([JSON.parse(shown).path].flat());
  });

  it('takes a tool that looks like an option', async () => {
    const folder = scratchFolder({
      't.yaml':
        "tenant_id: t\nrules: [{ tool: '-v', conditions: [{ match: { arguments.path: '.*' }, action: allow }] }]\n",
      'boundaries.yaml':
        "kind: boundaries\ntools: { '-v': { arguments.path: { path_within: '/${tenant.id}/' } } }\n",
    });
    const [claim] = claimsOf((await shell(folder, 'policy lint')).stdout, escapes);
    expect(claim?.line).toMatch(/ -- -v$/);
    expect((await shell(folder, claim?.line ?? '')).stdout).toMatch(/^allow /);
  });

  it('leaves the boundaries in where everything together decides', async () => {
    const folder = scratchFolder({
      't.yaml': 'tenant_id: t\nrules: [{ tool: read, action: allow }]\n',
      'boundaries.yaml':
        "kind: boundaries\ntools: { read: { arguments.path: { path_within: '/${tenant.id}/' } } }\n",
      'never.yaml': 'kind: invariants\nnever: [{ id: readable, tool: read, action: deny }]\n',
    });
    const [claim] = claimsOf((await shell(folder, 'policy lint')).stdout, ['invariant/broken']);
    expect(claim).toMatchObject({ claim: 'decided' });
    expect((await shell(folder, `${claim?.line} --expect deny`)).status).toBe(0);
  });
});

describe.skipIf(process.platform === 'win32')('what is undecided', () => {
  const filter = (dialect: string): string => `{ filter: { ${dialect}must: { tenant_id: t } } }`;
  const files = {
    't.yaml': `tenant_id: t\nrules: [{ tool: query, conditions: [{ match: { arguments.where: ${filter('dialect: mongo, ')} }, action: allow }], constraints: { rate_limit: 9/s } }]\nisolation: { architecture: siloed, vectors: { mode: filter }, egress: { default: deny }, identity: { kind: workload, token_ttl: 5m, claims: [tenant_id] } }\n`,
    'boundaries.yaml': `kind: boundaries\ntools: { query: { arguments.where: ${filter('')} } }\n`,
  };

  it.each([
    ['', 1],
    ['--allow-undecided', 0],
    ['--rule isolation/undecided=note', 1],
    ['--rule isolation/undecided=note --allow-undecided --fail-on note', 0],
    ['--rule isolation/undecided=off', 2],
    ['--rule isolation/undecided=off --allow-undecided', 2],
    ['--rule isolation/undecided=error --allow-undecided', 0],
  ])('with %j exits %i', async (options, expected) => {
    const folder = scratchFolder(files);
    const { status, stdout } = await shell(folder, `policy lint ${options}`);
    expect([status, stdout.includes('isolation/undecided')], stdout).toEqual([
      expected,
      !options.includes('=off'),
    ]);
  });

  it('does not let errors pass with it', async () => {
    const folder = scratchFolder({ ...files, 'o.yaml': 'tenant_id: o\ndefault_action: allow\n' });
    expect((await shell(folder, 'policy lint --allow-undecided')).status).toBe(1);
  });
});
