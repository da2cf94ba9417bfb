import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { codeScanningProblems } from '../report/code-scanning.ts';
import { buildProgram } from '../support/build-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const { inputs, runs } = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'));
const open = 'tenant_id: acme\ndefault_action: allow\n';

/** Runs the step that lints, as a runner does: bash, and the inputs in the variables that the step says. */
function runStep(
  files: { readonly [path: string]: string },
  given: { readonly [input: string]: string } = {},
) {
  const folder = scratchFolder({
    ...files,
    'summary.md': '',
    'action/package.json': '{ "type": "module" }',
    'action/bin/policy.js': `import ${JSON.stringify(pathToFileURL(buildProgram()).href)};\n`,
  });
  const step = runs.steps.at(-1);
  const variables = Object.entries(step.env).map(([name, expression]) => {
    const [, input = ''] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(String(expression)) ?? [];
    return [name, given[input] ?? inputs[input].default];
  });
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run],
    {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...Object.fromEntries(variables),
        PATH: process.env.PATH ?? '',
        CI: 'true',
        GITHUB_ACTION_PATH: join(folder, 'action'),
        GITHUB_WORKSPACE: folder,
        GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      },
    },
  );
  return { folder, status, stdout, stderr };
}

describe.skipIf(process.platform === 'win32')('the step of action.yml', () => {
  it('annotates, sums up, and leaves SARIF for the upload', () => {
    const { folder, status, stdout } = runStep(
      { 'policies/a.yaml': open, 'policies/policy.config.yaml': '' },
      { 'working-directory': 'policies' },
    );
    expect([status, stdout]).toEqual([1, expect.stringMatching(/^::error file=policies\/a\.yaml,line=2,/m)]);
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toContain(
      '1 error, 1 warning in 1 file, 1 tenant.',
    );
    expect(codeScanningProblems(readFileSync(join(folder, 'policy.sarif'), 'utf8'))).toEqual([]);
  });

  it('takes further arguments, and runs nothing that stands in them', () => {
    const files = { 'a.yaml': open };
    expect(runStep(files, { arguments: '--rule structure/default-allow=note' }).status).toBe(0);
    const { folder, status } = runStep(files, { arguments: '$(touch owned); touch owned * `touch owned`' });
    expect([status, existsSync(join(folder, 'owned'))]).toEqual([2, false]);
  });

  it('says in the summary what a run says of each control', () => {
    const { folder, status, stderr } = runStep({ 'a.yaml': open }, { arguments: '--controls soc2,hipaa' });
    expect([status, stderr]).toEqual([1, '']);
    const summary = readFileSync(join(folder, 'summary.md'), 'utf8');
    expect(summary).toContain('| `CC7.3` Evaluate security events | uncovered |');
    expect(summary).toContain('`164.312(b)` Audit controls');
  });

  it('exits 2 where there is nothing to check', () => {
    expect(runStep({}).status).toBe(2);
  });

  it('puts no input into a script', () => {
    for (const { run } of runs.steps) expect(run).not.toContain('${{');
  });
});
