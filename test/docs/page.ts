import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Directive, readDirective } from './directive.ts';

/** Absolute path of the repository. */
export const repository: string = fileURLToPath(new URL('../..', import.meta.url));

/** A fenced block of a page. */
export interface Block {
  /** `console`, `yaml`, ...; empty where the fence says nothing. */
  readonly language: string;
  /** Without the fences, with the last line break. */
  readonly text: string;
  /** Of the opening fence, from 1. */
  readonly line: number;
  /** Where `text` stands in the page. */
  readonly start: number;
  readonly end: number;
  /** What the comment `<!-- example: ... -->` on the line above says. */
  readonly directive: Directive;
  /** The file that its first line names, `# boundaries.yaml` or `# file: boundaries.yaml`. */
  readonly names?: string;
}

/** Texts by the path of the file that they stand for. */
export type NamedFiles = ReadonlyMap<string, string>;

/** A Markdown file of the repository. */
export interface Page {
  /** Relative to the repository, with `/`. */
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** All pages that people read: the root's, the examples' and those of `docs`. */
export function allPages(): readonly Page[] {
  const folders = ['docs', 'examples', 'bench'];
  const inside = folders.flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(folder, name),
    ),
  );
  const files = [...readdirSync(repository), ...inside].filter((file) => file.endsWith('.md'));
  return files
    .map((file) => readPage(relative(repository, join(repository, file)).replaceAll('\\', '/')))
    .sort(byFile);
}

export function readPage(file: string): Page {
  const text = readFileSync(join(repository, file), 'utf8');
  return { file, text, blocks: readBlocks(file, text) };
}

/** The files that blocks above this one name; of one name the nearest. */
export function filesAbove({ blocks }: Page, block: Block): NamedFiles {
  const files = new Map<string, string>();
  for (const { names, text, start } of blocks)
    if (names !== undefined && start < block.start) files.set(names, text);
  return files;
}

function readBlocks(file: string, text: string): readonly Block[] {
  const fences = /^(?:<!-- example: ([^\n]*?) -->\n)?```([a-z]*)[^\n]*\n((?:(?!```)[^\n]*\n)*)```$/gm;
  return [...text.matchAll(fences)].map((match) => {
    const [whole, directive = '', language = '', content = ''] = match;
    const end = match.index + whole.length - '```'.length;
    const [, names] = /^# (?:file: )?(\S+\.(?:yaml|yml|json|jsonl))\n/.exec(content) ?? [];
    const line = text.slice(0, end - content.length).split('\n').length - 1;
    return {
      language,
      text: content,
      line,
      start: end - content.length,
      end,
      directive: readDirective(directive, `${file}:${line}`),
      ...(names === undefined ? {} : { names }),
    };
  });
}

function byFile(a: Page, b: Page): number {
  return a.file < b.file ? -1 : 1;
}
