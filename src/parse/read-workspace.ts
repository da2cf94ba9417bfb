import type { Diagnostic } from '../model/diagnostic.ts';
import type { PolicyDocument } from '../model/documents.ts';
import type { WorkspaceConfig } from '../model/workspace-config.ts';
import { createSourceText, type SourceText } from '../text/source-text.ts';
import { findDuplicates } from './find-duplicates.ts';
import type { IgnoreComment } from './ignore-comments.ts';
import { readDocument } from './read-document.ts';
import { createListReader } from './tenant-list/join-lists.ts';
import { formatOfName } from './tenant-list/list-file.ts';

/** What came of reading a workspace's files. */
export interface WorkspaceReading {
  /** In the order of the files. See `DocumentReading` on documents of files with errors. */
  readonly documents: readonly PolicyDocument[];
  readonly diagnostics: readonly Diagnostic[];
  /** Every file that was read, by its path, unrelated ones too. */
  readonly sources: ReadonlyMap<string, SourceText>;
  /** Files that are no policy documents: other YAML, and JSONL and CSV files that no document names. */
  readonly unrelated: readonly string[];
  readonly ignores: readonly IgnoreComment[];
}

/**
 * Reads the files of a workspace, texts by path, and holds their documents against each other. JSONL and CSV files are
 * lists of tenants where a document's `from` names them, or `lists` does. Files called `policy.config.yaml` are passed
 * over. Pure; never throws.
 */
export function readWorkspace(
  files: ReadonlyMap<string, string>,
  _config: WorkspaceConfig,
  lists: readonly string[] = [],
): WorkspaceReading {
  const documents: PolicyDocument[] = [];
  const diagnostics: Diagnostic[] = [];
  const sources = new Map<string, SourceText>();
  const unrelated: string[] = [];
  const ignores: IgnoreComment[] = [];
  const reader = createListReader(files);
  for (const [file, text] of files) {
    if (isConfigFile(file) || formatOfName(file) !== undefined || lists.includes(file)) continue;
    const reading = readDocument(file, text);
    sources.set(file, reading.source);
    if (reading.unrelated) unrelated.push(file);
    for (const document of reading.documents)
      documents.push(document.kind === 'tenants' ? reader.join(document) : document);
    for (const diagnostic of reading.diagnostics) diagnostics.push(diagnostic);
    for (const ignore of reading.ignores) ignores.push(ignore);
  }
  for (const file of lists) documents.push(reader.alone(file));
  for (const [file, source] of reader.sources) sources.set(file, source);
  for (const diagnostic of reader.diagnostics) diagnostics.push(diagnostic);
  for (const [file, text] of files) {
    if (sources.has(file) || isConfigFile(file)) continue;
    sources.set(file, createSourceText(file, text));
    unrelated.push(file);
  }
  for (const duplicate of findDuplicates(documents, sources)) diagnostics.push(duplicate);
  return { documents, diagnostics, sources, unrelated, ignores };
}

function isConfigFile(file: string): boolean {
  return file === 'policy.config.yaml' || file.endsWith('/policy.config.yaml');
}
