import { describe, expect, it } from 'vitest';
import type { CommandDefinition, CommandListing } from '../../src/commands/command.ts';
import { commandList } from '../../src/commands/command-list.ts';
import { outputOptions, placeOptions } from '../../src/commands/common-options.ts';
import { allPages, readPage } from './page.ts';

interface Described {
  /** `bundle build` */
  readonly name: string;
  readonly definition: CommandDefinition;
}

const commands = (await Promise.all(commandList.map((listing) => describedBy(listing, '')))).flat();
const optionsOf = ({ options, formats }: CommandDefinition): readonly string[] =>
  [...options, ...outputOptions(formats), ...placeOptions, { flags: '-h, --help' }].flatMap(
    ({ flags }) => /--[a-z-]+/.exec(flags) ?? [],
  );

describe.each(commands)('the page of policy $name', ({ name, definition }) => {
  const [page = ''] = name.split(' ');
  const { text } = readPage(`docs/commands/${page}.md`);

  it('names it, its operands, its options and its formats', () => {
    const operands = (definition.operands ?? []).map((operand) => operand.name);
    const isLater = definition.summary.includes('later version');
    const expected = isLater ? [] : [...operands, ...optionsOf(definition), ...definition.formats];
    expect(text).toContain(`policy ${name}`);
    expect(expected.filter((word) => !mentions(text, word))).toEqual([]);
  });

  it('says what it exits with', () => {
    expect(text).toContain('](../exit-codes.md)');
  });
});

describe('lists of the commands', () => {
  it.each(['README.md', 'docs/commands/README.md'])('%s has all of them', (file) => {
    const { text } = readPage(file);
    expect(commandList.filter(({ name }) => !text.includes(`[\`policy ${name}\`]`))).toEqual([]);
  });
});

const lines = allPages().flatMap(({ file, blocks }) =>
  blocks
    .filter(({ language }) => ['', 'sh', 'console', 'yaml'].includes(language))
    // What exits with 2 may be about a mistyped option.
    .filter(({ directive }) => directive.exits !== 2)
    .flatMap(({ text, line }) => text.split('\n').map((each) => ({ at: `${file}:${line}`, line: each })))
    .flatMap((each) => {
      const [, command] = /^(?:\$ |.*- run: )?(?:npx )?policy ([a-z].*)$/.exec(each.line) ?? [];
      return command === undefined ? [] : [{ at: each.at, command }];
    }),
);

describe('command lines in pages', () => {
  it('are many', () => {
    expect(lines.length).toBeGreaterThan(30);
  });

  it.each(lines)('$at: policy $command', ({ command }) => {
    // `simulate merge` comes after `simulate`.
    const named = commands.findLast(({ name }) => `${command} `.startsWith(`${name} `));
    if (named === undefined) throw new Error(`there is no such command`);
    const given = command.replace(/'[^']*'/g, '').match(/(?<= )--[a-z-]+/g) ?? [];
    const known = optionsOf(named.definition);
    expect(given.filter((option) => !known.includes(option))).toEqual([]);
  });
});

async function describedBy(
  { name, load, commands: below }: CommandListing,
  parent: string,
): Promise<readonly Described[]> {
  const whole = `${parent} ${name}`.trim();
  const nested = await Promise.all((below ?? []).map((listing) => describedBy(listing, whole)));
  const own = load === undefined ? [] : [{ name: whole, definition: await load() }];
  return [...own, ...nested.flat()];
}

function mentions(text: string, word: string): boolean {
  return new RegExp(`(?<![a-z-])${word.replace(/[.[\]]/g, '\\$&')}(?![a-z-])`).test(text);
}
