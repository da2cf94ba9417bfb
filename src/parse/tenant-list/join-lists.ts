import type { Diagnostic } from '../../model/diagnostic.ts';
import type { TenantsDocument } from '../../model/documents.ts';
import type { SourceText } from '../../text/source-text.ts';
import { readDocument } from '../read-document.ts';
import { formatOfName, formatOfText, listFile } from './list-file.ts';
import { type ListReading, readTenantList } from './read-tenant-list.ts';

/** What the JSONL and CSV files of a workspace come to. */
export interface ListReader {
  /** The document with the tenants of the file it names, behind its own. */
  readonly join: (document: TenantsDocument) => TenantsDocument;
  /** A file that no document names, as a document of its own. */
  readonly alone: (file: string) => TenantsDocument;
  readonly diagnostics: readonly Diagnostic[];
  /** The files that were read, by path. */
  readonly sources: ReadonlyMap<string, SourceText>;
}

/** Reads lists of tenants as documents ask for them, each once. `files` are all texts of the workspace, by path. */
export function createListReader(files: ReadonlyMap<string, string>): ListReader {
  const diagnostics: Diagnostic[] = [];
  const sources = new Map<string, SourceText>();
  const namedBy = new Map<string, string>();
  const read = (file: string, text: string): TenantsDocument => {
    const reading: ListReading = readTenantList(file, text, formatOfName(file) ?? formatOfText(text));
    sources.set(file, reading.source);
    for (const diagnostic of reading.diagnostics) diagnostics.push(diagnostic);
    return reading.document;
  };
  const refuse = (
    document: TenantsDocument,
    code: string,
    text: Omit<Diagnostic, 'code' | 'severity' | 'place'>,
  ): void => {
    diagnostics.push({ code, severity: 'error', place: document.from?.place ?? document.place, ...text });
  };
  const join = (document: TenantsDocument): TenantsDocument => {
    if (document.from === undefined) return document;
    const found = listFile(document.file, document.from.value);
    if (!found.ok) {
      refuse(document, 'schema/invalid', found.problem);
      return document;
    }
    const { file } = found;
    const text = files.get(file);
    const earlier = namedBy.get(file);
    if (text === undefined) refuse(document, 'schema/reference', missing(file));
    else if (earlier !== undefined) refuse(document, 'schema/duplicate-id', namedTwice(file, earlier));
    if (text === undefined || earlier !== undefined) return document;
    namedBy.set(file, `${document.file}:${document.from.place.line}`);
    const { tenants } = read(file, text);
    return {
      ...document,
      tenants: document.tenants.length === 0 ? tenants : [...document.tenants, ...tenants],
    };
  };
  return { join, alone: (file) => read(file, files.get(file) ?? ''), diagnostics, sources };
}

function missing(file: string): Pick<Diagnostic, 'message' | 'label' | 'help'> {
  return {
    message: `there is no file ${JSON.stringify(file)} in the workspace`,
    label: 'not there',
    help: 'name a JSONL or CSV file by its path from this document, or pass its text to `policy lint --tenants -`',
  };
}

function namedTwice(file: string, earlier: string): Pick<Diagnostic, 'message' | 'label' | 'help'> {
  return {
    message: `${JSON.stringify(file)} is read twice`,
    label: `also named in ${earlier}`,
    help: 'name it once: a tenant has one policy',
  };
}

/**
 * The files, by path, that documents of `kind: tenants` among the texts name and that may be read: what a loader has to
 * add to the texts. Sorted, each once.
 */
export function namedLists(files: ReadonlyMap<string, string>): readonly string[] {
  const named = new Set<string>();
  for (const [file, text] of files) {
    // Nearly all documents are told by a look: only what may name a list is parsed for it.
    if (formatOfName(file) !== undefined || !/\btenants\b/.test(text) || !/\bfrom\b/.test(text)) continue;
    for (const document of readDocument(file, text).documents) {
      if (document.kind !== 'tenants' || document.from === undefined) continue;
      const found = listFile(file, document.from.value);
      if (found.ok) named.add(found.file);
    }
  }
  return [...named].sort();
}
