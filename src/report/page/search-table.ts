import { type Markup, markup } from './markup.ts';

/** A table that the page's script lets readers search, filter and sort: at most one of a page. */
export interface SearchTable {
  /** What the rows are: `calls`. */
  readonly noun: string;
  readonly caption: string;
  /** The first column holds numbers. */
  readonly heads: readonly string[];
  /** Each a `tr` with `data-action`, one of the choices. */
  readonly rows: readonly Markup[];
  readonly filter: { readonly label: string; readonly choices: readonly (readonly [string, string])[] };
}

/** The table with its form, which only shows where the script runs. */
export function searchTable({ noun, caption, heads, rows, filter }: SearchTable): Markup {
  const options = filter.choices.map(([value, words]) => markup`<option value="${value}">${words}</option>`);
  const cells = heads.map((head) => markup`<th scope="col">${head}</th>`);
  return markup`<form class="find" id="find" hidden role="search"><label>search these ${noun}<input name="words" type="search" autocomplete="off"></label><label>${filter.label}<select name="action"><option value="">all</option>${options}</select></label><output id="found" aria-live="polite"></output></form>
<table class="stack" id="calls"><caption>${caption}</caption><thead><tr>${cells}</tr></thead><tbody>${rows}</tbody></table>`;
}
