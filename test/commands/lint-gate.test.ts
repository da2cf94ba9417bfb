import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../support/scratch-folder.ts';
import { runCommand } from './run-command.ts';

const posture =
  'isolation: { architecture: siloed, egress: { default: deny }, identity: { kind: workload, token_ttl: 5m, claims: [tenant_id] } }';

const tenant = (id: string, action = 'deny', more = ''): string =>
  `tenant_id: ${id}\nplan: free\ndefault_action: ${action}\n${posture}\nrules:\n  - { tool: read, action: deny }\n${more}`;

const side = '  - { tool: send_email, action: allow }\n';

const workspace = {
  'acme.yaml': tenant('acme', 'allow', side),
  'beta.yaml': tenant('beta', 'deny', side),
  'plans.yaml': 'rate_limits: { free: { total_tool_calls: 10/m } }\n',
  'boundaries.yaml': 'kind: boundaries\ntools: { send_email: none, read: none }\n',
};

const list = 'policy.suppressions.json';

function git(folder: string, ...args: readonly string[]): void {
  const who = ['-c', 'user.name=n', '-c', 'user.email=e'];
  execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'pipe' });
}

function repository(files: { readonly [file: string]: string } = workspace): string {
  const folder = scratchFolder(files);
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'base');
  return folder;
}

/** What a run of the linter says: exit code, codes with their files, how many are suppressed, or the mistake. */
async function lint(folder: string, ...args: readonly string[]) {
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const { code, message } = await runCommand([
    '-q',
    '-C',
    folder,
    'lint',
    ...args,
    '--format',
    `json=${report}`,
  ]);
  if (!existsSync(report)) return { code, message };
  const { findings, summary } = JSON.parse(readFileSync(report, 'utf8'));
  const found = findings.map((finding: { code: string; file: string }) => `${finding.code} ${finding.file}`);
  return { code, found, suppressed: summary.suppressed };
}

const entriesOf = (folder: string): readonly { readonly [key: string]: unknown }[] =>
  JSON.parse(readFileSync(join(folder, list), 'utf8')).suppressions;

describe('policy lint --suppress-all', () => {
  test('lets later runs fail on what is new alone, and tells of what is gone', async () => {
    const folder = scratchFolder(workspace);
    const before = await lint(folder);
    expect(before.code).toBe(1);
    expect(await lint(folder, '--suppress-all')).toEqual({
      code: 0,
      found: [],
      suppressed: before.found.length,
    });
    expect(await lint(folder)).toEqual({ code: 0, found: [], suppressed: before.found.length });

    // Lines move, another mistake comes, one is mended.
    writeFileSync(join(folder, 'acme.yaml'), `# Moved\n\n${tenant('acme', 'deny', side)}`);
    writeFileSync(join(folder, 'beta.yaml'), tenant('beta', 'allow', side));
    expect(await lint(folder)).toEqual({
      code: 1,
      found: ['structure/default-allow beta.yaml', `structure/ignore ${list}`],
      suppressed: before.found.length - 1,
    });
    expect(await lint(folder, '--prune-suppressions')).toMatchObject({
      code: 1,
      found: ['structure/default-allow beta.yaml'],
    });
    expect(await lint(folder)).toMatchObject({ code: 1, found: ['structure/default-allow beta.yaml'] });
    expect(entriesOf(folder).map(({ code }) => code)).not.toContain('structure/default-allow');
  });

  test('counts findings that are alike', async () => {
    const dots = (count: number): string =>
      `  - tool: send_email\n    closed_arguments: true\n    conditions:\n${"      - { match: { arguments.to: '^a.b$' }, action: allow }\n".repeat(count)}`;
    const folder = scratchFolder({ ...workspace, 'beta.yaml': tenant('beta', 'deny', dots(3)) });
    await lint(folder, '--suppress-all');
    expect(entriesOf(folder)).toContainEqual(expect.objectContaining({ code: 'flow/unreachable', count: 2 }));
    writeFileSync(join(folder, 'beta.yaml'), tenant('beta', 'deny', dots(4)));
    const { found } = await lint(folder);
    expect(found.filter((code: string) => code.startsWith('flow/unreachable'))).toHaveLength(1);
    writeFileSync(join(folder, 'beta.yaml'), tenant('beta', 'deny', dots(2)));
    expect((await lint(folder)).found).toContain(`structure/ignore ${list}`);
  });

  test('keeps reasons and dates; past its date an entry hides nothing, and is a finding', async () => {
    const folder = scratchFolder(workspace);
    await lint(folder, '--suppress-all');
    const file = join(folder, list);
    const given = JSON.parse(readFileSync(file, 'utf8'));
    for (const entry of given.suppressions)
      if (entry.code === 'structure/default-allow')
        Object.assign(entry, { reason: 'pilot', until: '2020-01-31' });
    writeFileSync(file, JSON.stringify(given));
    const expired = ['structure/default-allow acme.yaml', `structure/ignore ${list}`];
    expect(await lint(folder)).toMatchObject({ code: 1, found: expired });
    expect(await lint(folder, '--suppress-all')).toMatchObject({ code: 1, found: expired.slice(0, 1) });
    expect(entriesOf(folder)).toContainEqual(
      expect.objectContaining({ reason: 'pilot', until: '2020-01-31' }),
    );
    await lint(folder, '--prune-suppressions');
    expect(await lint(folder)).toMatchObject({ code: 1, found: expired });
  });

  test('writes down no secret, whichever rule points at it', async () => {
    const key = ['AKIA', 'Z7Q2M4X9L3V8B5N1'].join('');
    const rule = `  - { tool: send_email, conditions: [{ match: { arguments.to: '${key}' }, action: allow }], action: deny }\n`;
    const folder = scratchFolder({ ...workspace, 'beta.yaml': tenant('beta', 'deny', rule) });
    expect((await lint(folder)).found).toContain('match/unanchored beta.yaml');
    expect(await lint(folder, '--suppress-all')).toMatchObject({ code: 0, found: [] });
    expect(readFileSync(join(folder, list), 'utf8')).not.toContain(key);
  });

  test('suppresses nothing that was not understood, and no escape that nothing stops', async () => {
    const folder = scratchFolder({
      'acme.yaml': tenant('acme', 'deny', '  - { tool: read_file, action: allow }\n'),
      'beta.yaml': tenant('beta'),
      'broken.yaml': 'tenant_id: gamma\nrulez: []\n',
      'boundaries.yaml':
        "kind: boundaries\nenforce: false\ntools: { read_file: { arguments.path: { path_within: '/data/${tenant.id}/' } } }\n",
    });
    expect(await lint(folder, '--suppress-all')).toMatchObject({
      code: 1,
      found: ['isolation/escape acme.yaml', 'schema/unknown-key broken.yaml'],
    });
    rmSync(join(folder, 'broken.yaml'));
    rmSync(join(folder, list));
    expect(await lint(folder, '--suppress-all')).toMatchObject({
      code: 1,
      found: ['isolation/escape acme.yaml'],
    });
  });

  test.each([
    ['{"schemaVersion": 1, "suppressions": [', 'cannot be used'],
    ['[]', 'cannot be used'],
    ['', 'cannot be used'],
    ['{"schemaVersion": 2, "suppressions": []}', 'cannot be used'],
    ['{"schemaVersion": 1, "suppressions": [{"cod": "x"}]}', 'cannot be used'],
    ['{"schemaVersion": 1, "suppressions": [{"code": "x", "count": 0}]}', 'cannot be used'],
    ['{"schemaVersion": 1, "suppressions": [{"code": "x", "code": "y"}]}', 'cannot be used'],
  ])('refuses %j', async (text, message) => {
    const folder = scratchFolder({ ...workspace, [list]: text });
    expect(await lint(folder)).toEqual({ code: 2, message: expect.stringContaining(message) });
    expect(readFileSync(join(folder, list), 'utf8')).toBe(text);
  });

  test.each([
    ['{"code": "isolation/escape"}', 'isolation/escape cannot be suppressed'],
    ['{"code": "structure/defaultallow"}', 'there is no rule structure/defaultallow to suppress'],
    ['{"code": "structure/secret"}', 'no finding of structure/secret is left'],
    ['{"code": "structure/secret", "until": "2026-13-01"}', '2026-13-01 is no date'],
  ])('says what is wrong with %s', async (entry, message) => {
    const folder = scratchFolder({
      ...workspace,
      [list]: `{"schemaVersion": 1, "suppressions": [${entry}]}`,
    });
    const report = join(folder, 'report.json');
    await runCommand(['-q', '-C', folder, 'lint', '--format', `json=${report}`]);
    const { findings } = JSON.parse(readFileSync(report, 'utf8'));
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'structure/ignore',
        file: list,
        message: expect.stringContaining(message),
      }),
    );
  });

  test.each([
    ['--suppress-all', 'acme.yaml'],
    ['--suppress-all', '--changed-since', 'HEAD'],
    ['--suppress-all', '--config-from', 'HEAD'],
    ['--suppress-all', '--prune-suppressions'],
    ['--prune-suppressions', '--config-from', 'HEAD'],
    ['--changed-since', 'HEAD', 'acme.yaml'],
  ])('refuses %s with %s %s', async (...args) => {
    expect((await lint(repository(), ...args)).code).toBe(2);
  });

  test('a run with a memory says the same', async () => {
    const folder = scratchFolder(workspace);
    await lint(folder, '--suppress-all');
    writeFileSync(join(folder, 'acme.yaml'), tenant('acme', 'deny', side));
    const plain = await lint(folder);
    for (const _ of [1, 2]) expect(await lint(folder, '--cache')).toEqual(plain);
  });
});

describe('policy lint --config-from', () => {
  test('takes levels, excludes and suppressions as they were', async () => {
    const folder = repository();
    const before = await lint(folder);
    writeFileSync(
      join(folder, 'policy.config.yaml'),
      "exclude: [acme.yaml]\nlint: { rules: { structure/open-arguments: 'off' } }\n",
    );
    expect((await lint(folder)).code).toBe(0);
    expect(await lint(folder, '--config-from', 'HEAD')).toEqual(before);
    rmSync(join(folder, 'policy.config.yaml'));
    await lint(folder, '--suppress-all');
    expect(await lint(folder, '--config-from', 'HEAD')).toEqual(before);
  });

  test('lets no new configuration take documents out of the workspace', async () => {
    const folder = repository({
      ...workspace,
      't/gamma.yaml': tenant('gamma', 'allow'),
      'own/policy.config.yaml': 'version: 1\n',
      'own/delta.yaml': tenant('delta', 'allow'),
    });
    const before = await lint(folder);
    expect(before.found).toContain('structure/default-allow t/gamma.yaml');
    expect(before.found).not.toContain('structure/default-allow own/delta.yaml');
    writeFileSync(join(folder, 't/policy.config.yaml'), 'version: 1\n');
    expect((await lint(folder)).found).not.toContain('structure/default-allow t/gamma.yaml');
    expect(await lint(folder, '--config-from', 'HEAD')).toEqual(before);
    expect((await lint(folder, '--changed-since', 'HEAD')).found).toEqual((await lint(folder)).found);
  });

  test('leaves what calls are decided by as it is', async () => {
    const folder = repository({ ...workspace, 'policy.config.yaml': 'envelope: { required: [user_id] }\n' });
    writeFileSync(join(folder, 'policy.config.yaml'), 'limits: { max_argument_bytes: 0 }\n');
    expect(await lint(folder, '--config-from', 'HEAD')).toMatchObject({ code: 2 });
  });

  test('a revision that is not there', async () => {
    expect(await lint(repository(), '--config-from', 'nope')).toMatchObject({
      code: 2,
      message: expect.stringContaining("there is no revision 'nope'"),
    });
  });
});

describe('policy lint --changed-since', () => {
  test('shows what changed files hold or cause', async () => {
    const folder = repository();
    expect(await lint(folder, '--changed-since', 'HEAD')).toMatchObject({ code: 0, found: [] });
    writeFileSync(join(folder, 'beta.yaml'), tenant('beta', 'allow', side));
    writeFileSync(join(folder, 'gamma.yaml'), tenant('gamma', 'allow'));
    expect(await lint(folder, '--changed-since', 'HEAD')).toMatchObject({
      code: 1,
      found: [
        'structure/default-allow beta.yaml',
        'approval/destructive beta.yaml',
        'structure/open-arguments beta.yaml',
        'structure/default-allow gamma.yaml',
      ],
    });
  });

  test('counts from where HEAD left the revision', async () => {
    const folder = repository();
    git(folder, 'checkout', '-qb', 'feature');
    writeFileSync(join(folder, 'beta.yaml'), tenant('beta', 'allow', side));
    git(folder, 'commit', '-qam', 'feature');
    git(folder, 'checkout', '-q', 'main');
    writeFileSync(join(folder, 'acme.yaml'), `# main\n${tenant('acme', 'allow', side)}`);
    git(folder, 'commit', '-qam', 'main');
    git(folder, 'checkout', '-q', 'feature');
    const { found } = await lint(folder, '--changed-since', 'main');
    expect(found).toEqual([
      'structure/default-allow beta.yaml',
      'approval/destructive beta.yaml',
      'structure/open-arguments beta.yaml',
    ]);
  });

  test.each([
    ['a document is gone', (folder: string) => rmSync(join(folder, 'plans.yaml'))],
    [
      'the configuration is another',
      (folder: string) => writeFileSync(join(folder, 'policy.config.yaml'), 'version: 1\n'),
    ],
  ])('shows everything where %s', async (_, change) => {
    const folder = repository();
    change(folder);
    expect((await lint(folder, '--changed-since', 'HEAD')).found).toEqual((await lint(folder)).found);
  });

  test('says what to fetch where a shallow clone lacks the revision', async () => {
    const folder = repository();
    git(folder, 'commit', '-qm', 'next', '--allow-empty');
    const clone = scratchFolder();
    git(clone, 'clone', '-q', '--depth', '1', `file://${folder}`, 'shallow');
    expect(await lint(join(clone, 'shallow'), '--changed-since', 'HEAD~1')).toMatchObject({
      code: 2,
      message: expect.stringContaining('fetch-depth'),
    });
  });
});

describe('policy diff', () => {
  test('tells of findings that are newly suppressed, and of ones that are no more', async () => {
    const folder = repository();
    await lint(folder, '--suppress-all');
    git(folder, 'add', list);
    git(folder, 'commit', '-qm', 'suppressed');
    const rows = async (...operands: readonly string[]) => {
      const report = join(folder, 'diff.json');
      await runCommand(['-q', '-C', folder, 'diff', ...operands, '--format', `json=${report}`]);
      return JSON.parse(readFileSync(report, 'utf8')).workspace;
    };
    expect(await rows('HEAD~1', 'HEAD')).toContainEqual(
      expect.objectContaining({
        kind: 'gate',
        name: 'suppressions of structure/default-allow',
        from: null,
        to: '1 suppressed',
        effect: 'wider',
      }),
    );
    expect(await rows('HEAD', 'HEAD~1')).toContainEqual(
      expect.objectContaining({ name: 'suppressions of structure/default-allow', effect: 'narrower' }),
    );
  });
});
