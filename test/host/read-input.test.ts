import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readInput } from '../../src/host/read-input.ts';
import { UserMistake } from '../../src/host/user-mistake.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const limit = { what: 'a policy document', maxBytes: 1024 };

describe('reading a file', () => {
  it('gives its text, a byte order mark included', async () => {
    const folder = scratchFolder({ 'a.yaml': '\ufeffkind: plans\n', 'b.yaml': 'é漢😀' });
    expect(await readInput('a.yaml', folder, limit)).toBe('\ufeffkind: plans\n');
    expect(await readInput('./b.yaml', folder, limit)).toBe('é漢😀');
  });

  it('reads a file of exactly the limit', async () => {
    const folder = scratchFolder({ 'a.yaml': 'x'.repeat(1024) });
    expect(await readInput('a.yaml', folder, limit)).toHaveLength(1024);
  });

  it.skipIf(process.platform === 'win32')('reads a pipe, and not past the limit', async () => {
    const folder = scratchFolder({ small: 'x', large: 'x'.repeat(5000) });
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    spawn('sh', ['-c', 'cat small > pipe'], { cwd: folder });
    expect(await readInput('pipe', folder, limit)).toBe('x');
    spawn('sh', ['-c', 'cat large > pipe'], { cwd: folder });
    await expect(readInput('pipe', folder, limit)).rejects.toThrow('pipe is too large');
  });

  const refused: readonly (readonly [string, { readonly [path: string]: string | Uint8Array }, RegExp])[] = [
    ['a missing file', {}, /^there is no file input$/],
    ['a folder', { 'input/a': '' }, /^input is a folder, and a file is meant$/],
    [
      'a file too large',
      { input: 'x'.repeat(1025) },
      /^input is too large: a policy document may have 1 KiB, this is 1\.0 KiB$/,
    ],
    [
      'a binary file',
      { input: Uint8Array.of(0x7f, 0x45, 0, 1) },
      /^input is a binary file, and text is meant$/,
    ],
    ['UTF-16', { input: Uint8Array.of(0xff, 0xfe, 0x61, 0) }, /^input is UTF-16 text$/],
    ['broken UTF-8', { input: Uint8Array.of(0x61, 0xc3, 0x28) }, /^input is not UTF-8 text$/],
  ];
  it.each(refused)('refuses %s', async (_what, files, message) => {
    await expect(readInput('input', scratchFolder(files), limit)).rejects.toThrow(message);
    await expect(readInput('input', scratchFolder(files), limit)).rejects.toBeInstanceOf(UserMistake);
  });

  it('refuses two gigabytes without reading them', async () => {
    const folder = scratchFolder({ 'big.yaml': '' });
    truncateSync(join(folder, 'big.yaml'), 2 ** 31);
    await expect(readInput('big.yaml', folder, limit)).rejects.toThrow('this is 2 GiB');
  });

  it('refuses a link to itself', async () => {
    const folder = scratchFolder();
    symlinkSync('loop', join(folder, 'loop'));
    await expect(readInput('loop', folder, limit)).rejects.toThrow(
      'loop is a link that leads back to itself',
    );
  });

  it.skipIf(process.getuid?.() === 0)('refuses what it may not read', async () => {
    const folder = scratchFolder({ 'a.yaml': '' });
    chmodSync(join(folder, 'a.yaml'), 0);
    await expect(readInput('a.yaml', folder, limit)).rejects.toThrow('no permission for a.yaml');
  });

  it('names the file so that a terminal shows and does not obey it', async () => {
    await expect(readInput('a\u001b[2Jb', scratchFolder(), limit)).rejects.toThrow(
      'there is no file a\\u{1b}[2Jb',
    );
  });
});
