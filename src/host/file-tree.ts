import { relative } from 'node:path';
import { withSlashes } from './expand-files.ts';
import type { FileTree } from './list-documents.ts';

/** What a folder holds, as the file system would say it. */
interface Entry {
  readonly isFile: () => boolean;
  readonly isDirectory: () => boolean;
  readonly isSymbolicLink: () => boolean;
  readonly isBlockDevice: () => boolean;
  readonly isCharacterDevice: () => boolean;
  readonly isFIFO: () => boolean;
  readonly isSocket: () => boolean;
  name: string;
}

type Done<T> = (error: null, entries: T[]) => void;

/** Files that are not on disk as if they were below `root`. `links` are those of the paths that are links. */
export function fileTree(root: string, paths: Iterable<string>, links: ReadonlySet<string>): FileTree {
  const known = new Set(paths);
  const folders = new Map<string, Map<string, Entry>>([['', new Map()]]);
  for (const path of known) addPath(path, links.has(path), folders);
  const list = (folder: string): readonly Entry[] | undefined => {
    const entries = folders.get(withSlashes(relative(root, folder)));
    return entries === undefined ? undefined : [...entries.values()];
  };
  function readdir(folder: string, options: { withFileTypes: true }, done: Done<Entry>): void;
  function readdir(folder: string, done: Done<string>): void;
  function readdir(folder: string, second: { withFileTypes: true } | Done<string>, done?: Done<Entry>): void {
    const entries = list(folder) ?? [];
    if (typeof second === 'function')
      second(
        null,
        entries.map(({ name }) => name),
      );
    else done?.(null, [...entries]);
  }
  return { readdir, has: (path) => known.has(path) };
}

function addPath(path: string, isLink: boolean, folders: Map<string, Map<string, Entry>>): void {
  const segments = path.split('/');
  for (const [index, name] of segments.entries()) {
    const folder = segments.slice(0, index).join('/');
    const isLast = index === segments.length - 1;
    const entries = folders.get(folder) ?? new Map<string, Entry>();
    folders.set(folder, entries);
    if (!entries.has(name)) entries.set(name, entry(name, isLast ? (isLink ? 'link' : 'file') : 'folder'));
  }
}

function entry(name: string, kind: 'file' | 'folder' | 'link'): Entry {
  const no = (): boolean => false;
  return {
    name,
    isFile: () => kind === 'file',
    isDirectory: () => kind === 'folder',
    isSymbolicLink: () => kind === 'link',
    isBlockDevice: no,
    isCharacterDevice: no,
    isFIFO: no,
    isSocket: no,
  };
}
