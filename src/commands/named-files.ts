import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { expandFiles } from '../host/expand-files.ts';
import { standardInput } from '../host/read-input.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { workspacePath } from '../host/workspace-path.ts';

/** What is to be known of a workspace to tell its documents. */
export interface KnownDocuments {
  /** Absolute path of the workspace's folder. */
  readonly root: string;
  readonly sources: ReadonlyMap<string, unknown>;
  readonly unrelated: readonly string[];
}

/**
 * The files that operands name, as paths of the workspace; undefined where there are no operands. Throws `UserMistake`
 * for what is no policy document of the workspace.
 */
export async function namedFiles(
  operands: readonly string[],
  cwd: string,
  known: KnownDocuments,
): Promise<ReadonlySet<string> | undefined> {
  if (operands.length === 0) return undefined;
  const unrelated = new Set(known.unrelated);
  const files = new Set<string>();
  for (const name of await expandFiles(operands, cwd)) {
    if (name === standardInput) throw new UserMistake('a workspace cannot be read from standard input');
    if (statSync(resolve(cwd, name), { throwIfNoEntry: false })?.isDirectory() === true) {
      throw new UserMistake(`${name} is a folder, and a file is meant`, {
        help: `lint the workspace it is with -C ${name}, or name the files in it`,
      });
    }
    const file = workspacePath(name, cwd, known.root);
    if (unrelated.has(file)) throw new UserMistake(`${name} is no policy document`);
    if (!known.sources.has(file)) {
      throw new UserMistake(`${name} is not among the documents of the workspace in ${known.root}`, {
        help: 'include and exclude of policy.config.yaml say which files are; see also .gitignore',
      });
    }
    files.add(file);
  }
  return files;
}
