import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sarifSchema } from '../report/sarif-schema.ts';
import { junitProblems } from '../report/xml-problems.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { sloppyPolicies } from '../support/sloppy-policies.ts';
import { runCommand } from './run-command.ts';

/** As many as a team has that never ran the linter; fewer where nobody waits that long. */
const tenants = process.env.BULKHEAD_LONG === undefined ? 18 : 300;

interface Run {
  readonly code: number;
  readonly pretty: string;
  readonly found: readonly string[];
  readonly suppressed: number;
}

async function lint(folder: string, ...args: readonly string[]): Promise<Run> {
  const [pretty, json] = [join(folder, 'report.txt'), join(folder, 'report.json')];
  const outputs = ['--format', `pretty=${pretty}`, '--format', `json=${json}`];
  const { code } = await runCommand(['-q', '-C', folder, 'lint', ...args, ...outputs]);
  const { findings, summary } = JSON.parse(readFileSync(json, 'utf8'));
  return {
    code,
    pretty: readFileSync(pretty, 'utf8'),
    found: findings.map((finding: { code: string; file: string }) => `${finding.code} ${finding.file}`),
    suppressed: summary.suppressed,
  };
}

function edit(folder: string, file: string, from: string, to: string): void {
  const text = readFileSync(join(folder, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(folder, file), text.replace(from, to));
}

function git(folder: string, ...args: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=e', ...args], { cwd: folder, stdio: 'pipe' });
}

/** A folder whose suppressions are written and committed, and how many findings the first run had. */
async function adopted(): Promise<{ readonly folder: string; readonly first: Run }> {
  const folder = scratchFolder({ ...sloppyPolicies(tenants), '.gitignore': 'report.*\n' });
  const first = await lint(folder);
  await lint(folder, '--suppress-all');
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'The linter, with what there was suppressed');
  return { folder, first };
}

describe('an old folder of sloppy policies', () => {
  test('can be held to what it is: only what is new fails, and what was mended is told', async () => {
    const { folder, first } = await adopted();
    expect(first.code).toBe(1);
    expect(first.found.length).toBeGreaterThan(tenants * 5);
    // Bounded, and it says so.
    expect(first.pretty.split('\n').length).toBeLessThan(600);
    expect(first.pretty).toMatch(
      /\.\.\. and [0-9,]+ errors?, [0-9,]+ warnings? more \(.*\); --all shows them/,
    );

    const quiet = await lint(folder);
    expect(quiet).toMatchObject({ code: 0, found: [], suppressed: first.found.length });
    expect(quiet.pretty).toMatch(
      new RegExp(`nothing new .* ${first.found.length} suppressed \\([0-9]+ rules-escapes\\)`),
    );

    // Somebody copies the sloppy anchor into a policy that had none.
    edit(
      folder,
      'customers/customer_002.yaml',
      '{ path_within: /data/customer_002/ }',
      "'/data/customer_002/'",
    );
    const added = await lint(folder);
    expect(added.code).toBe(1);
    expect(new Set(added.found.map((name) => name.split(' ')[1]))).toEqual(
      new Set(['customers/customer_002.yaml']),
    );
    expect(added.found).toContain('match/unanchored customers/customer_002.yaml');
    expect(added.suppressed).toBe(first.found.length);

    // Another mends what was suppressed.
    edit(
      folder,
      'customers/customer_002.yaml',
      "'/data/customer_002/'",
      '{ path_within: /data/customer_002/ }',
    );
    edit(folder, 'customers/customer_007.yaml', 'default_action: allow', 'default_action: deny');
    const mended = await lint(folder);
    expect(mended.code).toBe(0);
    expect(mended.found.length).toBeGreaterThan(0);
    expect(new Set(mended.found)).toEqual(new Set(['structure/ignore policy.suppressions.json']));
    await lint(folder, '--prune-suppressions');
    expect(await lint(folder)).toMatchObject({ code: 0, found: [] });
  });

  test('does not let a pull request loosen its own gate', async () => {
    const { folder } = await adopted();
    edit(
      folder,
      'customers/customer_002.yaml',
      '{ path_within: /data/customer_002/ }',
      "'^/data/customer_00.2/'",
    );
    const codes = (await lint(folder)).found.map((name) => name.split(' ')[0] ?? '');
    const off = [...new Set(codes)].filter((code) => !code.startsWith('isolation/escape'));
    writeFileSync(
      join(folder, 'policy.config.yaml'),
      `lint:\n  rules:\n${off.map((code) => `    ${code}: off\n`).join('')}`,
    );
    expect(await lint(folder)).toMatchObject({ code: 0 });
    expect(await lint(folder, '--config-from', 'HEAD')).toMatchObject({ code: 1 });
    // Nor by suppressing it, nor by leaving the file out.
    writeFileSync(join(folder, 'policy.config.yaml'), 'exclude: [customers/customer_002.yaml]\n');
    expect(await lint(folder, '--config-from', 'HEAD')).toMatchObject({ code: 1 });
    writeFileSync(join(folder, 'policy.config.yaml'), '{}\n');
    await lint(folder, '--suppress-all');
    expect(await lint(folder)).toMatchObject({ code: 0 });
    expect(await lint(folder, '--config-from', 'HEAD')).toMatchObject({ code: 1 });
  });

  test('reports to machines what their schemas ask for', async () => {
    const folder = scratchFolder(sloppyPolicies(tenants));
    const [sarif, junit] = [join(folder, 'report.sarif'), join(folder, 'report.xml')];
    const outputs = ['--format', `sarif=${sarif}`, '--format', `junit=${junit}`];
    await runCommand(['-q', '-C', folder, 'lint', ...outputs]);
    const validate = sarifSchema();
    expect(validate(JSON.parse(readFileSync(sarif, 'utf8'))), JSON.stringify(validate.errors)).toBe(true);
    expect(await junitProblems(readFileSync(junit, 'utf8'))).toEqual([]);
  });
});
