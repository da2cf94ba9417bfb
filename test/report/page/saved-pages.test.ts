import { describe, expect, it } from 'vitest';
import { diffWorkspaces } from '../../../src/analysis/workspace-diff.ts';
import { diffTool } from '../../../src/analysis/diff-tool.ts';
import { lintWorkspace } from '../../../src/lint/lint-workspace.ts';
import { defaultConfig } from '../../../src/model/workspace-config.ts';
import { describeMatcher } from '../../../src/report/describe-matcher.ts';
import { diffJson } from '../../../src/report/diff-json.ts';
import { lintJson } from '../../../src/report/lint-json.ts';
import { diffPage } from '../../../src/report/page/diff-page.ts';
import { lintPage } from '../../../src/report/page/lint-page.ts';
import { readSavedResult } from '../../../src/report/saved-result.ts';
import { simulateJson } from '../../../src/report/simulate-json.ts';
import { workspaceOf, replayFor } from '../../simulate/replay-for.ts';
import { findingAt, resultOf } from '../lint-findings.ts';
import { hostileTexts, pageDigest } from './page-fixture.ts';

const policy = (pattern: string): string => `tenant_id: acme
rules:
  - tool: read
    conditions: [{ match: { arguments.path: '${pattern}' }, action: allow }]
default_action: deny
`;
const boundaries =
  'kind: boundaries\ntools: { read: { arguments.path: { path_within: "/data/${tenant.id}" } } }\n';

function lintText(): string {
  const files = new Map([
    ['acme.yaml', policy('/data/acme/.*')],
    ['boundaries.yaml', boundaries],
  ]);
  return lintJson(lintWorkspace(files, defaultConfig, { today: '2026-01-01' }));
}

function diffText(): string {
  const [from, to] = [policy('^/data/acme/.*'), policy('/data/acme/.*')].map((text) => ({
    workspace: workspaceOf({ 'acme.yaml': text }),
  }));
  if (from === undefined || to === undefined) expect.fail('two versions');
  const diff = diffWorkspaces(from, to, {
    differ: diffTool,
    digest: (text) => pageDigest(text).replaceAll(/[^a-f0-9]/g, '0'),
    describe: describeMatcher,
  });
  const text = [{ file: 'acme.yaml', patch: '--- a\n+++ b\n@@ -1 +1 @@\n-<b>old</b>\n+new\n' }];
  return diffJson({ from: 'main', to: '<script>', ...diff, text });
}

describe('a saved result', () => {
  it('is known by what it holds', () => {
    const summary = replayFor({ 'acme.yaml': policy('x') }, {}).summary(false);
    const kinds = [lintText(), diffText(), simulateJson(summary, undefined)].map((text) => {
      const reading = readSavedResult(text);
      return reading.ok ? reading.result.kind : reading.problem;
    });
    expect(kinds).toEqual(['lint', 'diff', 'simulate']);
  });

  it.for([
    ['nothing', '', 'it is not JSON: '],
    ['a key twice', '{"findings":[],"findings":[]}', 'the key /findings occurs twice'],
    ['something else', '{"a":1}', 'it is no result of policy simulate, lint or diff'],
    ['a list', '[]', 'it is no result of policy simulate, lint or diff'],
    ['half of a lint', '{"schemaVersion":1,"findings":[]}', 'it is no result of policy lint: '],
    [
      'findings of another shape',
      '{"schemaVersion":1,"findings":[1],"summary":{}}',
      'it is no result of policy lint at /findings/0: ',
    ],
    ['half of a diff', '{"groups":[]}', 'it is no result of policy diff: '],
  ] as const)('is refused where it is %s', ([, text, problem]) => {
    const reading = readSavedResult(text);
    expect(reading.ok ? 'read' : reading.problem).toContain(problem);
  });
});

describe('the page of a lint', () => {
  it('says what is refuted, with the call that shows it', () => {
    const reading = readSavedResult(lintText());
    if (!reading.ok || reading.result.kind !== 'lint') expect.fail('a lint result');
    const page = lintPage(reading.result.output, pageDigest);
    expect(page).toContain('isolation is refuted for 1 tenant');
    expect(page).toContain('isolation/rules-escape');
    expect(page).toContain('policy eval read --tenant acme');
    expect(page.indexOf('id="findings"')).toBeLessThan(page.indexOf('id="isolation"'));
  });

  it('says so where nothing was found', () => {
    const page = lintPage({ schemaVersion: 1, ...resultOf([]) }, pageDigest);
    expect(page).toContain('✓ No error. Nothing was asked to be proved of isolation.');
    expect(page).toContain('Nothing was found.');
  });

  it('keeps hostile text as text, and is bounded', () => {
    const findings = hostileTexts.map((text) =>
      findingAt('a.yaml', 'a', 'a', { message: text, help: text, file: text, tenant: text, rule: text }),
    );
    const page = lintPage({ schemaVersion: 1, ...resultOf(findings) }, pageDigest);
    for (const text of hostileTexts.filter((each) => each.includes('<'))) expect(page).not.toContain(text);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toContain('\u001b');
    const long = findingAt('a.yaml', 'a', 'a', { message: '\u202e'.repeat(2000) });
    const many = lintPage(
      { schemaVersion: 1, ...resultOf(Array.from({ length: 2000 }, () => long)), omitted: 7 },
      pageDigest,
    );
    expect(many.length).toBeLessThan(5_000_000);
    expect(many).toMatch(/[\d,]+ more findings, not shown here/);
  });
});

describe('the page of a diff', () => {
  it('says what is wider, with a call and the text', () => {
    const reading = readSavedResult(diffText());
    if (!reading.ok || reading.result.kind !== 'diff') expect.fail('a diff result');
    const page = diffPage(reading.result.output, pageDigest);
    expect(page).toContain('More may happen than before');
    expect(page).toContain('+ wider');
    expect(page).toContain('policy eval read --tenant acme');
    expect(page).toContain('<span class="deny">-&#60;b&#62;old&#60;/b&#62;</span>');
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  it('says so where nothing changed', () => {
    const page = diffPage(
      { schemaVersion: 1, from: 'a', to: 'b', tenants: [], groups: [], workspace: [], plans: [], text: [] },
      pageDigest,
    );
    expect(page).toContain('✓ Nothing may happen that could not before');
  });
});
