import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** What changed in the text of a file, as a unified diff. */
export interface TextPatch {
  /** The file's name now; where it is gone, its name before. */
  readonly file: string;
  readonly patch: string;
}

/** Texts by name; the same name is the same file. */
export type NamedTexts = ReadonlyMap<string, string>;

// Lines that may differ before a text counts as another one altogether: looking for the shortest difference takes the
// square of them.
const mostEdits = 4_000;
const longestPatch = 256 * 1024;
const mostText = 4 * 1024 * 1024;

/**
 * The files whose texts differ, by name. A patch that would be too large, and every one past 4 MiB of patches, is one line
 * in brackets that says so.
 */
export function textPatches(before: NamedTexts, after: NamedTexts): readonly TextPatch[] {
  let left = mostText;
  const files = [...new Set([...before.keys(), ...after.keys()])].sort();
  return files.flatMap((file): readonly TextPatch[] => {
    const [from, to] = [before.get(file), after.get(file)];
    if (from === to) return [];
    const patch = left > 0 ? patchOf(file, from, to) : '[left out: the patches are too long together]\n';
    left -= patch.length;
    return [{ file, patch }];
  });
}

/** The patch between two files that have names of their own; none where their texts are the same. */
export function filePatch(
  from: { readonly name: string; readonly text: string },
  to: { readonly name: string; readonly text: string },
): readonly TextPatch[] {
  if (from.text === to.text) return [];
  return [{ file: to.name, patch: boundedPatch(from.name, to.name, from.text, to.text) }];
}

function patchOf(file: string, from: string | undefined, to: string | undefined): string {
  return boundedPatch(
    from === undefined ? '/dev/null' : `a/${file}`,
    to === undefined ? '/dev/null' : `b/${file}`,
    from ?? '',
    to ?? '',
  );
}

function boundedPatch(oldName: string, newName: string, from: string, to: string): string {
  const patch = createTwoFilesPatch(oldName, newName, from, to, undefined, undefined, {
    context: 3,
    maxEditLength: mostEdits,
    headerOptions: FILE_HEADERS_ONLY,
  });
  if (patch !== undefined && patch.length <= longestPatch) return patch;
  return `[left out: ${lineCount(from)} lines became ${lineCount(to)}, too many of them others]\n`;
}

function lineCount(text: string): number {
  return text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
