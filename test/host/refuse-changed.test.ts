import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refuseChanged } from '../../src/host/refuse-changed.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const texts = new Map([
  ['a.yaml', '\ufeffa: 1\r\n'],
  ['b.yaml', 'b: 1\n'],
]);

/** Asks of `a.yaml` after something was done in the folder. */
function asked(change: (folder: string) => void): () => void {
  const folder = scratchFolder(Object.fromEntries(texts));
  change(folder);
  const limit = { what: 'a document', maxBytes: 1000 };
  return () => refuseChanged({ root: folder, names: ['a.yaml'], texts, limit });
}

describe('a file that is to be written', () => {
  it('may be as it was read, whatever became of others', () => {
    expect(asked(() => {})).not.toThrow();
    expect(asked((folder) => writeFileSync(join(folder, 'b.yaml'), 'c'))).not.toThrow();
  });

  it('is left alone where somebody wrote it, or took it away', () => {
    expect(asked((folder) => writeFileSync(join(folder, 'a.yaml'), 'a: 1\n'))).toThrow(
      'a.yaml was changed while this ran, and nothing is written',
    );
    expect(asked((folder) => rmSync(join(folder, 'a.yaml')))).toThrow(/a\.yaml/);
  });
});
