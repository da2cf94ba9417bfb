import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/parse/read-config.ts';
import { readTenantMap } from '../../src/simulate/tenant-map.ts';
import { lintTexts } from '../lint/lint-texts.ts';
import { allPages, type Block, repository } from './page.ts';

// The examples of rule pages are held to more than this by test/lint/rule-pages.test.ts.
const pages = allPages().filter(({ file }) => !file.startsWith('docs/rules/'));
const blocks = pages.flatMap(({ file, blocks: all }) =>
  all.filter(({ language }) => language === 'yaml').map((block) => ({ at: `${file}:${block.line}`, block })),
);

describe('YAML examples', () => {
  it.each(blocks)('$at can be used as it stands', ({ block }) => {
    expect(problemsOf(block)).toEqual(block.directive.reports);
  });
});

const hookIds = new Set(
  parse(readFileSync(new URL('../../.pre-commit-hooks.yaml', import.meta.url), 'utf8')).map(
    ({ id }: { id: string }) => id,
  ),
);

/** What is wrong with an example, by what kind of file its first line says it is. */
function problemsOf({ names = 'example.yaml', text }: Block): readonly string[] {
  if (names === 'policy.config.yaml') return readConfig(names, text).diagnostics.map(({ code }) => code);
  if (names === '.gitlab-ci.yml') {
    const { include = [], 'policy-lint': job } = parse(text);
    const ours: readonly string[] = include.map(({ file }: { file: string }) => file);
    if (ours.length > 0) return ours.filter((file) => !existsSync(join(repository, file)));
    return Array.isArray(job.script) ? [] : ['no GitLab job'];
  }
  if (names === 'azure-pipelines.yml') return Array.isArray(parse(text).steps) ? [] : ['no pipeline'];
  if (names === '.circleci/config.yml')
    return Array.isArray(parse(text).jobs.policy.steps) ? [] : ['no configuration'];
  if (names === '.pre-commit-config.yaml')
    return hookIds.has(parse(text).repos[0].hooks[0].id) ? [] : ['no hook of ours'];
  if (names.startsWith('.github/')) return Array.isArray(parse(text).jobs.lint.steps) ? [] : ['no workflow'];
  if (names === 'tenants.yaml') {
    const reading = readTenantMap(parse(text));
    return reading.ok ? [] : reading.problems.map(({ message }) => message);
  }
  return documentProblems(names, text);
}

/** An example stands alone, so that what it refers to need not be there. */
function documentProblems(file: string, text: string): readonly string[] {
  const { findings, unrelated } = lintTexts({ [file]: text });
  const codes = findings.map(({ code }) => code).filter((code) => code !== 'schema/reference');
  return unrelated.length > 0
    ? ['no policy document']
    : codes.filter((code) => /^(yaml|schema|pattern)\//.test(code));
}
