import fc from 'fast-check';
import { textOf } from './mutate.ts';

const letters = 'abcxyz';

const label: fc.Arbitrary<string> = fc
  .tuple(textOf(`${letters}019`, 1, 2), textOf(`${letters}09-`, 0, 6), textOf(`${letters}01`, 1, 2))
  .map((parts) => parts.join(''))
  .filter((text) => text.slice(2, 4) !== '--');

/** Names of the domain name system in lower case. */
export const names: fc.Arbitrary<string> = fc
  .tuple(fc.array(label, { maxLength: 3 }), textOf(letters, 1, 4))
  .map(([labels, last]) => [...labels, last].join('.'));

export const ipv4Texts: fc.Arbitrary<string> = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255))
  .map((numbers) => numbers.join('.'));

/** Eight groups, many of them zero. */
export const ipv6Values: fc.Arbitrary<readonly number[]> = fc.array(
  fc.oneof(
    fc.constant(0),
    fc.constant(0),
    fc.constantFrom(1, 0xf, 0x10, 0xffff, 0xfe80, 0x2001),
    fc.nat(0xffff),
  ),
  { minLength: 8, maxLength: 8 },
);
