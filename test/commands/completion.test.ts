import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commandList } from '../../src/commands/command-list.ts';
import { completionTable } from '../../src/commands/completion/completion-table.ts';
import { lintRules } from '../../src/lint/registry.ts';
import { runPolicy } from '../support/run-policy.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const script = (shell: string): string => runPolicy(scratchFolder(), ['completion', shell]).stdout;
const bash = script('bash');
const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

/** What bash offers for the last of these words, which it has split as it does: `=` is a word. */
function offered(...words: readonly string[]): readonly string[] {
  const line = words.map((word) => `'${word}'`).join(' ');
  const asked = `COMP_WORDS=(policy ${line}); COMP_CWORD=${words.length}; _policy; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', `${bash}\n${asked}`], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((word) => word !== '');
}

const commands = commandList.map(({ name }) => name);

describe.skipIf(!has('bash'))('completion in bash', () => {
  const cases: readonly (readonly [typed: readonly string[], offered: readonly string[]])[] = [
    [['li'], ['lint']],
    [[''], commands],
    [['bundle', 'in'], ['inspect']],
    [['--quiet', 'bundle', 'bu'], ['build']],
    [['-C', 'lint', 'ev'], ['eval']],
    [['lint', '--fo'], ['--format']],
    [['lint', '--fail'], ['--fail-on']],
    [['lint', '--fail-on', 'w'], ['warning']],
    [['lint', '--format', 's'], ['sarif']],
    [
      ['lint', '--format', 'pretty', '--format', 'j'],
      ['json', 'junit'],
    ],
    [['diff', '--format', 'm'], ['markdown']],
    [['lint', '--rule', 'isolation/o'], ['isolation/overlap']],
    [
      ['lint', '--rule', 'isolation/overlap', '='],
      ['off', 'note', 'warning', 'error'],
    ],
    [['lint', '--rule', 'isolation/overlap', '=', 'w'], ['warning']],
    [['rules', 'yaml/s'], ['yaml/syntax']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    // Where nothing is offered, bash offers files.
    [['lint', 'poli'], []],
    [['lint', '--output', 'l'], []],
  ];
  it.each(cases)('%j', (typed, words) => {
    expect(offered(...typed)).toEqual(words);
  });

  it('offers every option of every command', async () => {
    for (const { path, options } of await completionTable(commandList)) {
      const flags = options.flatMap((option) => option.flags).filter((flag) => flag.startsWith('--'));
      expect(offered(...path.split(' ').filter((word) => word !== ''), '--')).toEqual(flags);
    }
  });

  it('offers every rule', () => {
    expect(offered('rules', '')).toEqual(lintRules.map(({ code }) => code));
  });
});

describe('policy completion', () => {
  it.each(['bash', 'zsh', 'fish'])('makes a script that %s reads', (shell) => {
    const text = script(shell);
    for (const name of [...commands, 'isolation/escape', 'sarif']) expect(text).toContain(name);
    if (!has(shell)) return;
    const { status, stderr } = spawnSync(shell, ['-n'], { input: text, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('knows three shells', () => {
    const { status, stderr } = runPolicy(scratchFolder(), ['completion', 'csh']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('one of bash, zsh, fish')]);
  });
});
