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
});
