import { readExact, writeExact } from '../text/exact-json.ts';
import { createSourceText } from '../text/source-text.ts';
import type { WorkspaceLint } from './lint-workspace.ts';

type Texts = ReadonlyMap<string, string>;

/** A lint without the texts that it is about. */
interface StoredLint extends Omit<WorkspaceLint, 'sources'> {
  /** Files that are not among the sources. */
  readonly others: readonly string[];
}

/** What a lint of these files found, as text. */
export function storeLint({ sources, ...lint }: WorkspaceLint, files: Texts): string {
  const stored: StoredLint = { ...lint, others: [...files.keys()].filter((file) => !sources.has(file)) };
  return writeExact(stored);
}

/** What `storeLint` made a text of, for the same files. */
export function restoreLint(text: string, files: Texts): WorkspaceLint {
  const { others, ...lint } = readExact<StoredLint>(text);
  const left = new Set(others);
  const sources = [...files].filter(([file]) => !left.has(file));
  return {
    ...lint,
    sources: new Map(sources.map(([file, source]) => [file, createSourceText(file, source)])),
  };
}
