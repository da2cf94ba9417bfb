import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import configSchema from '../../schemas/config.schema.json' with { type: 'json' };
import tenantSchema from '../../schemas/tenant.schema.json' with { type: 'json' };
import * as door from '../../src/index.ts';
import { decisionCodes } from '../../src/model/decision.ts';
import { transcriptFormats } from '../../src/transcript/formats.ts';
import { readPage } from './page.ts';

const { definitions } = tenantSchema;

/** What must stand on a page as code, read off the program itself. */
const words: readonly (readonly [page: string, of: string, words: readonly string[]])[] = [
  ['docs/language.md', 'decision codes', decisionCodes],
  [
    'docs/language.md',
    'keys of a policy',
    Object.keys(definitions.tenant.properties).filter((key) => key !== 'kind' && key !== 'version'),
  ],
  ['docs/language.md', 'keys of a rule', Object.keys(definitions.rule.properties)],
  ['docs/language.md', 'keys of a condition', Object.keys(definitions.condition.properties)],
  ['docs/language.md', 'keys of an approval', Object.keys(definitions.approval.properties)],
  ['docs/language.md', 'matchers', Object.keys(definitions.matcher.properties)],
  [
    'docs/configuration.md',
    'keys of the configuration',
    Object.keys(configSchema.definitions.config.properties).filter((key) => key !== 'version'),
  ],
  ['docs/library.md', 'functions of the main door', Object.keys(door)],
  ['docs/formats/README.md', 'formats of recordings', transcriptFormats.map(({ name }) => name)],
];

describe('pages name all', () => {
  it.each(words)('%s: %s', (file, _of, expected) => {
    const code = [...readPage(file).text.matchAll(/`([^`\n]+)`/g)].map(([, text]) => text).join(' ');
    const found = new Set(code.match(/[A-Za-z_][A-Za-z0-9_-]*/g));
    expect(expected.length).toBeGreaterThan(2);
    expect(expected.filter((word) => !found.has(word))).toEqual([]);
  });

  it('docs/dependencies.md: packages', () => {
    const { text } = readPage('docs/dependencies.md');
    const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(names.filter((name) => !text.includes(`| ${name} `))).toEqual([]);
  });
});
