import { describe, expect, it } from 'vitest';
import { expandFiles, withSlashes } from '../../src/host/expand-files.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const files = { 'b.yaml': '', 'a.yaml': '', 'sub/c.yaml': '', '[x].yaml': '', 'notes.txt': '' };

const found: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['a name', ['b.yaml'], ['b.yaml']],
  ['names in the order given', ['b.yaml', 'a.yaml'], ['b.yaml', 'a.yaml']],
  ['a glob, sorted', ['*.yaml'], ['[x].yaml', 'a.yaml', 'b.yaml']],
  ['a glob of folders', ['**/c.yaml'], ['sub/c.yaml']],
  ['a file once, however it is written', ['a.yaml', './a.yaml', 'sub/../a.yaml'], ['a.yaml']],
  ['a file once', ['a.yaml', '*.yaml'], ['a.yaml', '[x].yaml', 'b.yaml']],
  ['a name with the characters of a glob', ['[x].yaml'], ['[x].yaml']],
  ['standard input', ['-'], ['-']],
  ['a folder, which reading then refuses', ['sub'], ['sub']],
];

describe('files of a command line', () => {
  it.each(found)('takes %s', async (_what, names, expected) => {
    expect(await expandFiles(names, scratchFolder(files))).toEqual(expected);
  });

  const refused: readonly (readonly [string, string, string])[] = [
    ['a glob that matches nothing', '*.json', 'no files match *.json'],
    ['a missing file', 'c.yaml', 'there is no file c.yaml'],
    ['an empty name', '', "there is no file ''"],
    ['a hostile name', 'a\u202eb', 'there is no file a\\u{202e}b'],
  ];
  it.each(refused)('refuses %s', async (_what, name, message) => {
    await expect(expandFiles([name], scratchFolder(files))).rejects.toThrow(message);
  });

  it('takes a backslash for a slash on Windows only', () => {
    expect(withSlashes('a\\b', 'win32')).toBe('a/b');
    expect(withSlashes('a\\b', 'linux')).toBe('a\\b');
  });
});
