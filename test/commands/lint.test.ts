import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { lintRules } from '../../src/lint/registry.ts';
import { runPolicy } from '../support/run-policy.ts';
import { runPolicyHere } from '../support/run-policy-here.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

// What every tenant should have, so that nothing is found but what a test is about.
const posture =
  'isolation: { architecture: siloed, egress: { default: deny }, identity: { kind: workload, token_ttl: 5m, claims: [tenant_id] } }';
const open = `tenant_id: acme\ndefault_action: allow\n${posture}\n`;
const clean = `tenant_id: other\nrules: [{ tool: get_time, action: allow, constraints: { rate_limit: 9/s } }]\n${posture}\n`;
const escaped =
  'tenant_id: acme\r\nrules: [{ tool: x, conditions: [{ match: { arguments.q: "\\s" }, action: deny }] }] # end\r\n' +
  `${posture}\r\n`;

describe('policy lint', () => {
  it('exits 1 on an error and shows it', async () => {
    const { status, stdout, stderr } = runPolicy(scratchFolder({ 'a.yaml': open, 'b.yaml': clean }), [
      'lint',
    ]);
    expect(stdout).toContain(
      'error structure/default-allow  whatever no rule decides is allowed\n  a.yaml:2:17\n',
    );
    expect(stdout).toMatch(/\n1 error, 1 warning in 2 files, 2 tenants\n$/);
    expect([status, stderr]).toEqual([1, '']);
  });

  it.each<readonly [readonly string[], number]>([
    [['--rule', 'structure/default-allow=warning'], 0],
    [['--rule', 'structure/default-allow=warning', '--fail-on', 'warning'], 1],
    [['--rule', 'structure/default-allow=note', '--fail-on', 'warning'], 0],
    [['--rule', 'structure/default-allow=off', '--fail-on', 'note'], 0],
    [['--rule', 'structure/default-alow=off'], 2],
    [['--rule', 'yaml/escape=off'], 2],
    [['--rule', 'structure/default-allow'], 2],
    [['--fail-on', 'fatal'], 2],
    [['--edition', 'zero'], 2],
  ])('with %j exits %i', async (args, expected) => {
    expect((await runPolicyHere(scratchFolder({ 'a.yaml': open }), ['lint', ...args])).status).toBe(expected);
  });

  it('exits 2 where there is nothing to check', async () => {
    const { status, stdout } = await runPolicyHere(scratchFolder({ 'deploy.yaml': 'replicas: 3\n' }), [
      'lint',
    ]);
    expect([status, stdout]).toEqual([2, '']);
  });

  it('shows of named files what a full run shows of them', async () => {
    const folder = scratchFolder({
      'a/a.yaml': open,
      'b.yaml': open.replace('acme', 'beta'),
      'deploy.yaml': 'replicas: 3\n',
    });
    const read = async (args: readonly string[]) =>
      JSON.parse((await runPolicyHere(folder, ['lint', '--format', 'json', ...args])).stdout).findings;
    const all: readonly { file: string }[] = await read([]);
    expect(all.map(({ file }) => file)).toEqual(['a/a.yaml', 'b.yaml']);
    expect(await read(['b.yaml'])).toEqual(all.slice(1));
    expect(await read(['*/*.yaml'])).toEqual(all.slice(0, 1));
    expect((await runPolicyHere(folder, ['lint', 'b.yaml'])).stderr).toBe(
      'note  deploy.yaml is no policy document\n',
    );
    for (const name of ['deploy.yaml', 'none.yaml', 'a', '*.json'])
      expect((await runPolicyHere(folder, ['lint', name])).status).toBe(2);
  });

  it('fixes what is safe, keeps all else, and shows what remains', async () => {
    const folder = scratchFolder({ 'a.yaml': escaped, 'b.yaml': open.replace('acme', 'beta') });
    const { status, stdout, stderr } = await runPolicyHere(folder, ['lint', '--fix']);
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(escaped.replace('"\\s"', "'\\s'"));
    expect([status, stderr]).toEqual([1, 'note  applied 1 fix in 1 file\n']);
    expect(stdout).toMatch(/\n1 error in 2 files, 2 tenants\n$/);
  });

  it('writes fixes through a link', async () => {
    const folder = scratchFolder({ 'far/a.txt': escaped });
    mkdirSync(join(folder, 'near'));
    symlinkSync(join('..', 'far', 'a.txt'), join(folder, 'near', 'a.yaml'));
    expect(runPolicy(folder, ['lint', '-C', 'near', '--fix']).status).toBe(0);
    expect(readFileSync(join(folder, 'far/a.txt'), 'utf8')).toContain("'\\s'");
  });

  it('feeds GitHub annotations and the step summary', async () => {
    const folder = scratchFolder({ 'policies/a.yaml': open, 'policies/policy.config.yaml': '' });
    const env = { GITHUB_STEP_SUMMARY: join(folder, 'summary.md'), GITHUB_WORKSPACE: folder };
    const { stdout } = await runPolicyHere(
      folder,
      ['lint', '-C', 'policies', '--format', 'github', '--format', 'json=out.json'],
      env,
    );
    expect(stdout).toMatch(/^::error file=policies\/a\.yaml,line=2,col=17,/);
    expect(readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8')).toContain('1 error in 1 file, 1 tenant.');
    expect(JSON.parse(readFileSync(join(folder, 'policies/out.json'), 'utf8')).summary.errors).toBe(1);
  });
});

describe('several formats at once', () => {
  it('go each to its file, with paths from the root of the repository', async () => {
    const folder = scratchFolder({
      '.git/HEAD': 'ref: refs/heads/main\n',
      'policies/a.yaml': open,
      'policies/b.yaml': clean,
      'policies/policy.config.yaml': '',
    });
    const formats = ['sarif', 'gitlab', 'junit', 'markdown', 'github', 'json'];
    const { status, stdout } = await runPolicyHere(folder, [
      ...['lint', '-C', 'policies', '--format', 'pretty'],
      ...formats.flatMap((format) => ['--format', `${format}=../${format}.out`]),
    ]);
    expect([status, stdout]).toEqual([
      1,
      expect.stringContaining('\n1 error, 1 warning in 2 files, 2 tenants\n'),
    ]);
    const read = (format: string): string => readFileSync(join(folder, `${format}.out`), 'utf8');
    const [run] = JSON.parse(read('sarif')).runs;
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('policies/a.yaml');
    expect(run.tool.driver.rules).toHaveLength(lintRules.length);
    expect(JSON.parse(read('gitlab'))[0].location.path).toBe('policies/a.yaml');
    expect(read('junit')).toContain('tests="3" failures="1" errors="0" skipped="1"');
    expect(read('markdown')).toContain('| `policies/a.yaml:2:17` |');
    expect(read('github')).toMatch(/^::error file=policies\/a\.yaml,/);
    expect(JSON.parse(read('json')).findings[0].file).toBe('a.yaml');
  });

  it.each([
    [['--fail-on', 'warning'], 2],
    [['--fail-on', 'error'], 1],
    [['--rule', 'structure/default-allow=note'], 0],
  ])('junit with %j has %i failures', async (args, failures) => {
    const { stdout } = await runPolicyHere(scratchFolder({ 'a.yaml': open, 'b.yaml': clean }), [
      'lint',
      '--format',
      'junit',
      ...args,
    ]);
    expect(stdout).toContain(`tests="3" failures="${failures}" errors="0" skipped="${2 - failures}"`);
  });

  it('sarif has what is suppressed where nothing is left out', async () => {
    const folder = scratchFolder({ 'a.yaml': open, 'b.yaml': clean });
    await runPolicyHere(folder, ['lint', '--suppress-all']);
    const shown = async (...args: readonly string[]) =>
      JSON.parse((await runPolicyHere(folder, ['lint', '--format', 'sarif', ...args])).stdout).runs[0]
        .results;
    expect(await shown()).toEqual([]);
    expect((await shown('--all')).map(({ suppressions }: { suppressions: object }) => suppressions)).toEqual([
      [{ kind: 'external', status: 'accepted' }],
      [{ kind: 'external', status: 'accepted' }],
    ]);
    // The second run is taken from memory.
    const [first, second] = [await shown('--all', '--cache'), await shown('--all', '--cache')];
    expect(second).toEqual(first);
  });
});

describe('policy rules', () => {
  it('lists the rules', async () => {
    const { status, stdout } = await runPolicyHere(scratchFolder(), ['rules']);
    expect(status).toBe(0);
    for (const { code } of lintRules)
      expect(stdout).toContain(`\n${code} `.slice(code === 'yaml/syntax' ? 1 : 0));
  });

  it('prints the page of a rule', async () => {
    const { status, stdout } = await runPolicyHere(scratchFolder(), ['rules', 'yaml/escape']);
    const page = readFileSync(new URL('../../docs/rules/yaml-escape.md', import.meta.url), 'utf8');
    expect([status, stdout]).toEqual([0, page]);
  });

  it('gives a group as data', async () => {
    const { stdout } = await runPolicyHere(scratchFolder(), ['rules', 'pattern', '--format', 'json']);
    const schema = new URL('../../schemas/rules-output.schema.json', import.meta.url);
    const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(schema, 'utf8')));
    expect(validate(JSON.parse(stdout)) ? [] : validate.errors).toEqual([]);
    expect(JSON.parse(stdout).rules.map(({ code }: { code: string }) => code)).toEqual([
      'pattern/invalid',
      'pattern/too-large',
    ]);
  });

  it('has a suggestion for a code that there is not', async () => {
    const { status, stderr } = await runPolicyHere(scratchFolder(), ['rules', 'yaml/escap']);
    expect([status, stderr]).toEqual([
      2,
      'error  there is no rule yaml/escap\n  help     did you mean yaml/escape?\n',
    ]);
  });
});
