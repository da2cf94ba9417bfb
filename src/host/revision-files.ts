import { posix } from 'node:path';
import { visibleText } from '../text/visible-text.ts';
import { folderAtRevision } from './folder-at-revision.ts';
import { runGit } from './git.ts';
import { askGit, type Revision } from './git-revision.ts';
import type { InputLimit } from './read-input.ts';
import { decodeText, tooLarge } from './read-input.ts';
import { UserMistake } from './user-mistake.ts';

/** A file of a revision. */
interface RevisionFile {
  readonly object: string;
  /** In bytes. */
  readonly size: number;
  readonly isLink: boolean;
}

/** The files of a folder at a revision. */
export interface RevisionFiles {
  /** By path relative to the folder, with `/`. */
  readonly files: ReadonlyMap<string, RevisionFile>;
  /** Other repositories within, which are not read. */
  readonly submodules: readonly string[];
  /** The texts of some of them, links followed. Throws `UserMistake` for what is too large or no text. */
  readonly read: (paths: readonly string[], limit: InputLimit) => Promise<ReadonlyMap<string, string>>;
}

/** The files that a folder on disk has at a revision of its repository; none where it was not there yet. */
export async function revisionFiles(folder: string, revision: Revision): Promise<RevisionFiles> {
  const { path: prefix } = await folderAtRevision(folder, revision);
  // With --quiet 1 says that nothing is called so.
  const name = prefix === '' ? `${revision.commit}^{tree}` : `${revision.commit}:${prefix}`;
  const { code, output } = await askGit(['rev-parse', '--verify', '--quiet', name], folder);
  if (code > 1) throw new UserMistake(`git cannot tell what ${visibleText(revision.name)} holds`);
  const listed =
    code === 0
      ? await listTree(output.trim(), folder)
      : { files: new Map<string, RevisionFile>(), submodules: [] };
  const { files } = listed;
  return { ...listed, read: (paths, limit) => readFiles(paths, files, folder, revision, limit) };
}

async function listTree(tree: string, folder: string): Promise<Pick<RevisionFiles, 'files' | 'submodules'>> {
  const listed = await askGit(['ls-tree', '-r', '-z', '-l', '--full-tree', tree], folder);
  if (listed.code !== 0) throw new UserMistake(`git cannot list the files of the tree ${tree}`);
  const files = new Map<string, RevisionFile>();
  const submodules: string[] = [];
  for (const line of listed.output.split('\0')) {
    const tab = line.indexOf('\t');
    const [mode, type, object = '', size] = line.slice(0, tab).trim().split(/ +/);
    if (tab === -1) continue;
    const path = line.slice(tab + 1);
    if (type === 'commit') submodules.push(path);
    else files.set(path, { object, size: Number(size), isLink: mode === '120000' });
  }
  return { files, submodules };
}

async function readFiles(
  paths: readonly string[],
  files: ReadonlyMap<string, RevisionFile>,
  folder: string,
  revision: Revision,
  limit: InputLimit,
): Promise<ReadonlyMap<string, string>> {
  const targets = await followLinks(paths, files, folder, revision);
  for (const [path, { size }] of targets) {
    if (size > limit.maxBytes) throw tooLarge(shownFile(path, revision), limit, size);
  }
  const blobs = await readBlobs([...targets.values()], folder);
  return new Map(
    [...targets].map(([path, { object }]) => {
      const bytes = blobs.get(object);
      const shown = shownFile(path, revision);
      if (bytes === undefined)
        throw new UserMistake(`${shown} is not in this clone`, { help: 'fetch it: git fetch --refetch' });
      return [path, decodeText(bytes, shown)];
    }),
  );
}

const mostLinks = 16;

/** The files that paths lead to. A link may lead to any file of the same folder. */
async function followLinks(
  paths: readonly string[],
  files: ReadonlyMap<string, RevisionFile>,
  folder: string,
  revision: Revision,
): Promise<ReadonlyMap<string, RevisionFile>> {
  const found = new Map<string, RevisionFile>();
  for (const path of paths) {
    let at = path;
    let file = files.get(at);
    for (let step = 0; file?.isLink === true && step < mostLinks; step++) {
      const target = (await readBlobs([file], folder)).get(file.object);
      at = posix.join(posix.dirname(at), target?.toString('utf8') ?? '');
      file = files.get(at);
    }
    if (file === undefined || file.isLink) {
      throw new UserMistake(`${shownFile(path, revision)} is a link that leads to no file of the workspace`);
    }
    found.set(path, file);
  }
  return found;
}

function shownFile(path: string, { name }: Revision): string {
  return visibleText(`${path} at ${name}`);
}

/** The bytes of objects by their names; those that are not there are left out. */
async function readBlobs(
  files: readonly RevisionFile[],
  folder: string,
): Promise<ReadonlyMap<string, Buffer>> {
  const objects = [...new Set(files.map(({ object }) => object))];
  const blobs = new Map<string, Buffer>();
  if (objects.length === 0) return blobs;
  const answer = await runGit(['cat-file', '--batch'], folder, `${objects.join('\n')}\n`);
  const output = answer?.output ?? Buffer.alloc(0);
  // `<name> blob <size>`, a line break, the bytes, a line break; or `<name> missing`.
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(0x0a, at);
    if (end === -1) break;
    const [object = '', type, size = ''] = output.toString('utf8', at, end).split(' ');
    at = end + 1;
    if (type !== 'blob') continue;
    blobs.set(object, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return blobs;
}
