import { describe, expect, it } from 'vitest';
import { findingsOf, markedBy } from '../lint-texts.ts';

const conditions = (pattern: string): string =>
  `  - { tool: x, conditions: [{ match: { arguments.q: '${pattern}' }, action: deny }] }\n`;

describe('pattern/too-large', () => {
  it('is a pattern whose automaton explodes', () => {
    const text = `tenant_id: t\nrules:\n${conditions('a.{40}b')}`;
    expect(markedBy('pattern/too-large', text)).toEqual(["policy.yaml:3:53 'a.{40}b'"]);
  });

  it('is not a long text', () => {
    expect(markedBy('pattern/too-large', `tenant_id: t\nrules:\n${conditions('abc'.repeat(100))}`)).toEqual(
      [],
    );
  });

  it('is asked with the values of each tenant', () => {
    const template = `kind: template\nname: base\nvars: { word: { type: string } }\nrules:\n${conditions('${vars.word}')}`;
    const tenant = (id: string, word: string): string =>
      `tenant_id: ${id}\nextends: base\nvars: { word: '${word}' }\n`;
    const files = {
      'base.yaml': template,
      'a.yaml': tenant('a', 'short'),
      'b.yaml': tenant('b', 'long'.repeat(1000)),
    };
    expect(findingsOf('pattern/too-large', files)).toMatchObject([{ file: 'base.yaml', tenant: 'b' }]);
  });

  it('is a command with too many folders', () => {
    const folders = (count: number): string =>
      Array.from(
        { length: count },
        (_, at) => `/${String.fromCharCode(97 + (at % 26)).repeat(200)}${at}/`,
      ).join(', ');
    const command = (count: number): string =>
      `tenant_id: t\nrules:\n  - { tool: x, conditions: [{ match: { arguments.q: { command: { programs: [ls], paths_within: [${folders(count)}] } } }, action: allow }] }\n`;
    expect(findingsOf('pattern/too-large', command(40))).toMatchObject([
      { tenant: 't', file: 'policy.yaml' },
    ]);
    expect(findingsOf('pattern/too-large', command(4))).toEqual([]);
  });

  it.each([
    ['one value', `'${'a'.repeat(70_000)}'`],
    ['a list', `[${Array.from({ length: 20_000 }, (_, at) => `v${at}`).join(', ')}]`],
  ])('is a pattern that %s makes too long', (_name, value) => {
    const text = `tenant_id: t\nvars: { word: ${value} }\nrules:\n${conditions('^${vars.word}$')}`;
    expect(findingsOf('pattern/too-large', text)).toMatchObject([
      { tenant: 't', message: expect.stringContaining('at most 65536 characters') },
    ]);
  });

  it('is not what is no pattern as it is written', () => {
    const text = `tenant_id: t\nrules:\n${conditions('[${tenant.id}')}${conditions('${tenant.id}(?=a)')}`;
    expect(findingsOf('pattern/too-large', text)).toEqual([]);
    expect(findingsOf('pattern/invalid', text)).toHaveLength(2);
  });
});
