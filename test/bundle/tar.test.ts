import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { readTar } from '../../src/bundle/read-tar.ts';
import { headerSum, writeTar } from '../../src/bundle/write-tar.ts';
import { utf8 } from './bundles.ts';

const files = [
  { name: 'bulkhead/data.json', bytes: utf8('{}') },
  { name: '.manifest', bytes: utf8('x'.repeat(513)) },
  { name: 'bulkhead/empty.bin', bytes: new Uint8Array() },
];

/** An archive with its first header changed, and the checksum made right again. */
function tricked(change: (header: Uint8Array, tar: Uint8Array) => void): Uint8Array {
  const tar = writeTar(files);
  change(tar.subarray(0, 512), tar);
  sign(tar.subarray(0, 512));
  return tar;
}

function sign(header: Uint8Array): void {
  header.set(utf8(`${headerSum(header).toString(8).padStart(6, '0')}\0 `), 148);
}

function named(name: string): Uint8Array {
  return tricked((header) => {
    header.fill(0, 0, 100);
    header.set(utf8(name), 0);
  });
}

function typed(type: string): Uint8Array {
  return tricked((header) => header.set(utf8(type), 156));
}

const dataHeader = 512 + 1024;

describe('writeTar', () => {
  it('writes what the system reads, sorted, with fixed times and owners', () => {
    const { stdout, status } = spawnSync('tar', ['--full-time', '--numeric-owner', '-tvf', '-'], {
      input: writeTar(files),
      encoding: 'utf8',
      env: { ...process.env, TZ: 'UTC' },
    });
    expect(status).toBe(0);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.replace(/ +/g, ' ')),
    ).toEqual([
      '-rw-r--r-- 0/0 513 1970-01-01 00:00:00 .manifest',
      '-rw-r--r-- 0/0 2 1970-01-01 00:00:00 bulkhead/data.json',
      '-rw-r--r-- 0/0 0 1970-01-01 00:00:00 bulkhead/empty.bin',
    ]);
  });

  it('does not depend on the order of the files', () => {
    expect(writeTar([...files].reverse())).toEqual(writeTar(files));
  });
});

describe('readTar', () => {
  it('reads what is written', () => {
    const read = readTar(writeTar(files), 3);
    expect(read.ok && new Map(read.value.map(({ name, bytes }) => [name, [...bytes]]))).toEqual(
      new Map(files.map(({ name, bytes }) => [name, [...bytes]])),
    );
  });

  it('takes no more files than the limit', () => {
    expect(readTar(writeTar(files), 2)).toMatchObject({ ok: false, problem: { check: 'limits' } });
  });

  it.each<[string, Uint8Array]>([
    ['an absolute name', named('/etc/passwd')],
    ['a name that leaves the root', named('bulkhead/../../x')],
    ['a name that only goes up', named('..')],
    ['a name with a dot segment', named('./.manifest')],
    ['a name with an empty segment', named('bulkhead//x')],
    ['a folder name', named('bulkhead/')],
    ['a backslash', named('bulkhead\\x')],
    ['a drive', named('C:x')],
    ['a control character', named('bulkhead/x\n')],
    ['no name', named('\0x')],
    ['a name outside ASCII', named('bulkhead/é')],
    ['a name with a hidden tail', named('.manifest\0/../x')],
    ['a hard link', typed('1')],
    ['a symbolic link', typed('2')],
    ['a character device', typed('3')],
    ['a block device', typed('4')],
    ['a folder', typed('5')],
    ['a pipe', typed('6')],
    ['a contiguous file', typed('7')],
    ['a pax header', typed('x')],
    ['a global pax header', typed('g')],
    ['a GNU long name', typed('L')],
    ['a GNU sparse file', typed('S')],
    ['the old type', typed('\0')],
    ['a link target', tricked((header) => header.set(utf8('x'), 157))],
    ['a prefix', tricked((header) => header.set(utf8('../..'), 345))],
    ['the GNU format', tricked((header) => header.set(utf8('ustar  \0'), 257))],
    ['the format before ustar', tricked((header) => header.fill(0, 257, 265))],
    ['a binary size', tricked((header) => header.set([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1], 124))],
    ['a negative size', tricked((header) => header.set(utf8('-0000000001\0'), 124))],
    ['a size in spaces', tricked((header) => header.set(utf8('       1001 '), 124))],
    ['a size past the end', tricked((header) => header.set(utf8('77777777777\0'), 124))],
    ['a size that swallows the next file', tricked((header) => header.set(utf8('00000007777\0'), 124))],
    ['a size that is too small', tricked((header) => header.set(utf8('00000000001\0'), 124))],
    ['data in the padding', tricked((_header, tar) => tar.fill(1, 512 + 513, 512 + 514))],
    [
      'the same name twice',
      tricked((header, tar) => {
        tar.set(header, dataHeader);
        tar.set(utf8('00000000002\0'), dataHeader + 124);
        sign(tar.subarray(dataHeader, dataHeader + 512));
      }),
    ],
    [
      'a wrong checksum',
      (() => {
        const tar = writeTar(files);
        tar.fill(0x31, 100, 101);
        return tar;
      })(),
    ],
    ['no end', writeTar(files).subarray(0, -1024)],
    ['half an end', writeTar(files).subarray(0, -512)],
    ['a cut end', writeTar(files).subarray(0, -1)],
    ['a file behind the end', Buffer.concat([writeTar(files), writeTar(files)])],
    ['a byte behind the end', tricked((_header, tar) => tar.fill(1, tar.length - 1))],
  ])('refuses %s', (_title, tar) => {
    expect(readTar(tar, 10)).toMatchObject({ ok: false, problem: { check: 'archive' } });
  });

  it('takes zeros behind the end, as programs that write whole records do', () => {
    expect(readTar(Buffer.concat([writeTar(files), Buffer.alloc(10_240 - 512)]), 10)).toMatchObject({
      ok: true,
    });
  });
});
