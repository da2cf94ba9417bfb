import { suppressionsName } from '../model/suppression.ts';
import { defaultConfig } from '../model/workspace-config.ts';
import { namedLists } from '../parse/tenant-list/join-lists.ts';
import { fileTree } from './file-tree.ts';
import { configName, type WorkspacePlace } from './find-workspace.ts';
import type { Revision } from './git-revision.ts';
import { runBlocking } from './interrupt.ts';
import { listDocuments } from './list-documents.ts';
import {
  assembleWorkspace,
  type Configuration,
  configurationOf,
  documentLimit,
  type LoadedWorkspace,
  type WorkspaceFiles,
  type WorkspaceGate,
} from './load-workspace.ts';
import { type RevisionFiles, revisionFiles } from './revision-files.ts';
import { listLimit, sortedFiles } from './tenant-lists.ts';

/**
 * The workspace as it was at a revision, read from git's objects: nothing is checked out. It is without any document where
 * its folder was not there yet. Throws `UserMistake` as `loadWorkspace` does.
 */
export async function loadRevision(place: WorkspacePlace, revision: Revision): Promise<LoadedWorkspace> {
  const tree = await revisionFiles(place.root, revision);
  const { configuration, suppressions } = await gateOf(tree, place, revision);
  const { files, notes } = await textsAt(tree, place, configuration);
  const loaded = runBlocking(() => assembleWorkspace(place.root, files, configuration, notes));
  return suppressions === undefined ? loaded : { ...loaded, suppressions };
}

/**
 * The texts that a workspace had at a revision, by the configuration of `found`: what its gate would have read then. A
 * list of tenants that was handed over is among them where the revision has the file. Throws `UserMistake`.
 */
export async function filesAtRevision(found: WorkspaceFiles, revision: Revision): Promise<WorkspaceFiles> {
  const { root, configuration, list, suppressions } = found;
  const tree = await revisionFiles(root, revision);
  const place = { root, configFile: configuration?.name ?? configName };
  const { files, notes } = await textsAt(tree, place, configuration);
  const hasList = list !== undefined && tree.files.has(list);
  const given = hasList ? await tree.read([list], listLimit) : [];
  return {
    root,
    notes,
    files: sortedFiles([...files, ...given]),
    ...(configuration === undefined ? {} : { configuration }),
    ...(hasList ? { list } : {}),
    ...(suppressions === undefined ? {} : { suppressions }),
  };
}

async function textsAt(
  { files, submodules, read }: RevisionFiles,
  place: WorkspacePlace,
  configuration: Configuration | undefined,
): Promise<Pick<WorkspaceFiles, 'files' | 'notes'>> {
  const links = new Set([...files].filter(([, { isLink }]) => isLink).map(([path]) => path));
  const listed = await listDocuments(
    { ...place, configFile: configuration?.name ?? configName },
    configuration?.config ?? defaultConfig,
    fileTree(place.root, files.keys(), links),
  );
  const documents = await read(listed.files, documentLimit);
  const lists = namedLists(documents).filter((file) => files.has(file) && !documents.has(file));
  const [submodule] = submodules;
  const notes = submodule === undefined ? [] : [`submodules are not read, e.g. ${submodule}`];
  return {
    files: sortedFiles([...documents, ...(await read(lists, listLimit))]),
    notes: [...listed.notes, ...notes],
  };
}

/** What decided at a revision which files are read and which findings count. Throws as `loadRevision`. */
export async function loadGate(place: WorkspacePlace, revision: Revision): Promise<WorkspaceGate> {
  const tree = await revisionFiles(place.root, revision);
  const { configuration, suppressions } = await gateOf(tree, place, revision);
  return {
    config: configuration?.config ?? defaultConfig,
    hadConfiguration: (path) => tree.files.has(path),
    ...(suppressions === undefined ? {} : { suppressions }),
  };
}

async function gateOf(
  { files, read }: RevisionFiles,
  place: WorkspacePlace,
  revision: Revision,
): Promise<{ readonly configuration?: Configuration; readonly suppressions?: string }> {
  const name = place.configFile ?? configName;
  const texts = await read(
    [name, suppressionsName].filter((path) => files.has(path)),
    documentLimit,
  );
  const [text, suppressions] = [texts.get(name), texts.get(suppressionsName)];
  return {
    ...(text === undefined
      ? {}
      : { configuration: configurationOf(name, text, `${name} at ${revision.name}`) }),
    ...(suppressions === undefined ? {} : { suppressions }),
  };
}
