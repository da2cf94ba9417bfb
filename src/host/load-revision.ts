import { configName, type WorkspacePlace } from './find-workspace.ts';
import { fileTree } from './file-tree.ts';
import type { Revision } from './git-revision.ts';
import { runBlocking } from './interrupt.ts';
import { listDocuments } from './list-documents.ts';
import { assembleWorkspace, configurationOf, documentLimit, type LoadedWorkspace } from './load-workspace.ts';
import { defaultConfig } from '../model/workspace-config.ts';
import { revisionFiles } from './revision-files.ts';

/**
 * The workspace as it was at a revision, read from git's objects: nothing is checked out. It is without any document where
 * its folder was not there yet. Throws `UserMistake` as `loadWorkspace` does.
 */
export async function loadRevision(place: WorkspacePlace, revision: Revision): Promise<LoadedWorkspace> {
  const { files, submodules, read } = await revisionFiles(place.root, revision);
  const name = place.configFile ?? configName;
  const configuration = files.has(name)
    ? configurationOf(
        name,
        (await read([name], documentLimit)).get(name) ?? '',
        `${name} at ${revision.name}`,
      )
    : undefined;
  const links = new Set([...files].filter(([, { isLink }]) => isLink).map(([path]) => path));
  const listed = await listDocuments(
    { ...place, configFile: name },
    configuration?.config ?? defaultConfig,
    fileTree(place.root, files.keys(), links),
  );
  const texts = await read(listed.files, documentLimit);
  const [submodule] = submodules;
  const notes = submodule === undefined ? [] : [`submodules are not read, e.g. ${submodule}`];
  return runBlocking(() => assembleWorkspace(place.root, texts, configuration, [...listed.notes, ...notes]));
}
