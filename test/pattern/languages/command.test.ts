import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { parse as parseWords } from 'shell-quote';
import { describe, expect, it } from 'vitest';
import {
  canonicalCommand,
  canonicalPathCommand,
  commandOf,
  commandWithin,
} from '../../../src/pattern/languages/command.ts';
import { commandAnswer, pathCommandAnswer } from '../../reference/command-form.ts';
import { effort } from '../matching.ts';
import { answersOf } from './answers.ts';
import { hostileCommands, hostilePathCommands } from './hostile-commands.ts';
import { nearly, textOf } from './mutate.ts';

const runs = { numRuns: 1_500 * effort, seed: 17 };
const any = answersOf(canonicalCommand());
const anyWithPaths = answersOf(canonicalPathCommand());

const program = fc
  .tuple(textOf('lA0._/+', 1, 1), textOf('sB1._/+-', 0, 5))
  .map(([first, more]) => first + more);
const word = fc
  .tuple(textOf('a0._/+-:,@', 1, 1), textOf('bZ9._/+-:,@=', 0, 5))
  .map(([first, more]) => first + more);
const commands = fc
  .tuple(program, fc.array(word, { maxLength: 4 }))
  .map(([first, words]) => [first, ...words].join(' '));

const option = fc
  .tuple(fc.constantFrom('-', '--'), textOf('aZ0', 1, 1), textOf('bY9-', 0, 4))
  .map((parts) => parts.join(''));
const path = fc
  .tuple(
    fc.array(
      textOf('aZ0._+-', 1, 4).filter((text) => text !== '.' && text !== '..'),
      { maxLength: 3 },
    ),
    fc.boolean(),
  )
  .map(([segments, slash]) => `/${segments.join('/')}${slash && segments.length > 0 ? '/' : ''}`);
const pathCommands = fc
  .tuple(program, fc.array(option, { maxLength: 2 }), fc.array(path, { minLength: 1, maxLength: 3 }))
  .map(([first, ...words]) => [first, ...words.flat()].join(' '));

/** Canonical commands found on the way, for a real shell to read. */
const found = new Set<string>();

describe('canonical commands', () => {
  it('are all that the grammar makes', () => {
    fc.assert(
      fc.property(commands, (text) => {
        expect(any(text), text).toBe('no');
        expect(commandAnswer(text, [])).toBe('no');
      }),
      runs,
    );
  });

  it('are those that a check written by hand finds, and plain words to another reader', () => {
    fc.assert(
      fc.property(nearly(commands), (text) => {
        expect(any(text), text).toBe(commandAnswer(text, []));
        if (any(text) === 'unclear') return;
        found.add(text);
        expect(
          parseWords(text, () => 'expanded'),
          text,
        ).toEqual(text.split(' '));
      }),
      runs,
    );
    expect(found.size).toBeGreaterThan(runs.numRuns / 6);
  });

  const hasShell = spawnSync('sh', ['-c', ':']).status === 0;
  it.skipIf(!hasShell)('are plain words to the shell of this machine', () => {
    const texts = [...found].slice(0, 500);
    const script = texts.map((text) => `set -- ${text}; printf '%s\\n' "$@" ''`).join('\n');
    const expected = texts.map((text) => `${text.split(' ').join('\n')}\n\n`).join('');
    expect(execFileSync('sh', ['-s'], { input: script, encoding: 'utf8' })).toBe(expected);
  });

  it.each(hostileCommands)('%j is none: %s', (text) => {
    expect(any(text)).toBe('unclear');
    expect(anyWithPaths(text)).toBe('unclear');
  });
});

describe('canonical commands with paths', () => {
  it('are all that the grammar makes, and canonical without paths as well', () => {
    fc.assert(
      fc.property(pathCommands, (text) => {
        expect(anyWithPaths(text), text).toBe('no');
        expect(any(text), text).toBe('no');
      }),
      runs,
    );
  });

  it('are those that a check written by hand finds', () => {
    fc.assert(
      fc.property(nearly(pathCommands), (text) => {
        expect(anyWithPaths(text), text).toBe(pathCommandAnswer(text, [], []));
      }),
      runs,
    );
  });

  it.each(hostilePathCommands)('%j is none: %s', (text) => {
    expect(anyWithPaths(text)).toBe('unclear');
  });
});

describe('commands wanted', () => {
  const programs = ['ls', 'cat', '/bin/rm'];
  const prefixes = ['/data/a/', '/data/b', '/x/y/'];
  const plain = answersOf(canonicalCommand(), commandOf(programs));
  const within = answersOf(canonicalPathCommand(), commandWithin(programs, prefixes));
  const close = fc
    .tuple(
      fc.constantFrom('ls', 'cat', '/bin/rm', 'rm', 'lsx', 'l'),
      fc.array(fc.constantFrom('-l', '--all', '-'), { maxLength: 2 }),
      fc.array(
        fc.constantFrom('/data/a', '/data/a/', '/data/a/c', '/data/ab', '/data', '/x/y/z', '/', '/data/../x'),
        {
          maxLength: 3,
        },
      ),
    )
    .map(([first, ...words]) => [first, ...words.flat()].join(' '));

  it('are those that a check written by hand finds', () => {
    const answers = { yes: 0, no: 0, unclear: 0 };
    fc.assert(
      fc.property(fc.oneof(close, close, nearly(close)), (text) => {
        expect(plain(text), text).toBe(commandAnswer(text, programs));
        answers[within(text)] += 1;
        expect(within(text), text).toBe(pathCommandAnswer(text, programs, prefixes));
      }),
      runs,
    );
    expect(Math.min(...Object.values(answers))).toBeGreaterThan(20);
  });

  it('may be anywhere with the root as prefix', () => {
    const anywhere = answersOf(canonicalPathCommand(), commandWithin(['ls'], ['/']));
    expect(['ls /', 'ls /etc/', 'ls /a /b', 'ls', 'cat /'].map(anywhere)).toEqual([
      'yes',
      'yes',
      'yes',
      'unclear',
      'no',
    ]);
  });
});
