import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findWorkspace } from '../../src/host/find-workspace.ts';
import { listDocuments } from '../../src/host/list-documents.ts';
import { defaultConfig } from '../../src/model/workspace-config.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

async function documentsOf(
  folder: string,
  config: Partial<typeof defaultConfig> = {},
): Promise<readonly string[]> {
  return (await listDocuments(findWorkspace(folder), { ...defaultConfig, ...config })).files;
}

function gitInit(folder: string): void {
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
}

describe('the documents of a workspace', () => {
  it('are all YAML files below it, sorted by code units', async () => {
    const folder = scratchFolder({ 'b.yml': '', 'a.yaml': '', 'Z.yaml': '', 'sub/c.yaml': '', 'd.json': '' });
    expect(await documentsOf(folder)).toEqual(['Z.yaml', 'a.yaml', 'b.yml', 'sub/c.yaml']);
  });

  it('are not in dot folders, node_modules or a workspace of its own', async () => {
    const folder = scratchFolder({
      'policy.config.yaml': '',
      'a.yaml': '',
      '.dotfile.yaml': '',
      '.github/a.yaml': '',
      'sub/.cache/a.yaml': '',
      'sub/node_modules/a.yaml': '',
      'inner/policy.config.yaml': '',
      'inner/deep/a.yaml': '',
    });
    expect(await documentsOf(folder)).toEqual(['.dotfile.yaml', 'a.yaml']);
    expect(await documentsOf(join(folder, 'inner/deep'))).toEqual(['deep/a.yaml']);
  });

  it('are not what git ignores, unless it is tracked', async () => {
    const folder = scratchFolder({
      '.gitignore': 'build/\n*.local.yaml\n',
      'a.yaml': '',
      'a.local.yaml': '',
      'kept.local.yaml': '',
      'build/deep/b.yaml': '',
      'ünïcode ".yaml': '',
    });
    gitInit(folder);
    execFileSync('git', ['add', '--force', 'kept.local.yaml'], { cwd: folder });
    expect(await documentsOf(folder)).toEqual(['a.yaml', 'kept.local.yaml', 'ünïcode ".yaml']);
  });

  it('are what an include says, as written, without what an exclude says', async () => {
    const folder = scratchFolder({
      '.gitignore': 'out/\n',
      'out/a.yaml': '',
      'out/old/b.yaml': '',
      'c.yaml': '',
      '.p/d.yaml': '',
    });
    gitInit(folder);
    expect(
      await documentsOf(folder, { include: ['out/**/*.yaml', '.p/*.yaml'], exclude: ['**/old/**'] }),
    ).toEqual(['.p/d.yaml', 'out/a.yaml']);
  });

  it('may be links to files; links to folders are not followed', async () => {
    const folder = scratchFolder({ 'real/a.yaml': '' });
    symlinkSync('real/a.yaml', join(folder, 'link.yaml'));
    symlinkSync('..', join(folder, 'real/up'));
    expect(await documentsOf(folder)).toEqual(['link.yaml', 'real/a.yaml']);
  });

  it('are all there where git refuses to answer, and a note says so', async () => {
    const folder = scratchFolder({ 'a.yaml': '', '.git': 'gitdir: /nowhere\n' });
    const { files, notes } = await listDocuments(findWorkspace(folder), defaultConfig);
    expect(files).toEqual(['a.yaml']);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(/^git could not tell what it ignores/);
  });
});

describe('finding the workspace', () => {
  it('takes the nearest configuration upward, up to the root of the repository', () => {
    const folder = scratchFolder({
      'policy.config.yaml': '',
      'repo/sub/deep/a.yaml': '',
      'repo/sub/policy.config.yaml': '',
    });
    mkdirSync(join(folder, 'repo/.git'));
    mkdirSync(join(folder, 'repo/other'));
    expect(findWorkspace(join(folder, 'repo/sub/deep')).root).toBe(join(folder, 'repo/sub'));
    expect(findWorkspace(join(folder, 'repo/other'))).toEqual({
      root: join(folder, 'repo/other'),
      gitRoot: join(folder, 'repo'),
    });
  });

  it('takes a named configuration, whatever its name', () => {
    const folder = scratchFolder({ 'policy.config.yaml': '', 'sub/strict.yaml': '' });
    expect(findWorkspace(folder, 'sub/strict.yaml')).toMatchObject({
      root: join(folder, 'sub'),
      configFile: 'strict.yaml',
    });
  });

  const refused: readonly (readonly [string, string, string])[] = [
    ['a configuration that is not there', 'none.yaml', 'there is no configuration none.yaml'],
    ['a folder for a configuration', 'sub', 'sub is a folder, and a configuration is meant'],
  ];
  it.each(refused)('refuses %s', (_what, name, message) => {
    const folder = scratchFolder({ 'sub/a': '' });
    expect(() => findWorkspace(folder, name)).toThrow(message);
  });
});
