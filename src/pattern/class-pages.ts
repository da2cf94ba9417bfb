import type { Alphabet } from './alphabet.ts';

/** The class of a code point by two look-ups. Pages are filled when a text first asks for them. */
export interface ClassPages {
  /** Code points below 256. */
  readonly latin: Uint16Array;
  classOf(codePoint: number): number;
}

const pageSize = 256;

export function classPages(alphabet: Alphabet): ClassPages {
  const latin = new Uint16Array(pageSize);
  fillPage(alphabet, 0, latin);
  const pages: (Uint16Array | number | undefined)[] = [latin];
  return {
    latin,
    classOf: (codePoint) => {
      const at = codePoint >> 8;
      let page = pages[at];
      if (page === undefined) {
        page = makePage(alphabet, at * pageSize);
        pages[at] = page;
      }
      return typeof page === 'number' ? page : (page[codePoint & 0xff] ?? 0);
    },
  };
}

/** A page, or the one class of all its code points. */
function makePage(alphabet: Alphabet, start: number): Uint16Array | number {
  const page = new Uint16Array(pageSize);
  return fillPage(alphabet, start, page) === 1 ? (page[0] ?? 0) : page;
}

/** Writes the classes of the code points from `start` on; answers how many stretches of one class there are. */
function fillPage(alphabet: Alphabet, start: number, page: Uint16Array): number {
  let stretches = 0;
  let previous = -1;
  let interval = alphabet.starts.findLastIndex((first) => first <= start);
  for (let i = 0; i < pageSize; i += 1) {
    if ((alphabet.starts[interval + 1] ?? 0x110000) <= start + i) interval += 1;
    const index = alphabet.classes[interval] ?? 0;
    if (index !== previous) stretches += 1;
    previous = index;
    page[i] = index;
  }
  return stretches;
}
