import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { findWorkspace } from '../../src/host/find-workspace.ts';
import { mergeBase, revisionNamed } from '../../src/host/git-revision.ts';
import { loadRevision } from '../../src/host/load-revision.ts';
import { loadWorkspace } from '../../src/host/load-workspace.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const document = 'tenant_id: ';
const names = [
  'plans.yaml',
  'b.yml',
  'Z.yaml',
  '.dot.yaml',
  'sub/a.yaml',
  'sub/b.yaml',
  'sub/deep/c.yaml',
  'sub/[x].yaml',
  '.hidden/h.yaml',
  'node_modules/n.yaml',
  'inner/policy.config.yaml',
  'inner/i.yaml',
  'with space/ü.yaml',
  'x.json',
];
let folder = '';

function git(...args: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=e', ...args], { cwd: folder, stdio: 'pipe' });
}

beforeAll(() => {
  folder = scratchFolder(
    Object.fromEntries(names.map((name, at) => [name, name.includes('config') ? '' : `${document}t${at}\n`])),
  );
  git('init', '-q', '-b', 'main');
});

describe('the documents of a revision are those of the folder', () => {
  test.each([
    ['without a configuration', undefined],
    ['as default', ''],
    ['by name', 'include: [plans.yaml, ./sub/a.yaml]'],
    ['by globs', "include: ['sub/**/*.yaml', '*.{yml,json}', '.*.yaml']"],
    [
      'by odd globs',
      "include: ['[a-z]*.yaml', 'sub/!(a).yaml', 'sub/\\[x\\].yaml', '**/i.yaml', 'with space/*']",
    ],
    ['with exclusions', "include: ['**/*.yaml']\nexclude: [sub/deep, 'sub/a.*', 'node_modules/**']"],
  ])('%s', async (what, config) => {
    if (config !== undefined) writeFileSync(join(folder, 'policy.config.yaml'), config);
    git('add', '-f', '.');
    git('commit', '-qm', what, '--allow-empty');
    const onDisk = await loadWorkspace(folder);
    const revision = await loadRevision(findWorkspace(folder), await revisionNamed('HEAD', folder));
    expect([...revision.files.keys()]).toEqual([...onDisk.files.keys()]);
    expect(revision.files.size).toBeGreaterThan(0);
    expect(revision.resolved.workspace).toEqual(onDisk.resolved.workspace);
    expect(revision.configFile).toEqual(onDisk.configFile);
  });
});

test('a merge base names both', async () => {
  const head = await revisionNamed('HEAD', folder);
  expect(await mergeBase(head, head, folder)).toEqual({
    name: 'merge base of HEAD and HEAD',
    commit: head.commit,
  });
});

test('histories that have nothing in common have no merge base', async () => {
  const head = await revisionNamed('HEAD', folder);
  git('checkout', '-q', '--orphan', 'other');
  git('commit', '-qm', 'other', '--allow-empty');
  await expect(mergeBase(head, await revisionNamed('other', folder), folder)).rejects.toThrow(
    'no merge base',
  );
});
