import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Finding, LintResult } from '../../src/model/finding.ts';
import { lintGithub } from '../../src/report/lint-github.ts';
import { lintGitlab } from '../../src/report/lint-gitlab.ts';
import { lintJson } from '../../src/report/lint-json.ts';
import { lintJunit } from '../../src/report/lint-junit.ts';
import { lintMarkdown, lintStepSummary } from '../../src/report/lint-markdown.ts';
import { lintPretty } from '../../src/report/lint-pretty.ts';
import { lintSarif } from '../../src/report/lint-sarif.ts';
import { createSourceText, type SourceText } from '../../src/text/source-text.ts';
import { codeScanningProblems } from './code-scanning.ts';
import { digestOf, sarifOptions } from './format-options.ts';
import { findingAt, resultOf } from './lint-findings.ts';
import { sarifSchema } from './sarif-schema.ts';
import { junitProblems } from './xml-problems.ts';

/** What a file might hold to deceive whoever reads a report of it, or to give orders to what shows it. */
const texts: readonly (readonly [what: string, text: string])[] = [
  ['terminal escapes', '\u001b[2J\u001b]0;owned\u0007\u009b31m'],
  ['text that runs backwards', 'safe\u202e\u2066evil\u2069\u200f'],
  ['what shows nothing', 'a\u200b\u2060\ufeff\u00ad\u{e0041}b'],
  ['line breaks of all kinds', 'a\r\nb\u2028c\u2029d\u0085e\u000bf'],
  ['workflow commands', '\n::error file=x::owned\n##[error]owned\n::set-output name=a::b\n::add-mask::x'],
  ['orders to other runners', '##[stop-commands]x ##vso[task.complete result=Succeeded;] ##teamcity[x]'],
  ['an order at the start of a line', '  ::add-mask::a\n\t::stop-commands::x'],
  ['ends of workflow commands', '%0A::error::x,line=9::%25'],
  ['mentions and references', '@octocat @org/team #1 !2 $3 org/repo#4 GH-5'],
  [
    'links and images of Markdown',
    '![x](http://evil.example/p.png) [y](javascript:alert) <http://evil.example> www.evil.example',
  ],
  ['marks of Markdown', '`a` ``b`` **c** _d_ ~~e~~ | f \\| g\\\\| h'],
  ['blocks of Markdown', '\n\n# heading\n> quote\n- [ ] task\n```\nfence\n```\n| a | b |\n|---|---|'],
  ['HTML', '<script>alert(1)</script><img src=x onerror=y>&lt;&amp;<!--'],
  ['placeholders and links of SARIF', '{0} {1} {{0}} [evil](http://evil.example) [x](1) \\[y\\](2)'],
  ['ends of XML', ']]> </failure> <![CDATA[ &#0; &nbsp; "\' -->'],
  ['what XML cannot hold', '\u0000\u0001\u0008\u000c\ufffe\uffff\u{1ffff}'],
  ['halves of characters', 'a\ud800b\udc00c'],
  ['a path that is none', 'C:\\x ..\\y a:b ?query #hash %2e%2e'],
  ['a template', '${{ secrets.TOKEN }} ${env:HOME} $(id) `id`'],
];

interface Shown {
  readonly written: string;
  /** What a reader of the format is shown of foreign text. */
  readonly read: string;
}

const isSarif = sarifSchema();
const fails = (): boolean => true;

/** Each format: what it writes, and what has to hold of it whatever the findings say. */
const formats: readonly (readonly [
  format: string,
  (result: LintResult, sources: Sources) => Shown | Promise<Shown>,
])[] = [
  ['pretty', (result, sources) => asIs(lintPretty(result, sources))],
  ['json', (result) => strings(lintJson(result), false)],
  ['sarif', sarif],
  ['github', github],
  ['gitlab', (result, sources) => strings(lintGitlab(result, sources, { digest: digestOf }))],
  ['junit', junit],
  ['markdown', (result) => markdown(lintMarkdown(result))],
  ['step summary', (result) => markdown(lintStepSummary(result))],
];

type Sources = ReadonlyMap<string, SourceText>;

/** What GitHub's, Azure's and TeamCity's runners take for an order in a log. */
const order = /##[a-z]*\[|^\s*::[a-z][^:]*::/im;

describe.each(formats)('%s', (format, show) => {
  it.each(texts)('obeys none of %s', async (_what, text) => {
    const content = `a: ${text}\nb: here\n`;
    const place = content.startsWith(text, 3) ? text : 'here';
    const more: Partial<Finding> = {
      message: `message ${text}`,
      label: `label ${text}`,
      help: `write ${text}`,
      tenant: `tenant ${text}`,
      rule: text,
      tool: text,
      witness: { tool: text, arguments: { [text]: [text] }, context: { plan: text }, kind: 'foreign' },
      causes: [`cause ${text}.yaml`],
    };
    const file = `dir/${text}.yaml`;
    const range = findingAt('x', content, place).range;
    const hostile: Finding = { ...findingAt(file, content, place), ...more, range };
    const many: Finding = {
      ...hostile,
      code: 'x/unknown',
      tenants: 3,
      fix: { title: text, safe: true, edits: [{ file, range, text }] },
    };
    const sources = new Map([[file, createSourceText(file, content)]]);
    const { written, read } = await show(resultOf([hostile, many]), sources);
    // No raw control character but line ends: a terminal obeys whoever prints the file.
    expect(written).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]/,
    );
    expect(written.isWellFormed()).toBe(true);
    if (format !== 'github') expect(written).not.toMatch(order);
    expect(read).not.toMatch(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]/,
    );
    expect(read.isWellFormed()).toBe(true);
  });
});

function asIs(written: string): Shown {
  return { written, read: written };
}

/** All texts of a JSON file, keys too; of machine output for programs they are what they are in the file. */
function strings(written: string, isShown: boolean = true): Shown {
  const found: string[] = [];
  const value: unknown = JSON.parse(written, (key: string, each: unknown) => {
    found.push(key);
    if (typeof each === 'string') found.push(each);
    return each;
  });
  expect(parse(written)).toEqual(value);
  return { written, read: isShown ? found.join('\n') : '' };
}

function sarif(result: LintResult, sources: Sources): Shown {
  const written = lintSarif(result, sources, sarifOptions);
  const log: unknown = JSON.parse(written);
  expect(isSarif(log), JSON.stringify(isSarif.errors?.slice(0, 3))).toBe(true);
  expect(codeScanningProblems(written).filter((problem) => !problem.includes('Markdown'))).toEqual([]);
  const [run] = JSON.parse(written).runs;
  const messages: readonly string[] = run.results.map(
    ({ message }: { message: { text: string } }) => message.text,
  );
  for (const message of messages) {
    // No placeholder, and no link but those to the related locations.
    expect(message.replaceAll(/\{\{\d+\}\}/g, '')).not.toMatch(/\{\d+\}/);
    const links = [...message.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(([, target]) => target);
    expect(links).toEqual(['1']);
  }
  // A call is data, which its viewers show as such.
  for (const each of run.results) delete each.properties.witness;
  return { written, read: strings(JSON.stringify(run.results)).read };
}

function github(result: LintResult): Shown {
  const written = lintGithub(result);
  const lines = written.trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    const [, properties = ''] = /^::error ((?:[a-zA-Z]+=[^,:]*,?)+)::[^\r\n]*$/.exec(line) ?? [];
    const names = properties.split(',').map((property) => property.split('=')[0]);
    expect(names.join(' ')).toMatch(/^file line (?:col endColumn|endLine) title$/);
  }
  return asIs(written);
}

async function junit(result: LintResult, sources: Sources): Promise<Shown> {
  const written = lintJunit(result, sources, { fails });
  expect(await junitProblems(written)).toEqual([]);
  expect(written.match(/<failure /g)).toHaveLength(2);
  return asIs(written);
}

/** A page of Markdown: a table of as many rows and cells as there are, in which nothing but code and breaks is markup. */
function markdown(written: string): Shown {
  const rows = written.split('\n').filter((line) => line.startsWith('| error'));
  expect(rows).toHaveLength(2);
  expect(written.trimEnd().split('\n')).toHaveLength(8);
  for (const row of rows) {
    expect(cellsOf(row)).toBe(4);
    // What is left without code, breaks and references of characters has no mark that means anything.
    const plain = row
      .replaceAll(/(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g, '')
      .replaceAll(/<\/?code>|<br>/g, '')
      .replaceAll(/&#\d+;/g, '');
    expect(plain.replaceAll('|', '')).not.toMatch(/[<>`[\]()@!&*_~\\#$:/]/);
  }
  return asIs(written);
}

/** How many cells GitHub sees: a pipe ends one unless a backslash that is itself not escaped stands before it. */
function cellsOf(row: string): number {
  return (row.replaceAll(/\\./g, '').match(/\|/g)?.length ?? 0) - 1;
}
