import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { transcriptFormats } from '../../src/transcript/formats.ts';
import { fixture, open } from './read-all.ts';

const root = new URL('../../', import.meta.url);
const fixtures = new URL('fixtures/transcript/', root);
const names = transcriptFormats.map(({ name }) => name);

describe.each(names)('%s', (name) => {
  it('has a page, a reader in its file, and fixtures', () => {
    expect(existsSync(new URL(`docs/formats/${name}.md`, root))).toBe(true);
    expect(existsSync(new URL(`src/transcript/formats/${name}.ts`, root))).toBe(true);
    expect(readdirSync(new URL(`${name}/`, fixtures)).length).toBeGreaterThan(0);
  });
});

it('no page or fixture is of a format that is gone', () => {
  const pages = readdirSync(new URL('docs/formats/', root)).map((file) => file.slice(0, -'.md'.length));
  expect(pages.filter((page) => page !== 'README').toSorted()).toEqual(names.toSorted());
  expect(readdirSync(fixtures).toSorted()).toEqual(names.toSorted());
});

const files = names.flatMap((name) =>
  readdirSync(new URL(`${name}/`, fixtures)).map((file) => [name, `${name}/${file}`] as const),
);

// A format that is told for another's fixture makes the file ambiguous, so that this shows it too.
describe('is told by content, and by no other format', () => {
  it.each(files)('%s: %s', async (name, file) => {
    const opening = await open(fixture(file));
    expect(opening.ok ? opening.format.name : opening.candidates.join()).toBe(name);
  });
});
