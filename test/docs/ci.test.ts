import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { codeScanningProblems } from '../report/code-scanning.ts';
import { junitProblems } from '../report/xml-problems.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { servedLauncherFolder } from '../support/served-launcher.ts';
import { readPage, repository } from './page.ts';

/** A folder for a `PATH` whose `npx` runs the program as built from the sources, and whose `npm` has installed it. */
async function toolFolder(): Promise<string> {
  const folder = scratchFolder();
  const npx = `[ "$1" = --no-install ] && shift\n[ "$1" = policy ] || exit 9\nshift\nexec '${await servedLauncherFolder()}/policy' "$@"`;
  for (const [name, text] of [
    ['npx', npx],
    ['npm', 'exit 0'],
  ] as const) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

async function runScript(cwd: string, script: string, environment: { readonly [name: string]: string } = {}) {
  const env = { PATH: `${await toolFolder()}:${process.env.PATH ?? ''}`, CI: 'true', ...environment };
  const child = spawn('bash', ['--norc', '-eo', 'pipefail', '-c', script], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const [stdout, stderr] = await Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  const [status]: readonly (number | null)[] = await ended;
  return { status, stdout, stderr };
}

/** Every text below a value of YAML that runs the program. */
function commandsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.includes('npx policy') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(commandsIn) : [];
}

const recipes = readPage('docs/ci.md')
  .blocks.filter(({ language }) => language === 'yaml')
  .flatMap(({ names = '', text }) => commandsIn(parse(text)).map((command) => [names, command] as const));

const hole = 'tenant_id: acme\ndefault_action: allow\n';

describe.skipIf(process.platform === 'win32')('recipes for CI', () => {
  it.each(recipes)('%s runs %s', async (_file, command) => {
    const folder = scratchFolder({ 'a.yaml': hole });
    expect(await runScript(folder, command)).toMatchObject({ status: 1, stderr: '' });
    const written = [...command.matchAll(/=(\S+\.\w+)/g)].map(([, file = '']) => join(folder, file));
    expect(written.filter((file) => !existsSync(file))).toEqual([]);
    for (const file of written) {
      const text = readFileSync(file, 'utf8');
      if (file.endsWith('.xml')) expect(await junitProblems(text)).toEqual([]);
      if (file.endsWith('.sarif')) expect(codeScanningProblems(text)).toEqual([]);
    }
  });

  it('are there', () => {
    expect(recipes.map(([file]) => file)).toEqual([
      '.github/workflows/policy.yaml',
      '.gitlab-ci.yml',
      'azure-pipelines.yml',
      '.circleci/config.yml',
    ]);
  });
});

describe.skipIf(process.platform === 'win32')('the template for GitLab', () => {
  const { 'policy-lint': job } = parse(
    readFileSync(join(repository, 'templates/policy-lint.gitlab-ci.yml'), 'utf8'),
  );

  /** Runs the job in a folder, its script joined as a runner does. */
  function runJob(folder: string, given: { readonly [name: string]: string } = {}) {
    const script = [...job.before_script, ...job.script].join('\n');
    return runScript(folder, script, { ...job.variables, CI_PROJECT_DIR: folder, ...given });
  }

  it('leaves both reports where the artifacts are looked for', async () => {
    const folder = scratchFolder({ 'policies/a.yaml': hole });
    const { status, stdout } = await runJob(folder, { POLICY_FOLDER: 'policies' });
    expect([status, stdout]).toEqual([1, expect.stringContaining('structure/default-allow')]);
    const { codequality, junit } = job.artifacts.reports;
    const [{ location }] = JSON.parse(readFileSync(join(folder, codequality), 'utf8'));
    expect(location.path).toBe('policies/a.yaml');
    expect(await junitProblems(readFileSync(join(folder, junit), 'utf8'))).toEqual([]);
  });

  it('judges a merge request by the gate of its target, wherever it begins', async () => {
    const folder = scratchFolder({
      'a.yaml': hole,
      'policy.config.yaml': 'lint: { rules: { structure/default-allow: off } }\n',
    });
    const git = (...args: readonly string[]): string =>
      spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
        cwd: folder,
        encoding: 'utf8',
      }).stdout.trim();
    git('init', '--quiet', '--initial-branch', 'mine');
    git('add', '.');
    git('commit', '--quiet', '-m', 'a loose gate');
    git('checkout', '--quiet', '-b', 'to/main');
    git('rm', '--quiet', 'policy.config.yaml');
    git('commit', '--quiet', '-m', 'no exceptions any more');
    git('update-ref', 'refs/remotes/origin/to/main', 'HEAD');
    git('checkout', '--quiet', 'mine');
    expect((await runJob(folder)).status).toBe(0);
    expect((await runJob(folder, { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'to/main' })).status).toBe(1);
    expect((await runJob(folder, { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'gone' })).status).toBe(2);
  });

  it('takes further arguments, and runs nothing that stands in them', async () => {
    const folder = scratchFolder({ 'a.yaml': hole });
    const { status } = await runJob(folder, { POLICY_ARGUMENTS: '$(touch owned) ; touch owned' });
    expect([status, existsSync(join(folder, 'owned'))]).toEqual([2, false]);
  });
});
