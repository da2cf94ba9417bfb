import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agrees, type RerunBlock, readSteps, rerunBlock } from './console-block.ts';
import { allPages, type Page, repository } from './page.ts';

const pages = allPages().filter(({ blocks }) => blocks.some(({ language }) => language === 'console'));

// Update what is recorded in the pages with: npx vitest run test/docs -u
describe.skipIf(process.platform === 'win32')('console examples print what the pages say', () => {
  it.concurrent.for(pages)('$file', async (page, { expect }) => {
    const { text, exits } = await rerunPage(page);
    expect(exits.filter(({ code, expected }) => code !== expected)).toEqual([]);
    await expect(text).toMatchFileSnapshot(join(repository, page.file));
  });
});

async function rerunPage(page: Page): Promise<RerunBlock> {
  const { text, blocks } = page;
  const exits: RerunBlock['exits'][number][] = [];
  let rerun = '';
  let end = 0;
  for (const block of blocks) {
    if (block.language !== 'console') continue;
    const result = await rerunBlock(page, block);
    exits.push(...result.exits);
    rerun += text.slice(end, block.start) + result.text;
    end = block.end;
  }
  return { text: rerun + text.slice(end), exits };
}

describe('a console block', () => {
  it('is taken apart into commands and what they print', () => {
    expect(readSteps('$ one\na\n\nb\n$ two\n$ three\nc\n')).toEqual([
      { command: 'one', recorded: 'a\n\nb\n' },
      { command: 'two', recorded: '' },
      { command: 'three', recorded: 'c\n' },
    ]);
    expect(() => readSteps('a\n$ one\n')).toThrow('does not begin with a command');
  });

  it.each<readonly [string, string, boolean]>([
    ['a\nb\n', 'a\nb\n', true],
    ['a\n', 'a\nb\n', false],
    ['a\n…\nd\n', 'a\nb\nc\nd\n', true],
    ['a\n…\nd\n', 'a\nd\n', true],
    ['a … c\n', 'a b c\n', true],
    ['a … c\n', 'a b\nb c\n', false],
    ['a.c\n', 'abc\n', false],
    ['…\n', 'a\n', true],
    ['a\n', 'a', true],
  ])('%j agrees with %j: %j', (recorded, output, expected) => {
    expect(agrees(recorded, output)).toBe(expected);
  });
});
