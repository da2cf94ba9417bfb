import { recorded, type TextPart } from './draft.ts';

/** The text with marks replaced, each by what `replaced` says; undefined where none of them stands in it. */
export function replaceMarks(
  whole: string,
  marks: readonly string[],
  replaced: (mark: string) => TextPart | readonly TextPart[],
): readonly TextPart[] | undefined {
  let parts: readonly TextPart[] = [recorded(whole)];
  let found = false;
  const done = new Set<TextPart>();
  for (const mark of marks) {
    parts = parts.flatMap((part) => {
      if (typeof part === 'string' || done.has(part)) return [part];
      const pieces = part.recorded.split(mark);
      if (pieces.length === 1) return [part];
      found = true;
      const put = [replaced(mark)].flat();
      for (const piece of put) if (typeof piece !== 'string') done.add(piece);
      return pieces.flatMap((piece, at) => [
        ...(at === 0 ? [] : put),
        ...(piece === '' ? [] : [recorded(piece)]),
      ]);
    });
  }
  return found ? parts : undefined;
}

/** What of a path, address or key is the tenant's own: up to the sign behind the first mark, else the folder. */
export function ownFolder(whole: string, marks: readonly string[]): string | undefined {
  const ends = marks.map((mark) => [whole.indexOf(mark), mark.length] as const).filter(([at]) => at >= 0);
  const [at, length] = ends.sort((a, b) => a[0] - b[0])[0] ?? [-1, 0];
  const last = at < 0 ? whole.lastIndexOf('/') : nextSign(whole, at + length);
  return last < 0 ? undefined : whole.slice(0, last + 1);
}

function nextSign(whole: string, from: number): number {
  for (let at = from; at < whole.length; at++) if (':/'.includes(whole.charAt(at))) return at;
  return -1;
}
