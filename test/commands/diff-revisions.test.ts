import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { scratchFolder } from '../support/scratch-folder.ts';
import { jsonOf, tenant, verdicts } from './diff-verdicts.ts';
import { runCommand } from './run-command.ts';

beforeEach(() => {
  vi.stubEnv('CI', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

function git(folder: string, ...args: readonly string[]): void {
  const who = ['-c', 'user.name=n', '-c', 'user.email=e', '-c', 'protocol.file.allow=always'];
  execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'pipe' });
}

let made: string | undefined;

/** A repository: `base` is the start, `main` denies, `feature` (checked out) allows where the start holds. */
function repository(): string {
  made ??= makeRepository();
  const folder = scratchFolder();
  cpSync(made, folder, { recursive: true });
  return folder;
}

/** Asking git a dozen times takes longer than most of these tests. */
function makeRepository(): string {
  const folder = scratchFolder({ 'acme.yaml': tenant('acme', 'require_approval'), 'notes.txt': 'x' });
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'base');
  git(folder, 'tag', 'base');
  git(folder, 'checkout', '-qb', 'feature');
  writeFileSync(join(folder, 'acme.yaml'), tenant('acme', 'allow'));
  git(folder, 'commit', '-qam', 'feature');
  git(folder, 'checkout', '-q', 'main');
  writeFileSync(join(folder, 'acme.yaml'), tenant('acme', 'deny'));
  git(folder, 'commit', '-qam', 'main');
  git(folder, 'checkout', '-q', 'feature');
  return folder;
}

describe('policy diff of revisions', () => {
  test.each([
    ['A...B from their merge base', ['main...feature'], 'acme wider'],
    ['A... to HEAD', ['main...'], 'acme wider'],
    ['A..B', ['feature..main'], 'acme narrower'],
    ['two revisions', ['main', 'base'], 'acme wider'],
    ['one revision to the working tree', ['base'], 'acme narrower'],
    ['nothing: HEAD to the working tree', [], 'acme narrower'],
  ])('%s', async (_, args, verdict) => {
    const folder = repository();
    writeFileSync(join(folder, 'acme.yaml'), tenant('acme', 'deny'));
    expect(await verdicts(folder, ...args)).toEqual([verdict]);
  });

  test('names what it compared', async () => {
    expect(await jsonOf(repository(), 'main...feature')).toMatchObject({
      from: expect.stringMatching(/^merge base of main and feature \([0-9a-f]{12}\)$/),
      to: expect.stringMatching(/^feature \([0-9a-f]{12}\)$/),
      text: [{ file: 'acme.yaml' }],
    });
  });

  test('works in a folder of the repository, and before it was there', async () => {
    const folder = repository();
    const inner = join(folder, 'deep', 'er');
    mkdirSync(inner, { recursive: true });
    writeFileSync(join(inner, 'x.yaml'), tenant('x', 'allow'));
    expect(await verdicts(inner)).toEqual(['x wider']);
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'deep');
    writeFileSync(join(inner, 'x.yaml'), tenant('x', 'deny'));
    expect(await verdicts(inner)).toEqual(['x narrower']);
  });

  test('takes the files that the configuration of the time says', async () => {
    const folder = repository();
    writeFileSync(
      join(folder, 'policy.config.yaml'),
      'include: [acme.yaml, sub/*.yaml]\nexclude: [sub/b.yaml]\n',
    );
    mkdirSync(join(folder, 'sub'));
    mkdirSync(join(folder, 'node_modules'));
    for (const name of ['sub/a', 'sub/b', 'c', 'node_modules/d']) {
      writeFileSync(join(folder, `${name}.yaml`), tenant(name.replace('/', '_'), 'allow'));
    }
    git(folder, 'add', '-f', '.');
    git(folder, 'commit', '-qm', 'more');
    expect(await verdicts(folder, 'HEAD~1..HEAD')).toEqual(['acme equivalent', 'sub_a wider']);
    rmSync(join(folder, 'policy.config.yaml'));
    expect(await verdicts(folder)).toEqual(['acme equivalent', 'c wider', 'sub_a equivalent', 'sub_b wider']);
  });

  test.skipIf(process.platform === 'win32')('follows links within the revision', async () => {
    const folder = repository();
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'sub', 'real.txt'), tenant('linked', 'allow'));
    symlinkSync('sub/real.txt', join(folder, 'link.yaml'));
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'link');
    writeFileSync(join(folder, 'sub', 'real.txt'), tenant('linked', 'deny'));
    expect(await verdicts(folder)).toEqual(['acme equivalent', 'linked narrower']);
    symlinkSync('/etc/passwd', join(folder, 'out.yaml'));
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'out');
    await expect(verdicts(folder, 'HEAD~1..HEAD')).rejects.toThrow(
      'out.yaml at HEAD is a link that leads to no file',
    );
  });

  test.each([
    ['a revision that is not there', ['nope...HEAD'], /no revision 'nope'/],
    ['a name that is an option of git', ['--', '--all'], /no revision '--all'/],
    ['a range that begins with one', ['--', '--output=x..HEAD'], /no revision '--output=x'/],
    ['a name with a line break', ['ma\nin'], /no revision/],
    ['a range beside another', ['main..HEAD', 'base'], /names two versions by itself/],
    ['three', ['main', 'base', 'HEAD'], /3 are named/],
    ['one file', ['acme.yaml'], /only acme\.yaml is named/],
    ['a file that is not there', ['gone.yaml', 'acme.yaml'], /neither a file nor a revision/],
    ['a tenant that neither has', ['base', '--tenant', 'acmee'], /did you mean acme/],
    ['a tool that neither names', ['base', '--tool', 'raed'], /did you mean read/],
  ])('refuses %s', async (_, args, message) => {
    const folder = repository();
    expect(await runCommand(['diff', '-q', '-C', folder, ...args])).toMatchObject({
      code: 2,
      message: expect.stringMatching(message),
    });
  });

  test('refuses a version with an error, and names it', async () => {
    const folder = repository();
    writeFileSync(join(folder, 'acme.yaml'), 'tenant_id: acme\nrulez: []\n');
    git(folder, 'commit', '-qam', 'broken');
    writeFileSync(join(folder, 'acme.yaml'), tenant('acme', 'allow'));
    expect(await runCommand(['diff', '-C', folder])).toMatchObject({
      code: 2,
      message: expect.stringMatching(/^HEAD \([0-9a-f]{12}\) has 1 error/),
    });
  });

  test('in CI a clean tree is nothing to compare', async () => {
    const folder = repository();
    const out = ['-o', join(scratchFolder(), 'out')];
    expect(await runCommand(['diff', '-C', folder, ...out])).toEqual({ code: 0 });
    vi.stubEnv('CI', 'true');
    expect(await runCommand(['diff', '-C', folder, ...out])).toMatchObject({
      code: 2,
      message: expect.stringMatching(/nothing has changed since HEAD.*origin\/main\.\.\.HEAD/),
    });
  });

  test('a shallow clone that lacks the base says how to fetch it', async () => {
    const clone = join(scratchFolder(), 'clone');
    git(scratchFolder(), 'clone', '-q', '--depth', '1', `file://${repository()}`, clone);
    for (const operand of ['origin/main...HEAD', 'HEAD~1', 'main..HEAD']) {
      expect(await runCommand(['diff', '-C', clone, operand])).toMatchObject({
        code: 2,
        message: expect.stringMatching(/shallow clone.*fetch-depth: 0/),
      });
    }
    git(clone, 'fetch', '-q', '--depth', '1', 'origin', 'main:refs/remotes/origin/main');
    expect(await runCommand(['diff', '-C', clone, 'origin/main...HEAD'])).toMatchObject({
      code: 2,
      message: expect.stringMatching(/no merge base.*shallow clone.*fetch-depth: 0/),
    });
  });

  test('a branch that only the remote has is suggested', async () => {
    const clone = join(scratchFolder(), 'clone');
    git(scratchFolder(), 'clone', '-q', repository(), clone);
    expect(await runCommand(['diff', '-C', clone, 'main...HEAD'])).toMatchObject({
      code: 2,
      message: expect.stringMatching(/did you mean origin\/main/),
    });
  });

  test('a folder without a repository has no revisions', async () => {
    const out = ['-o', join(scratchFolder(), 'out')];
    expect(
      await runCommand(['diff', '-q', '-C', scratchFolder({ 'a.yaml': tenant('a', 'allow') }), ...out]),
    ).toMatchObject({
      code: 2,
      message: expect.stringMatching(/git cannot be asked here|no revision/),
    });
  });
});
