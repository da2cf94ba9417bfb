import { parseAddressList } from 'email-addresses';
import fc from 'fast-check';
import addressparser from 'nodemailer/lib/addressparser/index.js';
import { describe, expect, it } from 'vitest';
import validator from 'validator';
import { canonicalEmail, emailAt } from '../../../src/pattern/languages/email.ts';
import { emailAnswer } from '../../reference/email-form.ts';
import { effort } from '../matching.ts';
import { answersOf } from './answers.ts';
import { hostileEmails } from './hostile-emails.ts';
import { names } from './host-texts.ts';
import { nearly, textOf } from './mutate.ts';

const runs = { numRuns: 1_500 * effort, seed: 13 };
const any = answersOf(canonicalEmail());

const mailboxes = fc
  .tuple(textOf('aZ9_', 1, 1), textOf("bY0_+-'", 0, 4), fc.array(textOf("cX1_+-'", 1, 3), { maxLength: 2 }))
  .map(([first, more, parts]) => [first + more, ...parts].join('.'));
const addresses = fc
  .tuple(mailboxes, names, fc.boolean())
  .map(([mailbox, name, upper]) => `${mailbox}@${upper ? name.toUpperCase() : name}`);

describe('canonical addresses', () => {
  it('are all that the grammar makes', () => {
    fc.assert(
      fc.property(addresses, (text) => {
        expect(any(text), text).toBe('no');
        expect(emailAnswer(text, [], false)).toBe('no');
      }),
      runs,
    );
  });

  it('are those that a check written by hand finds, and read alike by three other readers', () => {
    let accepted = 0;
    fc.assert(
      fc.property(nearly(addresses), (text) => {
        expect(any(text), text).toBe(emailAnswer(text, [], false));
        if (any(text) === 'unclear') return;
        accepted += 1;
        expectReadAlike(text);
      }),
      runs,
    );
    expect(accepted).toBeGreaterThan(runs.numRuns / 6);
  });

  it.each(hostileEmails)('%j is none: %s', (text) => {
    expect(any(text)).toBe('unclear');
  });
});

/** The grammar of RFC 5322, what a mail sender makes of a header, and a validator; in a list, too. */
function expectReadAlike(text: string): void {
  const [mailbox = '', domain = ''] = text.split('@');
  const listed = parseAddressList(`${text}, last@example.com`) ?? [];
  expect(
    listed.map((entry) => (entry.type === 'mailbox' ? [entry.local, entry.domain, entry.name] : [])),
    text,
  ).toEqual([
    [mailbox, domain, null],
    ['last', 'example.com', null],
  ]);
  expect(addressparser(text), text).toEqual([{ address: text, name: '' }]);
  expect(validator.isEmail(text, { require_tld: false }), text).toBe(true);
}

const wanted: readonly (readonly [domains: readonly string[], subdomains: boolean])[] = [
  [['a.b'], false],
  [['a.b', 'C.b'], true],
  [['xn--a.b', 'a_b.b', 'b'], true],
];

describe.each(wanted)('addresses at %j, subdomains: %j', (domains, subdomains) => {
  const ask = answersOf(canonicalEmail(), emailAt(domains, subdomains));
  const near = [
    'a.b',
    'x.a.b',
    'x.y.a.b',
    'xa.b',
    'c.b',
    'C.B',
    'x.C.b',
    'b',
    'xn--a.b',
    'XN--A.b',
    'a_b.b',
    'a_.b',
    'c.d',
    'x.c',
  ];
  const close = fc
    .tuple(
      fc.constantFrom('e', 'E.f', "o'n", 'e+f', '+e', 'e.'),
      fc.constantFrom(...near, 'xn--x.b', 'x.xn--a.b'),
    )
    .map((parts) => parts.join('@'));

  it('are those that a check written by hand finds', () => {
    const answers = { yes: 0, no: 0, unclear: 0 };
    fc.assert(
      fc.property(fc.oneof(close, nearly(close)), (text) => {
        const answer = ask(text);
        answers[answer] += 1;
        expect(answer, text).toBe(emailAnswer(text, domains, subdomains));
      }),
      runs,
    );
    expect(Math.min(...Object.values(answers))).toBeGreaterThan(20);
  });
});
