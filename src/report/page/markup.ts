import { visibleText } from '../../text/visible-text.ts';

/** HTML that is safe to write: all text that went into it was escaped. */
export interface Markup {
  readonly html: string;
}

type Part = string | number | Markup | readonly Markup[];

/** A template of HTML: text in it is escaped and made visible, so that it forms no markup, in content and in quoted attributes. */
export function markup(fixed: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const html = fixed.map((text, at) => {
    const part = parts[at];
    return part === undefined ? text : text + partText(part);
  });
  return { html: html.join('') };
}

/** Text that is code of our own, as it is: style and script. */
export function ownCode(text: string): Markup {
  return { html: text };
}

/** Nothing. */
export const nothing: Markup = { html: '' };

/** At most so many code units of a text; a cut one ends in `…`. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}

function partText(part: Part): string {
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'html' in part ? part.html : part.map(({ html }) => html).join('');
}

function escaped(text: string): string {
  return visibleText(text).replace(/[&<>"'`]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
