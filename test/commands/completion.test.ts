import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandList } from '../../src/commands/command-list.ts';
import { completionTable } from '../../src/commands/completion/completion-table.ts';
import { lintRules } from '../../src/lint/registry.ts';
import { runPolicyHere } from '../support/run-policy-here.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const scripts = new Map<string, string>();
for (const shell of ['bash', 'zsh', 'fish'])
  scripts.set(shell, (await runPolicyHere(scratchFolder(), ['completion', shell])).stdout);
const script = (shell: string): string => scripts.get(shell) ?? '';
const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

/** What bash offers for the last of the words of each line, which it has split as it does: `=` is a word. */
function offered(lines: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const asked = lines.map((words) => {
    const line = words.map((word) => `'${word}'`).join(' ');
    return `COMP_WORDS=(policy ${line}); COMP_CWORD=${words.length}; COMPREPLY=(); _policy; printf '%s\\n' "\${COMPREPLY[@]}" ---`;
  });
  const input = [script('bash'), ...asked].join('\n');
  const { stdout, stderr } = spawnSync('bash', ['--norc'], { encoding: 'utf8', input });
  expect(stderr).toBe('');
  const answers = stdout.split('---\n').slice(0, -1);
  return answers.map((answer) => answer.split('\n').filter((word) => word !== ''));
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
    [['lint', '--rule', '=', 'isolation/overlap', '=', 'w'], ['warning']],
    [['lint', '--rule', '=', 'isolation/overl'], ['isolation/overlap']],
    [['lint', '--format', '=', 'sa'], ['sarif']],
    [['lint', '--controls', 'so'], ['soc2']],
    // A file of a format.
    [['rules', '--format', 'json', '=', 'y'], []],
    [['rules', '--format', 'json', '='], []],
    [['rules', 'yaml/s'], ['yaml/syntax']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    // Where nothing is offered, bash offers files.
    [['lint', 'poli'], []],
    [['lint', '--output', 'l'], []],
  ];
  it('offers what fits', () => {
    const answers = offered(cases.map(([typed]) => typed));
    expect(cases.map(([typed], at) => [typed, answers[at]])).toEqual(cases);
  });

  it('offers every option of every command', async () => {
    const table = await completionTable(commandList);
    const answers = offered(
      table.map(({ path }) => [...path.split(' ').filter((word) => word !== ''), '--']),
    );
    const flags = table.map(({ options }) =>
      options.flatMap((option) => option.flags).filter((flag) => flag.startsWith('--')),
    );
    expect(answers).toEqual(flags);
  });

  it('offers every rule', () => {
    expect(offered([['rules', '']])).toEqual([lintRules.map(({ code }) => code)]);
  });
});

/** What these lines are after the Tab key, in an interactive zsh. */
function completedByZsh(lines: readonly string[]): readonly string[] {
  const folder = scratchFolder({ 'policies.yaml': '', 'comp.zsh': script('zsh') });
  const keys = lines.map((line) => `zpty -w -n z ${JSON.stringify(line)}$'\\t\\x18'`).join('\n');
  const driver = `zmodload zsh/zpty || exit 1
zpty z 'TERM=dumb zsh -f -i'
zpty -w z "PS1=; autoload -Uz compinit; compinit -u -D; source ./comp.zsh"
zpty -w z "show() { print -r -- \\"\\$BUFFER\\" >> out; BUFFER= }; zle -N show; bindkey '^X' show; unsetopt beep"
${keys}
for i in {1..400}; do
  while zpty -rt z x; do :; done
  [ "$(wc -l <out 2>/dev/null)" = ${lines.length} ] && break
  sleep 0.05
done
zpty -d z
`;
  spawnSync('zsh', ['-f', '-c', driver], { cwd: folder, timeout: 25_000, encoding: 'utf8' });
  const out = join(folder, 'out');
  return existsSync(out) ? readFileSync(out, 'utf8').trimEnd().split(/ *\n/) : [];
}

/** What fish offers for these lines. */
function completedByFish(lines: readonly string[]): readonly string[] {
  const folder = scratchFolder({ 'policies.yaml': '', 'comp.fish': script('fish') });
  const asked = lines.map((line) => `complete -C '${line}' | string split -f1 \\t | string join ' '`);
  const code = ['source ./comp.fish', ...asked].join('\n');
  const { stdout } = spawnSync('fish', ['--no-config', '-c', code], { cwd: folder, encoding: 'utf8' });
  return stdout.trimEnd().split('\n');
}

describe('completion in other shells', () => {
  it.skipIf(!has('zsh'))('completes in zsh', () => {
    const lines = new Map([
      ['policy li', 'policy lint'],
      ['policy lint --fo', 'policy lint --format'],
      ['policy lint --format sa', 'policy lint --format sarif'],
      ['policy lint --format=sa', 'policy lint --format=sarif'],
      ['policy rules yaml/sy', 'policy rules yaml/syntax'],
      ['policy -C lint ev', 'policy -C lint eval'],
      ['policy bundle insp', 'policy bundle inspect'],
      ['policy lint --rule isolation/ov', 'policy lint --rule isolation/overlap'],
      ['policy lint --rule isolation/overlap=w', 'policy lint --rule isolation/overlap=warning'],
      ['policy lint --rule=isolation/overlap=w', 'policy lint --rule=isolation/overlap=warning'],
      ['policy lint poli', 'policy lint policies.yaml'],
      ['policy lint --controls soc', 'policy lint --controls soc2'],
    ]);
    expect(completedByZsh([...lines.keys()])).toEqual([...lines.values()]);
  });

  it.skipIf(!has('fish'))('completes in fish', () => {
    const lines = new Map([
      ['policy li', 'lint'],
      ['policy lint --form', '--format'],
      ['policy lint --format sa', 'sarif'],
      ['policy lint --format=sa', '--format=sarif'],
      ['policy rules yaml/sy', 'yaml/syntax'],
      ['policy -C lint ev', 'eval'],
      ['policy completion ', 'bash fish zsh'],
      ['policy lint --rule isolation/overlap=w', 'isolation/overlap=warning'],
      ['policy lint poli', 'policies.yaml'],
    ]);
    expect(completedByFish([...lines.keys()])).toEqual([...lines.values()]);
  });
});

describe('policy completion', () => {
  it.each(['bash', 'zsh', 'fish'])('makes a script that %s reads', (shell) => {
    const text = script(shell);
    for (const name of [...commands, 'isolation/escape', 'sarif']) expect(text).toContain(name);
    if (!has(shell)) return;
    const cwd = scratchFolder({ script: text });
    const { status, stderr } = spawnSync(shell, ['-n', 'script'], { cwd, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('knows three shells', async () => {
    const { status, stderr } = await runPolicyHere(scratchFolder(), ['completion', 'csh']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('one of bash, zsh, fish')]);
  });
});
