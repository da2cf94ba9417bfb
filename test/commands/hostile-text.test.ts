import { describe, expect, it } from 'vitest';
import { runPolicyHere } from '../support/run-policy-here.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

/** What terminals, runners of CI and pages obey, one text after another. */
const hostile = [
  '\u001b[2J\u001b]0;x\u0007\u009b31m',
  '\u202e\u2066\u200b\ufeff',
  '::add-mask::x\n::error::y\r\n##[stop-commands]x',
  '##vso[task.complete result=Succeeded;]',
  '@octocat ![x](http://evil.example/p.png) <script>',
  ']]> {0} `|`',
  'a'.repeat(20),
].join(' ');

/** A text in double quotes of YAML and JSON, in which nothing stands that would be refused there. */
function inQuotes(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
const quoted = inQuotes(hostile);
const call = (path: string): string =>
  `${JSON.stringify({ tool: 'read', arguments: { path, [hostile]: hostile }, context: { tenant_id: 'acme', user_id: hostile }, session: hostile, id: hostile })}\n`;

const policy = (path: string): string =>
  `# ::add-mask::comment ##[error]x\ntenant_id: acme\nrules:\n  - tool: read\n    description: |\n      ::add-mask::x\n      ##[stop-commands]x\n    closed_arguments: false\n    conditions:\n      - { match: { arguments.path: { one_of: [${path}] } }, action: allow }\n`;

const files = {
  'policy.config.yaml': '',
  'a.yaml': policy(`${quoted}, other`),
  'b.txt': policy('other'),
  'boundaries.yaml': `kind: boundaries\ntools: { read: { arguments.path: { one_of: [${quoted}] } } }\n`,
  'calls.jsonl':
    call(hostile) +
    call('other') +
    JSON.stringify({ tool: hostile, arguments: {}, context: { tenant_id: hostile } }) +
    '\n',
};

const runs: readonly (readonly [command: string, args: readonly string[], formats: readonly string[]])[] = [
  [
    'lint',
    ['lint', '--all', '--fail-on', 'note'],
    ['pretty', 'json', 'sarif', 'gitlab', 'junit', 'markdown'],
  ],
  ['show', ['show', '--tenant', 'acme'], ['text', 'json']],
  [
    'eval',
    [
      'eval',
      'read',
      '--tenant',
      'acme',
      '--trace',
      '--args',
      JSON.stringify({ path: hostile, [hostile]: hostile }),
    ],
    ['pretty', 'json'],
  ],
  ['eval of a tool', ['eval', hostile.replaceAll('\0', ''), '--tenant', 'acme'], ['pretty', 'json']],
  ['diff', ['diff', 'a.yaml', 'b.yaml'], ['pretty', 'json', 'markdown']],
  ['simulate', ['simulate', 'calls.jsonl', '--show-arguments'], ['pretty', 'json', 'jsonl']],
  ['a swap', ['simulate', 'calls.jsonl', '--swap'], ['pretty', 'json']],
  ['rules', ['rules', hostile], ['pretty']],
  ['a tenant that is none', ['show', '--tenant', hostile], ['text']],
  ['a file that is none', ['lint', hostile.slice(0, 100)], ['pretty']],
  ['an option that is none', ['lint', `--${hostile}`], ['pretty']],
  ['a format that is none', ['lint', '--format', hostile], ['json']],
];
const cases = runs.flatMap(([command, args, formats]) =>
  formats.map((format) => [command, format, args] as const),
);

const order = /##[a-z]*\[|^\s*::[a-z][^:\n]*::/im;
const raw = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2060-\u2069\ufeff]/;

/** Code in Markdown: a block of it, and in a line. */
const block = /^(`{3,}).*\n[\s\S]*?^\1$/gm;
const span = /(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g;

describe('hostile text', () => {
  it.each(cases)('of %s in %s is obeyed by none', async (command, format, args) => {
    const refused = `tenant_id: gamma\nrules: [{ tool: ${quoted}, action: allow }]\n`;
    const folder = scratchFolder({
      ...files,
      'b.yaml': files['b.txt'].replace('acme', 'beta'),
      ...(command === 'lint' ? { 'c.yaml': refused } : {}),
    });
    const { status, stdout, stderr } = await runPolicyHere(folder, [...args, '--format', format]);
    expect(stdout + stderr).not.toBe('');
    expect(status).toBeLessThan(3);
    for (const text of [stdout, stderr]) {
      expect(text).not.toMatch(raw);
      expect(text).not.toMatch(order);
      expect(text.isWellFormed()).toBe(true);
    }
    // It has come as far as the output.
    expect(stdout + stderr).toMatch(/octocat|stop-commands|no-such/);
    if (format === 'markdown')
      expect(stdout.replaceAll(block, '').replaceAll(span, '')).not.toMatch(/<script|!\[|@octocat/);
  });

  it.each<{ readonly args: readonly string[] }>([
    { args: [] },
    { args: ['--text'] },
    { args: ['--format', 'json'] },
  ])('of a bundle is obeyed by none, $args', async ({ args }) => {
    const folder = scratchFolder(files);
    const built = await runPolicyHere(folder, ['bundle', 'build', '--allow-findings', '-o', 'x.tar.gz']);
    expect([built.status, built.stderr]).toEqual([0, expect.stringContaining('x.tar.gz')]);
    const { status, stdout } = await runPolicyHere(folder, ['bundle', 'inspect', 'x.tar.gz', ...args]);
    expect([status, raw.test(stdout), order.test(stdout)]).toEqual([0, false, false]);
    if (args.includes('--text')) expect(stdout).toContain('octocat');
  });
});
