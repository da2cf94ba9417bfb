import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFileMemory } from '../../src/host/file-memory.ts';
import { UserMistake } from '../../src/host/user-mistake.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const entries: readonly (readonly [string, string])[] = [
  ['a', 'one'],
  ['b', ''],
  ['c', '\ud800 "x"\n'],
];

async function kept(folder: string, program = 'build 1'): Promise<string> {
  const memory = openFileMemory(folder, program);
  for (const [key, value] of entries) memory.keep(key, value);
  await memory.save();
  return join(folder, 'memory');
}

const recalled = (folder: string, program = 'build 1'): readonly (string | undefined)[] => {
  const memory = openFileMemory(folder, program);
  return entries.map(([key]) => memory.recall(key));
};

const none = [undefined, undefined, undefined];

describe('openFileMemory', () => {
  it('recalls what was kept, and nothing else', async () => {
    const folder = join(scratchFolder(), 'new', 'cache');
    await kept(folder);
    expect(recalled(folder)).toEqual(['one', '', '\ud800 "x"\n']);
    expect(openFileMemory(folder, 'build 1').recall('d')).toBeUndefined();
  });

  it('tells git to leave a folder of its own out, and changes none that was there', async () => {
    const folder = scratchFolder();
    await kept(join(folder, 'cache'));
    expect(readFileSync(join(folder, 'cache', '.gitignore'), 'utf8')).toBe('*\n');
    await kept(folder);
    expect(existsSync(join(folder, '.gitignore'))).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(['cache', 'memory']);
  });

  it('recalls nothing of another build', async () => {
    const folder = scratchFolder();
    await kept(folder);
    expect(recalled(folder, 'build 2')).toEqual(none);
  });

  it('recalls nothing of a file that is not as it was written, and is no error', async () => {
    const folder = scratchFolder();
    const file = await kept(folder);
    const text = readFileSync(file, 'utf8');
    const broken = [
      '',
      '\n',
      text.slice(0, -1),
      text.replace('one', 'two'),
      `${text} `,
      text.replace('build 1', 'build 2'),
      text.slice(text.indexOf('\n') + 1),
      'null',
      text.replace(/\n.*/s, '\n[]'),
    ];
    for (const content of broken) {
      writeFileSync(file, content);
      expect(recalled(folder)).toEqual(none);
    }
    writeFileSync(file, new Uint8Array([0xff, 0xfe, 0, 1]));
    expect(recalled(folder)).toEqual(none);
    writeFileSync(file, text);
    expect(recalled(folder)).toEqual(['one', '', '\ud800 "x"\n']);
  });

  it('recalls nothing where a folder is in its place', () => {
    const folder = scratchFolder();
    mkdirSync(join(folder, 'memory'));
    expect(recalled(folder)).toEqual(none);
  });

  it('forgets what a run that found something new did not ask for', async () => {
    const folder = scratchFolder();
    await kept(folder);
    const second = openFileMemory(folder, 'build 1');
    second.recall('a');
    second.keep('d', 'four');
    await second.save();
    expect(recalled(folder)).toEqual(['one', undefined, undefined]);
    expect(openFileMemory(folder, 'build 1').recall('d')).toBe('four');
  });

  it('writes nothing where nothing is new', async () => {
    const folder = join(scratchFolder(), 'cache');
    const memory = openFileMemory(folder, 'build 1');
    memory.recall('a');
    await memory.save();
    expect(existsSync(folder)).toBe(false);
  });

  it('says that it cannot be written, and leaves what was there', async () => {
    const folder = scratchFolder({ 'in-the-way': 'text' });
    await expect(kept(join(folder, 'in-the-way'))).rejects.toThrow(UserMistake);
    expect(readFileSync(join(folder, 'in-the-way'), 'utf8')).toBe('text');
  });

  it.skipIf(process.getuid?.() === 0)('says that it may not write', async () => {
    const folder = scratchFolder();
    await kept(folder);
    chmodSync(folder, 0o555);
    await expect(kept(folder)).rejects.toThrow(UserMistake);
    chmodSync(folder, 0o755);
    expect(recalled(folder)).toEqual(['one', '', '\ud800 "x"\n']);
  });
});
