import { describe, expect, it } from 'vitest';
import { runs } from '../../support/is-long.ts';
import { formalRules, lintTexts } from '../lint-texts.ts';

const lint = (comment: string): readonly string[] =>
  lintTexts(`tenant_id: t\n${comment}\ndefault_action: allow\n`, { rules: formalRules }).findings.map(
    ({ code, message }) => (code === 'structure/ignore' ? message : code),
  );
const open = 'structure/default-allow';

describe('structure/ignore', () => {
  it.each([
    `# policy-ignore ${open} -- pilot`,
    `# policy-ignore ${open} until 2026-06-01 -- pilot`,
    `# policy-ignore ${open} until 2027-01-31 -- pilot\n# policy-ignore ${open} -- twice`,
    `# policy-ignore ${open} -- pilot\n# policy-ignore structure/secret`,
  ])('lets %j hide the finding', (comment) => {
    expect(lint(comment)).not.toContain(open);
  });

  it.each([
    [`# policy-ignore ${open}`, `${open} is ignored without a reason, so the comment hides nothing`],
    [
      `# policy-ignore ${open} until 2026-05-31 -- pilot`,
      `the comment that ignores ${open} ended on 2026-05-31`,
    ],
    [`# policy-ignore ${open} until 2026-13-01 -- pilot`, '2026-13-01 is no date'],
    ['# policy-ignore structure/default-alow -- pilot', 'there is no rule structure/default-alow to ignore'],
    ['# policy-ignore -- pilot', 'an ignore comment names no rule'],
    ['# policy-ignore schema/invalid -- pilot', 'schema/invalid cannot be ignored'],
    ['# policy-ignore structure/ignore -- pilot', 'structure/ignore cannot be ignored'],
  ])('says what is wrong with %j', (comment, message) => {
    expect(lint(comment)).toEqual([message, open]);
  });

  it('ends on a wall of comments', () => {
    // So many end within the time of a test only where the work is linear.
    const wall = `# policy-ignore ${open} -- pilot\n`.repeat(runs(15_000, 40_000));
    expect(lint(wall.trimEnd())).not.toContain(open);
  });

  it('hides what stands in another comment', () => {
    const secret = ['# ghp', 'a8F3kQ9zLm2Xv7Tn4Rw6Yb1Ca8F3kQ9zLm2X'].join('_');
    expect(lint(`# policy-ignore structure/secret -- revoked\n${secret}`)).toEqual([open]);
  });

  it('finds a comment that hides nothing', () => {
    const { findings } = lintTexts(`# policy-ignore ${open} -- pilot\ntenant_id: t\n`, {
      rules: formalRules,
    });
    expect(findings.map(({ message }) => message)).toEqual([
      `nothing on the line below is ${open}, so the comment hides nothing`,
    ]);
  });
});
