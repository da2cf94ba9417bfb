/**
 * What is known of a value in one respect: the text of it begins with `text`, or is it where `whole`; or its amount lies
 * in a range.
 */
export type Mark =
  | { readonly kind: 'text'; readonly text: string; readonly whole: boolean }
  | { readonly kind: 'range'; readonly min: number; readonly max: number };

/**
 * A set of values that is easily told apart from others. A boundary's matcher says yes to no value outside its cells;
 * inside them it need not. Two cells meet unless some respect that both have a mark in keeps them apart.
 */
export type Cell =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present'; readonly marks: ReadonlyMap<string, Mark> };

/** Any value that is there. */
export const anyValue: Cell = { kind: 'present', marks: new Map() };

export function cellsMeet(a: Cell, b: Cell): boolean {
  if (a.kind === 'absent' || b.kind === 'absent') return a.kind === b.kind;
  for (const [respect, mark] of a.marks) {
    const other = b.marks.get(respect);
    if (other !== undefined && !marksMeet(mark, other)) return false;
  }
  return true;
}

export function marksMeet(a: Mark, b: Mark): boolean {
  if (a.kind === 'range' || b.kind === 'range') {
    return a.kind !== 'range' || b.kind !== 'range' || (a.min <= b.max && b.min <= a.max);
  }
  if (a.whole && b.whole) return a.text === b.text;
  return (!b.whole && a.text.startsWith(b.text)) || (!a.whole && b.text.startsWith(a.text));
}

/** Values in both cells; undefined where there are none. */
export function commonCell(a: Cell, b: Cell): Cell | undefined {
  if (!cellsMeet(a, b)) return undefined;
  if (a.kind === 'absent' || b.kind === 'absent') return a;
  const marks = new Map(a.marks);
  for (const [respect, mark] of b.marks) marks.set(respect, narrower(marks.get(respect), mark));
  return { kind: 'present', marks };
}

function narrower(a: Mark | undefined, b: Mark): Mark {
  if (a === undefined) return b;
  if (a.kind === 'range' || b.kind === 'range') return a;
  return a.whole || (!b.whole && a.text.length > b.text.length) ? a : b;
}

/** The text begins so, or is so; letters in any case count as the small ones. */
export function startMark(text: string, whole = false): Mark {
  return { kind: 'text', text: foldText(text), whole };
}

/** The text ends so. */
export function endMark(text: string, whole = false): Mark {
  return { kind: 'text', text: reversed(foldText(text)), whole };
}

export function reversed(text: string): string {
  return [...text].reverse().join('');
}

/** Character by character, so that what begins alike still does. */
function foldText(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text.toLowerCase() : [...text].map(foldCharacter).join('');
}

/** Also `ſ` is an `s` in any case. */
export function foldCharacter(character: string): string {
  return character === 'ſ' ? 's' : character.toLowerCase();
}
