import type { Log, Result, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Finding, LintResult } from '../../src/model/finding.ts';
import { lintSarif } from '../../src/report/lint-sarif.ts';
import { createSourceText, type SourceText } from '../../src/text/source-text.ts';
import { codeScanningProblems } from './code-scanning.ts';
import { sarifOptions } from './format-options.ts';
import { findingAt, resultOf } from './lint-findings.ts';
import { sarifSchema } from './sarif-schema.ts';

const text = 'a: 1\ndefault_action: allow\nb: 2\n';
const finding = findingAt('a.yaml', text, 'allow');
const isSarif = sarifSchema();

const sourcesOf = (...files: readonly (readonly [string, string])[]): ReadonlyMap<string, SourceText> =>
  new Map(files.map(([file, content]) => [file, createSourceText(file, content)]));

function sarifOf(result: LintResult, sources = sourcesOf(['a.yaml', text]), more: object = {}): Run {
  const written = lintSarif(result, sources, { ...sarifOptions, ...more });
  const log: Log = JSON.parse(written);
  expect(isSarif(log), JSON.stringify(isSarif.errors?.slice(0, 3))).toBe(true);
  const [run] = log.runs;
  if (run === undefined || log.runs.length !== 1) throw new Error('not one run');
  return run;
}

function only(run: Run): Result {
  const [result] = run.results ?? [];
  if (result === undefined) throw new Error('no result');
  return result;
}

const print = (run: Run): unknown => only(run).partialFingerprints?.primaryLocationLineHash;

describe('the list of GitHub’s rules', () => {
  it('has nothing against a run without findings, and sees what is wrong', () => {
    const empty = lintSarif(resultOf([]), new Map(), sarifOptions);
    expect(codeScanningProblems(empty)).toEqual([]);
    const log: Log = JSON.parse(empty);
    log.runs[0]?.results?.push({ ruleId: 'x', message: { text: '' }, suppressions: [] });
    expect(codeScanningProblems(JSON.stringify(log))).toHaveLength(6);
  });
});

describe('lintSarif', () => {
  it('says what, where and what to write, in the words of code scanning', () => {
    const shown = findingAt('a.yaml', text, 'allow', {
      code: 'isolation/rules-escape',
      tenant: 'acme',
      tool: 'read',
      witness: { tool: 'read', arguments: { path: '/x' }, context: {}, kind: 'foreign' },
      causes: ['b [1].yaml'],
    });
    const written = lintSarif(resultOf([shown]), sourcesOf(['a.yaml', text]), {
      ...sarifOptions,
      pathPrefix: 'po licies/',
    });
    expect(codeScanningProblems(written)).toEqual([]);
    const run = sarifOf(resultOf([shown]), undefined, { pathPrefix: 'po licies/' });
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.automationDetails?.id).toBe('policy-lint/po licies/');
    const { ruleId, level, message, locations, relatedLocations, properties } = only(run);
    expect([ruleId, level]).toEqual(['isolation/rules-escape', 'error']);
    expect(message.text).toBe(
      [
        'whatever no rule decides is allowed.',
        'Allowed: read {"path":"/x"}   (only the enforced boundary stops it).',
        'To do: write `default_action: deny`',
        'See also [b \\[1\\].yaml](1).',
      ].join('\n'),
    );
    expect(locations?.[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'po%20licies/a.yaml', uriBaseId: '%SRCROOT%' },
      region: { startLine: 2, startColumn: 17, endLine: 2, endColumn: 22, snippet: { text: 'allow' } },
      contextRegion: { snippet: { text: 'default_action: allow' } },
    });
    expect(relatedLocations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(
      'po%20licies/b%20%5B1%5D.yaml',
    );
    expect(properties).toMatchObject({ tenant: 'acme', witness: { arguments: { path: '/x' } } });
  });

  it('describes every rule, and leads from it to its controls', () => {
    const run = sarifOf(resultOf([finding]));
    const { rules = [], supportedTaxonomies } = run.tool.driver;
    expect(rules.map(({ id }) => id)).toEqual(sarifOptions.rules.map(({ code }) => code));
    expect(supportedTaxonomies?.length).toBe(run.taxonomies?.length);
    const targets = rules.flatMap(({ relationships = [] }) => relationships.map(({ target }) => target));
    expect(targets.length).toBeGreaterThan(80);
    for (const { id, index, toolComponent } of targets) {
      const taxonomy = run.taxonomies?.[toolComponent?.index ?? -1];
      expect([taxonomy?.name, taxonomy?.taxa?.[index ?? -1]?.id]).toEqual([toolComponent?.name, id]);
    }
    expect(rules.every(({ help }) => !/\]\(/.test(help?.markdown ?? ''))).toBe(true);
  });

  it('describes a code that no rule stands for', () => {
    const written = lintSarif(resultOf([{ ...finding, code: 'new/code' }]), new Map(), sarifOptions);
    expect(codeScanningProblems(written).filter((problem) => !problem.includes('Markdown'))).toEqual([]);
  });

  const moved: readonly (readonly [string, string, boolean])[] = [
    ['lines before it', `# one\n# two\n\n${text}`, true],
    ['a line beside it', text.replace('b: 2', 'c: 3'), true],
    ['indentation', text.replace('default_action: ', 'default_action:     '), true],
    ['line ends', text.replaceAll('\n', '\r\n'), true],
    ['a byte order mark', `\ufeff${text}`, true],
    ['the marked text', text.replace('allow', 'allowed'), false],
  ];
  it.each(moved)('a change of %s keeps the fingerprint or not', (_what, changed, kept) => {
    const marked = changed.includes('allowed') ? 'allowed' : 'allow';
    const after = sarifOf(resultOf([findingAt('a.yaml', changed, marked)]), sourcesOf(['a.yaml', changed]));
    expect(print(after) === print(sarifOf(resultOf([finding])))).toBe(kept);
  });

  it('tells findings apart that are alike, by number', () => {
    const [first, second] = sarifOf(resultOf([finding, { ...finding }])).results ?? [];
    expect(first?.partialFingerprints).not.toEqual(second?.partialFingerprints);
  });

  it('quotes no secret, nor tells a digest of it, wherever it is found', () => {
    const secret = 'a: hunter2hunter2\n';
    const hushed = findingAt('a.yaml', secret, 'hunter2hunter2', { code: 'structure/secret', secret: true });
    const beside = findingAt('a.yaml', secret, 'a: h');
    for (const result of [
      resultOf([beside, hushed]),
      { ...resultOf([beside]), hidden: [{ finding: hushed, by: 'file' as const }] },
    ]) {
      const written = lintSarif(result, sourcesOf(['a.yaml', secret]), { ...sarifOptions, all: true });
      expect(written).not.toContain('hunter2');
    }
    const other = findingAt('a.yaml', 'a: swordfish\n', 'swordfish', {
      code: 'structure/secret',
      secret: true,
    });
    expect(print(sarifOf(resultOf([hushed]), sourcesOf(['a.yaml', secret])))).toBe(
      print(sarifOf(resultOf([other]), sourcesOf(['a.yaml', 'a: swordfish\n']))),
    );
  });

  it('keeps within what is taken, the worst first, and counts the rest', () => {
    const many: readonly Finding[] = Array.from({ length: 6_000 }, (_, index) =>
      findingAt(`${index}.yaml`, text, 'allow', { severity: index === 5_999 ? 'error' : 'note' }),
    );
    const written = lintSarif(resultOf(many), new Map(), sarifOptions);
    expect(codeScanningProblems(written)).toEqual([]);
    const [run]: readonly Run[] = JSON.parse(written).runs;
    expect(run?.results).toHaveLength(5_000);
    expect(run?.results?.at(-1)?.level).toBe('error');
    expect(run?.invocations?.[0]?.toolExecutionNotifications?.map(({ message }) => message.text)).toEqual([
      '1 error, 5,999 notes in 1 file, 1 tenant.',
      '1,000 notes more had no room here; policy lint --all lists them.',
    ]);
    const whole = lintSarif(resultOf(many), new Map(), { ...sarifOptions, all: true });
    expect(JSON.parse(whole).runs[0].results).toHaveLength(6_000);
  });

  it('keeps within 10 MB, whatever the findings say', () => {
    const loud = Array.from({ length: 4_000 }, () => ({ ...finding, message: '漢'.repeat(900) }));
    const written = lintSarif(resultOf(loud), new Map(), sarifOptions);
    expect(Buffer.byteLength(written)).toBeLessThan(10_000_000);
    expect(written).toContain('more had no room here');
    // Many short lines are mostly indentation.
    const causes = Array.from({ length: 10 }, (_, index) => `${index}.yaml`);
    const wordy = Array.from({ length: 4_000 }, () => ({ ...finding, causes }));
    expect(Buffer.byteLength(lintSarif(resultOf(wordy), new Map(), sarifOptions))).toBeLessThan(10_000_000);
  });

  it('leaves what is suppressed out and says so; --all has it, marked', () => {
    const hidden = [
      { finding, by: 'comment' as const, reason: 'pilot' },
      { finding: { ...finding }, by: 'file' as const },
    ];
    const result = { ...resultOf([], { suppressed: 2 }), hidden };
    const run = sarifOf(result);
    expect(run.results).toEqual([]);
    expect(run.invocations?.[0]?.toolExecutionNotifications?.at(-1)?.message.text).toMatch(
      /^2 suppressed findings left out/,
    );
    expect(
      sarifOf(result, undefined, { all: true }).results?.map(({ suppressions }) => suppressions),
    ).toEqual([
      [{ kind: 'inSource', status: 'accepted', justification: 'pilot' }],
      [{ kind: 'external', status: 'accepted' }],
    ]);
  });

  it('offers a fix that keeps the meaning, and only such', () => {
    const edits = [{ file: 'a.yaml', range: finding.range, text: 'deny' }];
    const fixed = sarifOf(resultOf([{ ...finding, fix: { title: 'deny it', safe: true, edits } }]));
    expect(only(fixed).fixes?.[0]?.artifactChanges[0]?.replacements).toEqual([
      {
        deletedRegion: { startLine: 2, startColumn: 17, endLine: 2, endColumn: 22 },
        insertedContent: { text: 'deny' },
      },
    ]);
    expect(
      only(sarifOf(resultOf([{ ...finding, fix: { title: 'x', safe: false, edits } }]))).fixes,
    ).toBeUndefined();
  });
});
