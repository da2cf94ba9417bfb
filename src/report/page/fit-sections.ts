import { utf8Length } from '../../text/utf8-length.ts';
import { markup } from './markup.ts';
import type { PageSection } from './page-document.ts';

/** Most bytes of a page; a table that is searched gets what the rest leaves of it. */
const mostBytes = 4_500_000;

/** Sections that fit, and the bytes that they leave. */
export interface FittedSections {
  readonly sections: readonly PageSection[];
  readonly room: number;
}

/**
 * Each table is bounded by rows; where what is in them is written much longer than it is, whole sections give way and
 * name the `command` that has it.
 */
export function fitSections(all: readonly PageSection[], command: string): FittedSections {
  let room = mostBytes;
  const sections = all.map((section) => {
    const own = utf8Length(section.body.html);
    if (own > room)
      return {
        ...section,
        body: markup`<p>There was no room for this here; ${command} --format json has it.</p>`,
      };
    room -= own;
    return section;
  });
  return { sections, room };
}

/** As many of the rows, from the first on, as have room. */
export function fitRows<R extends { readonly html: string }>(rows: Iterable<R>, room: number): readonly R[] {
  const fitting: R[] = [];
  let size = 0;
  for (const row of rows) {
    size += utf8Length(row.html);
    if (size > room) break;
    fitting.push(row);
  }
  return fitting;
}
