import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { namedLists } from '../parse/tenant-list/join-lists.ts';
import { visibleText } from '../text/visible-text.ts';
import { type InputLimit, readInput, readTextFile, standardInput } from './read-input.ts';
import { UserMistake } from './user-mistake.ts';
import { workspacePath } from './workspace-path.ts';

/** Largest JSONL or CSV file of tenants that is read. */
export const listLimit: InputLimit = { what: 'a list of tenants', maxBytes: 32 * 1024 * 1024 };

/** What findings call a list that came from standard input; no file is called so. */
const inputName = '<stdin>';

/** A list of tenants that somebody handed over. */
export interface GivenList {
  /** Relative to the workspace, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** Reads a list of tenants that is named on the command line. Throws `UserMistake`. */
export async function readGivenList(path: string, cwd: string, root: string): Promise<GivenList> {
  const text = await readInput(path, cwd, listLimit);
  return { file: path === standardInput ? inputName : workspacePath(path, cwd, root), text };
}

type Texts = ReadonlyMap<string, string>;

/** The files of a workspace with a list that was handed over. Throws `UserMistake` where it is among them already. */
export function withGivenList(
  files: Texts,
  list: GivenList | undefined,
): { readonly files: Texts; readonly list?: string } {
  if (list === undefined) return { files };
  const { file, text } = list;
  if (files.has(file))
    throw new UserMistake(`${visibleText(file)} is read already, and its tenants would stand twice`, {
      help: 'leave --tenants out: a document names the file, or it is a document itself',
    });
  return { files: sortedFiles([...files, [file, text]]), list: file };
}

/**
 * The documents of a folder with the lists of tenants that they name; one that is not there is left out. Throws
 * `UserMistake` for one that cannot be read, or that a link leads to outside the folder.
 */
export function withNamedLists(root: string, documents: Texts): Texts {
  const named = namedLists(documents).filter((file) => !documents.has(file) && existsSync(join(root, file)));
  if (named.length === 0) return documents;
  return sortedFiles([...documents, ...named.map((file): [string, string] => [file, readList(root, file)])]);
}

function readList(root: string, file: string): string {
  const shown = visibleText(file);
  const inside = relative(realpathSync(root), realpathSync(join(root, file)));
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside))
    throw new UserMistake(`${shown} is a link that leads out of the workspace`, {
      help: 'put the file itself there, or hand it to policy lint with --tenants',
    });
  return readTextFile(join(root, file), shown, listLimit);
}

/** Texts in the order of their paths, by code units. */
export function sortedFiles(files: readonly (readonly [string, string])[]): Texts {
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}
