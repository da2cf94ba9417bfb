import type { Diagnostic } from '../model/diagnostic.ts';
import type { PolicyDocument } from '../model/documents.ts';
import type { WorkspaceConfig } from '../model/workspace-config.ts';
import type { SourceText } from '../text/source-text.ts';
import { findDuplicates } from './find-duplicates.ts';
import type { IgnoreComment } from './ignore-comments.ts';
import { readDocument } from './read-document.ts';

/** What came of reading a workspace's files. */
export interface WorkspaceReading {
  /** In the order of the files. See `DocumentReading` on documents of files with errors. */
  readonly documents: readonly PolicyDocument[];
  readonly diagnostics: readonly Diagnostic[];
  /** Every file that was read, by its path, unrelated ones too. */
  readonly sources: ReadonlyMap<string, SourceText>;
  /** Files that are YAML but no policy documents. */
  readonly unrelated: readonly string[];
  readonly ignores: readonly IgnoreComment[];
}

/**
 * Reads the files of a workspace, texts by path, and holds their documents against each other. Files called
 * `policy.config.yaml` are passed over. Pure; never throws.
 */
export function readWorkspace(
  files: ReadonlyMap<string, string>,
  _config: WorkspaceConfig,
): WorkspaceReading {
  const documents: PolicyDocument[] = [];
  const diagnostics: Diagnostic[] = [];
  const sources = new Map<string, SourceText>();
  const unrelated: string[] = [];
  const ignores: IgnoreComment[] = [];
  for (const [file, text] of files) {
    if (isConfigFile(file)) continue;
    const reading = readDocument(file, text);
    sources.set(file, reading.source);
    if (reading.unrelated) unrelated.push(file);
    for (const document of reading.documents) documents.push(document);
    for (const diagnostic of reading.diagnostics) diagnostics.push(diagnostic);
    for (const ignore of reading.ignores) ignores.push(ignore);
  }
  for (const duplicate of findDuplicates(documents, sources)) diagnostics.push(duplicate);
  return { documents, diagnostics, sources, unrelated, ignores };
}

function isConfigFile(file: string): boolean {
  return file === 'policy.config.yaml' || file.endsWith('/policy.config.yaml');
}
