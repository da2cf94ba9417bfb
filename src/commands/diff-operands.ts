import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { findRevision, mergeBase, type Revision, revisionNamed } from '../host/git-revision.ts';
import { UserMistake } from '../host/user-mistake.ts';

/** One of two versions to compare. */
export type DiffOperand =
  | { readonly kind: 'working tree' }
  | { readonly kind: 'revision'; readonly revision: Revision }
  /** A folder, a policy document or a bundle, as the user wrote it. */
  | { readonly kind: 'path'; readonly path: string };

export type DiffOperands = readonly [from: DiffOperand, to: DiffOperand];

const howTo = 'write two files, folders, bundles or revisions, A..B, A...B, or one revision';

/**
 * The versions that the operands of `policy diff` name: nothing is HEAD and the working tree, one revision it and the working
 * tree, `A..B` two revisions, `A...B` from their merge base. A name that exists as a file is the file. Throws `UserMistake`.
 */
export async function diffOperands(operands: readonly string[], cwd: string): Promise<DiffOperands> {
  const [first, second, ...more] = operands;
  if (more.length > 0)
    throw new UserMistake(`diff compares two, and ${operands.length} are named`, { help: howTo });
  if (first === undefined) return [revisionOperand(await revisionNamed('HEAD', cwd)), workingTree];
  if (second === undefined) return oneOperand(first, cwd);
  return [await versionOperand(first, cwd), await versionOperand(second, cwd)];
}

const workingTree: DiffOperand = { kind: 'working tree' };

function revisionOperand(revision: Revision): DiffOperand {
  return { kind: 'revision', revision };
}

async function oneOperand(operand: string, cwd: string): Promise<DiffOperands> {
  const [, from, dots, to] = /^(.*?)(\.{2,3})(.*)$/s.exec(operand) ?? [];
  const isPath = existsSync(resolve(cwd, operand));
  if (dots !== undefined && !isPath) {
    const [a, b] = [await revisionNamed(from || 'HEAD', cwd), await revisionNamed(to || 'HEAD', cwd)];
    return [revisionOperand(dots === '...' ? await mergeBase(a, b, cwd) : a), revisionOperand(b)];
  }
  if (isPath && (await findRevision(operand, cwd)) === undefined)
    throw new UserMistake(`diff compares two, and only ${operand} is named`, { help: howTo });
  return [revisionOperand(await revisionNamed(operand, cwd)), workingTree];
}

/** A file, folder or bundle, else a revision. Throws `UserMistake`. */
export async function versionOperand(operand: string, cwd: string): Promise<DiffOperand> {
  if (operand === '-') throw new UserMistake('a version cannot be read from standard input', { help: howTo });
  if (/\.\.[^/\\]/.test(operand) && !existsSync(resolve(cwd, operand)))
    throw new UserMistake(`'${operand}' names two versions by itself`, { help: howTo });
  if (existsSync(resolve(cwd, operand))) return { kind: 'path', path: operand };
  if (/[/\\.]/.test(operand) && (await findRevision(operand, cwd).catch(() => undefined)) === undefined)
    throw new UserMistake(`there is neither a file nor a revision '${operand}'`, { help: howTo });
  return revisionOperand(await revisionNamed(operand, cwd));
}
