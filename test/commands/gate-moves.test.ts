import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { scratchFolder } from '../support/scratch-folder.ts';
import { runCommand } from './run-command.ts';

const strict = 'lint: { rules: { structure/open-arguments: error } }\n';
const lax = "lint: { rules: { structure/open-arguments: 'off' } }\n";

const tenant = (id: string, tool = 'send_email', more = ''): string =>
  `tenant_id: ${id}\nrules: [{ tool: ${tool}, action: allow }]\n${more}`;

function git(folder: string, ...args: readonly string[]): void {
  const who = ['-c', 'user.name=n', '-c', 'user.email=e', '-c', 'protocol.file.allow=always'];
  execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'pipe' });
}

function repository(files: { readonly [file: string]: string }): string {
  const folder = scratchFolder(files);
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'base');
  return folder;
}

/** The exit code, and what was found: level, code and file. */
async function lint(folder: string, ...args: readonly string[]) {
  const report = join(scratchFolder(), 'report.json');
  const { code } = await runCommand(['-q', '-C', folder, 'lint', ...args, '--format', `json=${report}`]);
  const { findings } = JSON.parse(readFileSync(report, 'utf8'));
  const found: readonly string[] = findings.map(
    (finding: { severity: string; code: string; file: string }) =>
      `${finding.severity} ${finding.code} ${finding.file}`,
  );
  return { code, found };
}

describe('a workspace that is not where it was', () => {
  const moves: readonly (readonly [string, { [file: string]: string }, (folder: string) => void])[] = [
    [
      'a configuration nearer by',
      { 'policy.config.yaml': strict },
      (folder) => writeFileSync(join(folder, 'p/policy.config.yaml'), lax),
    ],
    [
      'a configuration that is gone',
      { 'policy.config.yaml': strict },
      (folder) => rmSync(join(folder, 'policy.config.yaml')),
    ],
    [
      'a configuration that is gone, below another',
      { 'policy.config.yaml': lax, 'p/policy.config.yaml': strict },
      (folder) => rmSync(join(folder, 'p/policy.config.yaml')),
    ],
    [
      'a link in place of the folder',
      { 'p/policy.config.yaml': strict },
      (folder) => {
        renameSync(join(folder, 'p'), join(folder, 'q'));
        symlinkSync('q', join(folder, 'p'));
        writeFileSync(join(folder, 'q/policy.config.yaml'), lax);
      },
    ],
  ];

  test.each(moves)('%s: its gate is that of the revision', async (_, files, move) => {
    const folder = repository({ 'p/a.yaml': tenant('acme'), ...files });
    move(folder);
    const { code, found } = await lint(join(folder, 'p'), '--config-from', 'HEAD');
    expect(code).toBe(1);
    expect(found.filter((row) => row.startsWith('error'))).toEqual([
      expect.stringMatching(/^error structure\/open-arguments (p\/)?a\.yaml$/),
    ]);
  });

  test('shows everything of a change since then', async () => {
    const folder = repository({ 'p/a.yaml': tenant('acme'), 'policy.config.yaml': lax });
    rmSync(join(folder, 'policy.config.yaml'));
    const { found } = await lint(join(folder, 'p'), '--changed-since', 'HEAD');
    expect(found).toContain('warning structure/open-arguments a.yaml');
  });

  test('a hook of a linked work tree, which is told where the repository is', async () => {
    const folder = repository({ 'p/a.yaml': tenant('acme'), 'p/policy.config.yaml': strict });
    const linked = join(scratchFolder(), 'linked');
    git(folder, 'worktree', 'add', '-q', linked);
    writeFileSync(join(linked, 'p/policy.config.yaml'), lax);
    vi.stubEnv('GIT_DIR', join(folder, '.git/worktrees/linked'));
    try {
      expect(await lint(join(linked, 'p'), '--config-from', 'HEAD')).toMatchObject({ code: 1 });
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

describe('policy lint --changed-since shows what a change causes elsewhere', () => {
  const boundaries =
    "kind: boundaries\ntools: { get_file: { arguments.path: { path_within: '/d/${tenant.id}/' } }, now: none }\n";
  const files = {
    'a.yaml':
      "tenant_id: acme\nplan: free\nrules: [{ tool: get_file, conditions: [{ match: { arguments.path: { path_within: '/d/acme/' } }, action: allow }] }]\n",
    'b.yaml': tenant('beta', 'now', 'plan: free\n'),
    'boundaries.yaml': boundaries,
    'plans.yaml': 'rate_limits: { free: { total_tool_calls: 10/m } }\n',
  };
  const changes: readonly (readonly [string, string, string, string])[] = [
    [
      'a boundary that is gone',
      'boundaries.yaml',
      'kind: boundaries\ntools: { now: none }\n',
      'error isolation/missing-boundary a.yaml',
    ],
    [
      'boundaries that are no document any more',
      'boundaries.yaml',
      'other: {}\n',
      'warning isolation/missing-boundary a.yaml',
    ],
    [
      'a plan that is gone',
      'plans.yaml',
      'rate_limits: { pro: { total_tool_calls: 10/m } }\n',
      'error schema/reference b.yaml',
    ],
  ];

  test.each(changes)('%s', async (_, file, text, finding) => {
    const folder = repository(files);
    expect(await lint(folder, '--changed-since', 'HEAD')).toEqual({ code: 0, found: [] });
    writeFileSync(join(folder, file), text);
    const { found } = await lint(folder, '--changed-since', 'HEAD');
    expect(found).toContain(finding);
    expect(found).not.toContain('warning posture/undeclared a.yaml');
  });

  test('a file of a name that somebody included is gone', async () => {
    const folder = repository({
      'a.yaml': files['a.yaml'],
      'plans.yaml': files['plans.yaml'],
      'limits.policy': boundaries,
      'policy.config.yaml': "include: ['*.yaml', '*.policy']\n",
    });
    rmSync(join(folder, 'limits.policy'));
    const { found } = await lint(folder, '--changed-since', 'HEAD');
    expect(found).toContain('warning isolation/missing-boundary a.yaml');
  });

  test('documents that git does not keep: of a submodule, behind a link, ignored', async () => {
    const other = repository({ 'c.yaml': tenant('gamma', 'now') });
    const folder = repository({
      'w/a.yaml': tenant('acme', 'now'),
      'w/policy.config.yaml': "include: ['**/*.yaml']\n",
      'outside.yaml': tenant('delta', 'now'),
      '.gitignore': 'made.yaml\n',
    });
    mkdirSync(join(folder, 'w/made'));
    git(folder, 'submodule', 'add', '-q', other, 'w/sub');
    const allow = (id: string): string => tenant(id, 'now', 'default_action: allow\n');
    writeFileSync(join(folder, 'w/made/made.yaml'), allow('epsilon'));
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'more');
    expect((await lint(join(folder, 'w'), '--changed-since', 'HEAD')).found).toContain(
      'error structure/default-allow made/made.yaml',
    );
    writeFileSync(join(folder, 'w/sub/c.yaml'), allow('gamma'));
    expect((await lint(join(folder, 'w'), '--changed-since', 'HEAD')).found).toContain(
      'error structure/default-allow sub/c.yaml',
    );
    symlinkSync('../outside.yaml', join(folder, 'w/d.yaml'));
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'a link');
    writeFileSync(join(folder, 'outside.yaml'), allow('delta'));
    expect((await lint(join(folder, 'w'), '--changed-since', 'HEAD')).found).toContain(
      'error structure/default-allow d.yaml',
    );
  });
});
