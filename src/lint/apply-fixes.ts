import type { FindingEdit, FindingFix } from '../model/finding.ts';

/** Texts after some fixes. `files` holds only the texts that changed; `applied` counts fixes. */
export interface AppliedFixes {
  readonly files: ReadonlyMap<string, string>;
  readonly applied: number;
}

/**
 * Applies fixes to texts: in order, each wholly or not at all, and never one whose edits meet those of an earlier one,
 * which is left for a next round. A fix for an unknown file or outside its text is left too. Everything outside the
 * edits stays as it is. Fixes that say the same count once.
 */
export function applyFixes(texts: ReadonlyMap<string, string>, fixes: Iterable<FindingFix>): AppliedFixes {
  const accepted = new Map<string, FindingEdit[]>();
  const seen = new Set<string>();
  let applied = 0;
  for (const fix of fixes) {
    const identity = JSON.stringify(
      fix.edits.map(({ file, range, text }) => [file, range.start.offset, range.end.offset, text]),
    );
    if (seen.has(identity) || !fits(fix.edits, texts, accepted)) continue;
    seen.add(identity);
    applied += 1;
    for (const edit of fix.edits) insert(accepted, edit);
  }
  const files = new Map<string, string>();
  for (const [file, edits] of accepted) {
    const before = texts.get(file) ?? '';
    const after = edited(before, edits);
    if (after !== before) files.set(file, after);
  }
  return { files, applied };
}

function fits(
  edits: readonly FindingEdit[],
  texts: ReadonlyMap<string, string>,
  accepted: ReadonlyMap<string, readonly FindingEdit[]>,
): boolean {
  if (edits.length === 0) return false;
  const own = [...edits].sort(byPlace);
  return own.every((edit, index) => {
    const { start, end } = edit.range;
    const length = texts.get(edit.file)?.length ?? -1;
    if (start.offset < 0 || end.offset < start.offset || end.offset > length) return false;
    const next = own[index + 1];
    if (next !== undefined && meets(edit, next)) return false;
    const others = accepted.get(edit.file) ?? [];
    const at = firstAtOrAfter(others, start.offset);
    return [others[at - 1], others[at]].every((other) => other === undefined || !meets(edit, other));
  });
}

/** Edits that share a character, or that begin at one offset, so that their order would matter. */
function meets(a: FindingEdit, b: FindingEdit): boolean {
  if (a.file !== b.file) return false;
  const [from, to] = [a.range.start.offset, a.range.end.offset];
  const [otherFrom, otherTo] = [b.range.start.offset, b.range.end.offset];
  return from === otherFrom || (from < otherTo && otherFrom < to);
}

function insert(accepted: Map<string, FindingEdit[]>, edit: FindingEdit): void {
  const edits = accepted.get(edit.file);
  if (edits === undefined) accepted.set(edit.file, [edit]);
  else edits.splice(firstAtOrAfter(edits, edit.range.start.offset), 0, edit);
}

function firstAtOrAfter(edits: readonly FindingEdit[], offset: number): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edits[middle]?.range.start.offset ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function edited(text: string, edits: readonly FindingEdit[]): string {
  let result = '';
  let at = 0;
  for (const { range, text: replacement } of edits) {
    result += text.slice(at, range.start.offset) + replacement;
    at = range.end.offset;
  }
  return result + text.slice(at);
}

function byPlace(a: FindingEdit, b: FindingEdit): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.range.start.offset - b.range.start.offset || a.range.end.offset - b.range.end.offset;
}
