import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ResolvedWorkspace, resolveWorkspace } from '../engine/index.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { suppressionsName } from '../model/suppression.ts';
import { defaultConfig, type WorkspaceConfig } from '../model/workspace-config.ts';
import { readConfig } from '../parse/read-config.ts';
import { readWorkspace, type WorkspaceReading } from '../parse/read-workspace.ts';
import { prettyDiagnostic } from '../report/pretty-diagnostic.ts';
import { createSourceText } from '../text/source-text.ts';
import { visibleText } from '../text/visible-text.ts';
import { configName, findWorkspace, type WorkspacePlace } from './find-workspace.ts';
import { runBlocking } from './interrupt.ts';
import { listDocuments } from './list-documents.ts';
import { readTextFile } from './read-input.ts';
import { type GivenList, withGivenList, withNamedLists } from './tenant-lists.ts';
import { UserMistake } from './user-mistake.ts';

/** A workspace as every command sees it. */
export interface LoadedWorkspace {
  /** Absolute path of its folder. */
  readonly root: string;
  readonly config: WorkspaceConfig;
  /** The configuration's name and text, where there is one. */
  readonly configFile?: { readonly name: string; readonly text: string };
  /** The text of `policy.suppressions.json`, where there is one. */
  readonly suppressions?: string;
  /** The texts of its YAML files and of lists of tenants, by path relative to the root, with `/`, sorted. */
  readonly files: ReadonlyMap<string, string>;
  readonly reading: WorkspaceReading;
  readonly resolved: ResolvedWorkspace;
  /** What a person should know about how it was found. */
  readonly notes: readonly string[];
}

/** Largest YAML file that is read. */
export const documentLimit: { readonly what: string; readonly maxBytes: number } = {
  what: 'a policy document',
  maxBytes: 8 * 1024 * 1024,
};

/**
 * Finds, reads and puts together the workspace of a folder, or of a named configuration. What is wrong inside a document
 * is among the diagnostics of `reading` and `resolved`; a configuration or file that cannot be read, and a workspace
 * without any policy document, throw `UserMistake`.
 */
export async function loadWorkspace(cwd: string, config?: string): Promise<LoadedWorkspace> {
  return loadWorkspaceAt(findWorkspace(cwd, config));
}

/** The workspace of a place that was found. As `loadWorkspace`. */
export async function loadWorkspaceAt(place: WorkspacePlace): Promise<LoadedWorkspace> {
  return loadWorkspaceFiles(await readWorkspaceFiles(place));
}

/** The texts of a workspace, before anything is made of them. */
export interface WorkspaceFiles extends Pick<LoadedWorkspace, 'root' | 'files' | 'notes' | 'suppressions'> {
  readonly configuration?: Configuration;
  /** The path, among the files, of a list of tenants that no document names. */
  readonly list?: string;
}

/** What decides which files are read and which findings count, as it was elsewhere. */
export interface WorkspaceGate {
  readonly config: Pick<WorkspaceConfig, 'include' | 'exclude' | 'lint'>;
  readonly suppressions?: string;
  /** Whether a configuration below was there too: a new one takes no documents out of the workspace. */
  readonly hadConfiguration: (path: string) => boolean;
}

/**
 * Reads the files of a workspace, through `gate` where one is given, and `list` beside them. Throws `UserMistake` for a
 * configuration or file that cannot be read.
 */
export async function readWorkspaceFiles(
  place: WorkspacePlace,
  gate?: WorkspaceGate,
  list?: GivenList,
): Promise<WorkspaceFiles> {
  const { root } = place;
  const configuration = withGate(readConfiguration(place), gate);
  const { suppressions } = gate ?? { suppressions: readSuppressionsText(root) };
  const { files: names, notes } = await listDocuments(
    place,
    configuration?.config ?? defaultConfig,
    undefined,
    gate?.hadConfiguration,
  );
  const files = runBlocking(() => withNamedLists(root, readFiles(root, names)));
  return {
    root,
    notes,
    ...withGivenList(files, list),
    ...(configuration === undefined ? {} : { configuration }),
    ...(suppressions === undefined ? {} : { suppressions }),
  };
}

/** Puts together what was read. Throws `UserMistake` where no policy document is among it. */
export function loadWorkspaceFiles(found: WorkspaceFiles): LoadedWorkspace {
  const loaded = assembleFiles(found);
  const { reading } = loaded;
  if (reading.sources.size === reading.unrelated.length)
    throw nothingFound(found.root, reading.unrelated.length, found.configuration);
  return loaded;
}

/** Puts together what was read, also where no policy document is among it. */
export function assembleFiles(found: WorkspaceFiles): LoadedWorkspace {
  const { root, files, configuration, notes, suppressions, list } = found;
  const assembled = runBlocking(() =>
    assembleWorkspace(root, files, configuration, notes, list === undefined ? [] : [list]),
  );
  return suppressions === undefined ? assembled : { ...assembled, suppressions };
}

/** A configuration that was read. */
export interface Configuration {
  readonly name: string;
  readonly text: string;
  readonly config: WorkspaceConfig;
}

/**
 * Puts the files of a workspace together, wherever they came from. Also one without any policy document. `lists` are
 * files of tenants that no document names.
 */
export function assembleWorkspace(
  root: string,
  files: ReadonlyMap<string, string>,
  configuration: Configuration | undefined,
  notes: readonly string[],
  lists: readonly string[] = [],
): LoadedWorkspace {
  const settings = configuration?.config ?? defaultConfig;
  const reading = readWorkspace(files, settings, lists);
  return {
    root,
    config: settings,
    ...(configuration === undefined
      ? {}
      : { configFile: { name: configuration.name, text: configuration.text } }),
    files,
    reading,
    resolved: resolveWorkspace(reading.documents, settings),
    notes: [...notes, ...unrelatedNotes(reading.unrelated)],
  };
}

/** All that was found wrong while a workspace was read and put together, errors first, else in the order found. */
export function workspaceDiagnostics({ reading, resolved }: LoadedWorkspace): readonly Diagnostic[] {
  const all = [...reading.diagnostics, ...resolved.diagnostics];
  return [
    ...all.filter(({ severity }) => severity === 'error'),
    ...all.filter(({ severity }) => severity !== 'error'),
  ];
}

function withGate(
  configuration: Configuration | undefined,
  gate: WorkspaceGate | undefined,
): Configuration | undefined {
  if (gate === undefined) return configuration;
  const { include, exclude, lint } = gate.config;
  const { name, text, config } = configuration ?? { name: configName, text: '', config: defaultConfig };
  return { name, text, config: { ...config, include, exclude, lint } };
}

function readSuppressionsText(root: string): string | undefined {
  const file = join(root, suppressionsName);
  if (!existsSync(file)) return undefined;
  return readTextFile(file, suppressionsName, { ...documentLimit, what: 'a file of suppressions' });
}

function readConfiguration(place: WorkspacePlace): Configuration | undefined {
  const name = place.configFile;
  if (name === undefined) return undefined;
  return configurationOf(name, readTextFile(join(place.root, name), visibleText(name), documentLimit));
}

/** Reads a configuration's text. Throws `UserMistake`, naming it `shown`, where anything is wrong with it. */
export function configurationOf(name: string, text: string, shown: string = name): Configuration {
  const { value, diagnostics } = readConfig(name, text);
  if (value !== undefined) return { name, text, config: value };
  const source = createSourceText(name, text);
  const details = diagnostics.map((diagnostic) => prettyDiagnostic(diagnostic, source)).join('\n\n');
  throw new UserMistake(`the configuration ${visibleText(shown)} cannot be used`, { details });
}

function readFiles(root: string, names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    names.map((name) => [name, readTextFile(join(root, name), visibleText(name), documentLimit)]),
  );
}

function nothingFound(
  root: string,
  unrelated: number,
  configuration: Configuration | undefined,
): UserMistake {
  const found =
    unrelated === 0
      ? 'no YAML file'
      : `${unrelated} YAML file${unrelated === 1 ? '' : 's'}, none a policy document,`;
  const chosen = configuration === undefined ? [] : chosenFiles(configuration);
  if (chosen.length > 0)
    return new UserMistake(
      `there is ${found} among what ${chosen.join(' and ')} of ${visibleText(configuration?.name ?? '')} let through`,
      {
        help: 'correct the globs: they are relative to the folder of the configuration, and `exclude` wins',
      },
    );
  return new UserMistake(`there is ${found} in ${visibleText(root)}`, {
    help: 'name the workspace with -C FOLDER, or begin one: policy init',
  });
}

/** Which keys of the configuration say what is read. */
function chosenFiles({ config: { include, exclude } }: Configuration): readonly string[] {
  const isUsual = include.join() === defaultConfig.include.join();
  return [...(isUsual ? [] : ['`include`']), ...(exclude.length === 0 ? [] : ['`exclude`'])];
}

/** What a person should know of files that are no policy documents. */
export function unrelatedNotes(unrelated: readonly string[]): readonly string[] {
  if (unrelated.length === 0) return [];
  const [first = ''] = unrelated;
  if (unrelated.length === 1) return [`${first} is no policy document`];
  return [`${unrelated.length} YAML files are no policy documents, e.g. ${first}`];
}
