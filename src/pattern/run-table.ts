import { classPages } from './class-pages.ts';
import type { ScanTable } from './scan-table.ts';

/** Adds the patterns of a table that match the well-formed text to `out`. */
export type TableRunner = (text: string, out: Uint32Array) => void;

/** Makes a table ready to run; `words` as in its program. */
export function runTable(table: ScanTable, words: number): TableRunner {
  const { next, eventRows, ends, endMasks, needles } = table;
  const stride = table.alphabet.size;
  const pages = classPages(table.alphabet);
  const latin = pages.latin;

  return (text, out) => {
    if (needles.length > 0 && !holdsOne(text, needles)) return;
    const length = text.length;
    let row = 0;
    for (let i = 0; i < length; i += 1) {
      const unit = text.charCodeAt(i);
      let index: number;
      if (unit < latin.length) index = latin[unit] ?? 0;
      else if (unit < 0xd800 || unit > 0xdbff) index = pages.classOf(unit);
      else {
        i += 1;
        index = pages.classOf(((unit - 0xd800) << 10) + text.charCodeAt(i) - 0xdc00 + 0x10000);
      }
      const target = next[row + index] ?? 0;
      if (target >= 0) row = target;
      else {
        row = eventRows[-1 - target] ?? 0;
        if (!record(table, -1 - target, words, out)) return;
      }
    }
    const end = (ends[row / stride] ?? 0) * words;
    for (let w = 0; w < words; w += 1) out[w] = (out[w] ?? 0) | (endMasks[end + w] ?? 0);
  };
}

/** Notes what matches with an event, and tells whether there is more to come. */
function record(
  { eventMasks, eventLive }: ScanTable,
  event: number,
  words: number,
  out: Uint32Array,
): boolean {
  let more = 0;
  for (let w = 0; w < words; w += 1) {
    const now = (out[w] ?? 0) | (eventMasks[event * words + w] ?? 0);
    out[w] = now;
    more |= (eventLive[event * words + w] ?? 0) & ~now;
  }
  return more !== 0;
}

function holdsOne(text: string, needles: readonly string[]): boolean {
  for (let i = 0; i < needles.length; i += 1) {
    if (text.includes(needles[i] ?? '')) return true;
  }
  return false;
}
