import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileSink } from '../../src/host/output-sink.ts';
import { discardPendingFiles } from '../../src/host/pending-files.ts';
import { writeOutputs } from '../../src/host/write-output.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

describe('writing results', () => {
  it('writes every file and leaves nothing else', async () => {
    const folder = scratchFolder({ 'a.json': 'old' });
    await writeOutputs(
      [
        { file: 'a.json', text: 'é' },
        { file: 'b.json', text: '' },
      ],
      folder,
    );
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'b.json']);
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('é');
  });

  it('writes nothing where one of them cannot be written', async () => {
    const folder = scratchFolder({ 'a.json': 'old', 'sub/x': '' });
    const outputs = [
      { file: 'a.json', text: 'new' },
      { file: 'none/b.json', text: 'new' },
    ];
    await expect(writeOutputs(outputs, folder)).rejects.toThrow('there is no folder none');
    await expect(writeOutputs([{ file: 'sub', text: '' }], folder)).rejects.toThrow('sub is a folder');
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('old');
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'sub']);
  });

  it('shows nothing before commit, and nothing after the process has to end', async () => {
    const folder = scratchFolder();
    const sink = fileSink('a.json', folder);
    await sink.write('half');
    expect(readdirSync(folder)).not.toContain('a.json');
    discardPendingFiles();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('writes through a link and keeps permissions', async () => {
    const folder = scratchFolder({ 'real.json': 'old' });
    chmodSync(join(folder, 'real.json'), 0o600);
    symlinkSync('real.json', join(folder, 'link.json'));
    await writeOutputs([{ file: 'link.json', text: 'new' }], folder);
    expect(readFileSync(join(folder, 'real.json'), 'utf8')).toBe('new');
    expect(statSync(join(folder, 'real.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['link.json', 'real.json']);
  });

  it.skipIf(process.platform === 'win32')('writes what is no regular file in its place', async () => {
    await writeOutputs([{ file: '/dev/null', text: 'gone' }], '/');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});
