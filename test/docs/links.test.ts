import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allPages, type Page, readPage, repository } from './page.ts';

const pages = allPages();

describe('links', () => {
  it.each(pages)('of $file lead somewhere', (page) => {
    expect(linksOf(page).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
  });

  it.each(['README.md', 'docs/README.md'])('of %s are some', (file) => {
    expect(linksOf(readPage(file)).length).toBeGreaterThan(10);
  });
});

describe('the index of the formats', () => {
  const linked = new Set(linksOf(readPage('docs/formats/README.md')));
  const pagesOf = readdirSync(join(repository, 'docs/formats')).filter((name) => name !== 'README.md');

  it('links to every page', () => {
    expect(pagesOf.filter((page) => !linked.has(page))).toEqual([]);
  });
});

describe('the index of the documentation', () => {
  const linked = new Set(linksOf(readPage('docs/README.md')).map((link) => join('docs', link)));
  const filesOf = (folder: string): readonly string[] =>
    readdirSync(join(repository, folder), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => join(folder, name))
      .filter((file) => file !== 'docs/README.md');

  it.each(['docs', 'docs/rules', 'schemas'])('links to all of %s', (folder) => {
    expect(filesOf(folder).filter((file) => !linked.has(file))).toEqual([]);
  });
});

function linksOf({ text }: Page): readonly string[] {
  return [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link]) => link ?? []);
}

/** A link to a file of the repository, and to a heading where it names one. Nothing here asks the network. */
function leadsSomewhere({ file }: Page, link: string): boolean {
  if (/^https:\/\//.test(link)) return true;
  const [path = '', heading] = link.split('#');
  const target = path === '' ? file : join(dirname(file), decodeURI(path));
  if (!existsSync(join(repository, target))) return false;
  return heading === undefined || headingsOf(readPage(target)).includes(heading);
}

/** As GitHub names them in addresses. */
function headingsOf({ text }: Page): readonly string[] {
  return [...withoutBlocks(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function withoutBlocks(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '');
}
