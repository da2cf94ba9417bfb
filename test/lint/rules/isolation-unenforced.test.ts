import { describe, expect, it } from 'vitest';
import { findingsOf, markedBy } from '../lint-texts.ts';

const code = 'isolation/unenforced';
const tools = 'tools: { read: { arguments.id: open } }\n';

describe(code, () => {
  it('points at the switch, in each document', () => {
    const texts = {
      'a.yaml': `kind: boundaries\nenforce: false\n${tools}`,
      'b.yaml': `kind: boundaries\nenforce: true\ntools: { write: none }\n`,
    };
    expect(markedBy(code, texts)).toEqual(['a.yaml:2:10 false']);
  });

  it('is a warning', () => {
    expect(findingsOf(code, `kind: boundaries\nenforce: false\n${tools}`)).toMatchObject([
      { severity: 'warning' },
    ]);
    expect(findingsOf(code, `kind: boundaries\n${tools}`)).toEqual([]);
  });
});
