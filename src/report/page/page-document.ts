import { type Markup, markup, ownCode } from './markup.ts';
import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';

/** SHA-256 of a text in base64, for the policy of the page. */
export type PageDigest = (text: string) => string;

/** One part of a page, which its list of contents names. */
export interface PageSection {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

export interface PageParts {
  readonly title: string;
  readonly lead: Markup;
  readonly sections: readonly PageSection[];
  readonly foot: Markup;
}

/**
 * One HTML file that stands alone: its policy lets a browser load nothing and run nothing but the one script in it, whose
 * digest it names.
 */
export function pageDocument({ title, lead, sections, foot }: PageParts, digest: PageDigest): string {
  const policy = `default-src 'none'; style-src 'sha256-${digest(pageStyle)}'; script-src 'sha256-${digest(pageScript)}'; base-uri 'none'; form-action 'none'`;
  const contents = sections.map(({ id, title: name }) => markup`<li><a href="#${id}">${name}</a></li>`);
  const { html } = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${ownCode(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${ownCode(pageStyle)}</style>
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header><h1>${title}</h1>${lead}</header>
<nav aria-label="Contents"><ul>${contents}</ul></nav>
<main id="main">${sections.map(sectionMarkup)}</main>
<footer>${foot}</footer>
<script>${ownCode(pageScript)}</script>
</body>
</html>
`;
  return html;
}

function sectionMarkup({ id, title, body }: PageSection): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>\n`;
}
