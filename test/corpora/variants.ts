import { readdirSync, readFileSync } from 'node:fs';

/** A call that this project's authors thought of. */
export interface Variant {
  /** Whether the example must stop it or allow it. */
  readonly expect: 'stop' | 'pass';
  readonly what: string;
  readonly tool: string;
  /** The arguments, or in their place the text that they are sent as. */
  readonly arguments?: unknown;
  readonly text?: string;
  /** Where the fact stands that it rests on. */
  readonly source: string;
}

const folder = new URL('../../fixtures/corpora/variants/', import.meta.url);

/** The cases of each class, by the class. */
export const variants: ReadonlyMap<string, readonly Variant[]> = new Map(
  readdirSync(folder)
    .sort()
    .map((file) => [file.replace('.jsonl', ''), linesOf(file)]),
);

function linesOf(file: string): readonly Variant[] {
  return readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Variant => JSON.parse(line));
}
