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
 * The files whose texts differ, by name. One that was only renamed is said so, under its name now. A patch that would be too large, and every one past 4 MiB of patches, is one line
 * in brackets that says so.
 */
export function textPatches(before: NamedTexts, after: NamedTexts): readonly TextPatch[] {
  let left = mostText;
  const files = [...new Set([...before.keys(), ...after.keys()])].sort();
  const renamed = renamedFiles(before, after);
  const gone = new Set(renamed.values());
  return files.flatMap((file): readonly TextPatch[] => {
    const [from, to] = [before.get(file), after.get(file)];
    if (from === to || gone.has(file)) return [];
    const patch =
      left > 0 ? patchOf(file, from, to, renamed) : '[left out: the patches are too long together]\n';
    left -= patch.length;
    return [{ file, patch }];
  });
}

/** New names of files whose text did not change, with the old name. */
function renamedFiles(before: NamedTexts, after: NamedTexts): ReadonlyMap<string, string> {
  const gone = new Map<string, string[]>();
  for (const [file, text] of [...before].sort().reverse()) {
    if (after.has(file)) continue;
    const names = gone.get(text);
    if (names === undefined) gone.set(text, [file]);
    else names.push(file);
  }
  const renamed = new Map<string, string>();
  for (const [file, text] of [...after].sort()) {
    const old = before.has(file) ? undefined : gone.get(text)?.pop();
    if (old !== undefined) renamed.set(file, old);
  }
  return renamed;
}

/** The patch between two files that have names of their own; none where their texts are the same. */
export function filePatch(
  from: { readonly name: string; readonly text: string },
  to: { readonly name: string; readonly text: string },
): readonly TextPatch[] {
  if (from.text === to.text) return [];
  return [{ file: to.name, patch: boundedPatch(from.name, to.name, from.text, to.text) }];
}

function patchOf(
  file: string,
  from: string | undefined,
  to: string | undefined,
  renamed: ReadonlyMap<string, string>,
): string {
  const old = renamed.get(file);
  if (old !== undefined) return `rename from ${old}\nrename to ${file}\n`;
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
