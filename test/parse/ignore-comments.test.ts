import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/parse/read-document.ts';

const ignores = (text: string) =>
  readDocument('f.yaml', text).ignores.map(({ code, until, reason, place }) => ({
    code,
    until,
    reason,
    text: text.slice(place.start, place.end),
  }));

describe('ignore comments', () => {
  it('have a code, a date and a reason', () => {
    expect(ignores('# policy-ignore match/case until 2027-01-31 -- old tool \ntenant_id: a\n')).toEqual([
      {
        code: 'match/case',
        until: '2027-01-31',
        reason: 'old tool',
        text: '# policy-ignore match/case until 2027-01-31 -- old tool',
      },
    ]);
  });

  it.each([
    ['tenant_id: a # policy-ignore x', { code: 'x', until: undefined, reason: undefined }],
    ['#policy-ignore x --\ntenant_id: a', { code: 'x', until: undefined, reason: undefined }],
    ['# policy-ignore\ntenant_id: a', { code: '', until: undefined, reason: undefined }],
    ['# policy-ignore a b -- c\ntenant_id: a', { code: 'a b', until: undefined, reason: 'c' }],
    ['# policy-ignore a -- b\n# another\ntenant_id: a', { code: 'a', until: undefined, reason: 'b' }],
  ])('reads %j', (text, expected) => {
    expect(ignores(text)).toMatchObject([expected]);
  });

  it.each([
    "tenant_id: a\nname: ' # policy-ignore x -- y'",
    'tenant_id: a\nname: |\n  # policy-ignore x -- y\n  text\n',
    'tenant_id: a#policy-ignore x',
    '# policy-ignored x\ntenant_id: a',
  ])('finds none in %j', (text) => {
    expect(ignores(text)).toEqual([]);
  });
});
