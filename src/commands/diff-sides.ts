import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DiffSide } from '../analysis/diff/workspace-change.ts';
import { decodeWorkspace } from '../bundle/decode-workspace.ts';
import { inspectBundle } from '../bundle/inspect-bundle.ts';
import { defaultSizeLimits } from '../bundle/unpack-bundle.ts';
import { withSlashes } from '../host/expand-files.ts';
import { fileProblem } from '../host/file-problem.ts';
import { findWorkspace, workspaceIn } from '../host/find-workspace.ts';
import { loadRevision } from '../host/load-revision.ts';
import {
  assembleWorkspace,
  documentLimit,
  type LoadedWorkspace,
  loadWorkspace,
  loadWorkspaceAt,
} from '../host/load-workspace.ts';
import { decodeText, tooLarge } from '../host/read-input.ts';
import { UserMistake } from '../host/user-mistake.ts';
import type { NamedTexts } from '../report/text-patches.ts';
import { visibleText } from '../text/visible-text.ts';
import type { CommandContext } from './command-context.ts';
import type { DiffOperand } from './diff-operands.ts';
import { gateSide } from './gate-side.ts';
import { refuseUnsound } from './load-sound-workspace.ts';

/** A version that was loaded, and how it is called. */
export interface LoadedSide {
  readonly name: string;
  readonly side: DiffSide;
  /** Its texts by name; absent for a bundle, which has none. */
  readonly texts?: NamedTexts;
  /** The one file that it is. */
  readonly file?: string;
}

/** Loads a version. One with an error among its documents is refused, with the errors. Throws `UserMistake`. */
export async function loadSide(operand: DiffOperand, context: CommandContext): Promise<LoadedSide> {
  switch (operand.kind) {
    case 'working tree':
      return workspaceSide('working tree', await loadWorkspace(context.cwd, context.config), context);
    case 'revision': {
      const { name, commit } = operand.revision;
      const loaded = await loadRevision(findWorkspace(context.cwd, context.config), operand.revision);
      return workspaceSide(`${name} (${commit.slice(0, 12)})`, loaded, context);
    }
    case 'path':
      return pathSide(operand.path, context);
  }
}

function workspaceSide(name: string, loaded: LoadedWorkspace, context: CommandContext): LoadedSide {
  for (const note of loaded.notes) context.note(`${name}: ${note}`);
  refuseUnsound(loaded, context, visibleText(name));
  const { configFile, resolved, files } = loaded;
  return {
    name,
    side: { workspace: resolved.workspace, gate: gateSide(loaded) },
    texts: configFile === undefined ? files : new Map([...files, [configFile.name, configFile.text]]),
  };
}

async function pathSide(path: string, context: CommandContext): Promise<LoadedSide> {
  const absolute = resolve(context.cwd, path);
  const name = withSlashes(path);
  if (statSync(absolute).isDirectory()) {
    return workspaceSide(name, await loadWorkspaceAt(workspaceIn(absolute)), context);
  }
  const bytes = readBytes(absolute, visibleText(name));
  return isGzip(bytes) ? bundleSide(name, bytes) : fileSide(name, bytes, context);
}

function readBytes(absolute: string, shown: string): Uint8Array {
  try {
    const stat = statSync(absolute);
    if (!stat.isFile()) throw new UserMistake(`${shown} is no regular file`);
    const maxBytes = Math.max(documentLimit.maxBytes, defaultSizeLimits.compressedBytes);
    if (stat.size > maxBytes) throw tooLarge(shown, { what: 'what is compared', maxBytes }, stat.size);
    return readFileSync(absolute);
  } catch (error) {
    throw error instanceof UserMistake ? error : fileProblem(error, shown);
  }
}

function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b;
}

/** Whether a runtime would load it is not asked. */
function bundleSide(name: string, bytes: Uint8Array): LoadedSide {
  const inspected = inspectBundle(bytes, (content) => createHash('sha256').update(content).digest());
  const decoded = inspected.ok ? decodeWorkspace(inspected.value.data) : inspected;
  if (decoded.ok) return { name, side: { workspace: decoded.value } };
  const { check, message } = decoded.problem;
  throw new UserMistake(`${name} is no bundle that can be compared: ${message}`, {
    help: `the check that failed is ${check}`,
  });
}

/** A document as a workspace of its own: no plans, no boundaries, no baseline but what it holds itself. */
function fileSide(name: string, bytes: Uint8Array, context: CommandContext): LoadedSide {
  const shown = visibleText(name);
  if (bytes.length > documentLimit.maxBytes) throw tooLarge(shown, documentLimit, bytes.length);
  const texts = new Map([[name, decodeText(bytes, shown)]]);
  const loaded = assembleWorkspace(context.cwd, texts, undefined, []);
  if (loaded.reading.unrelated.length > 0) throw new UserMistake(`${shown} is no policy document`);
  refuseUnsound(loaded, context, shown);
  return { name, side: { workspace: loaded.resolved.workspace }, texts, file: name };
}
