import {
  allOf,
  choice,
  literal,
  oneOf,
  type PatternNode,
  repeat,
  sequence,
  wholeText,
} from '../pattern-node.ts';
import { hostName, labelsBelow } from './host-name.ts';

let canonical: PatternNode | undefined;
let mailbox: PatternNode | undefined;

const alphanumeric = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/**
 * One plain address: letters, digits and `_ + - '`, in parts between single dots, the first of them a letter, digit or
 * `_`, 64 characters at most; `@`; a domain name in any case.
 */
export function canonicalEmail(): PatternNode {
  canonical ??= wholeText(sequence(localPart(), literal('@'), hostName('any')));
  return canonical;
}

/**
 * Plain addresses at one of the domains, whatever the case, or with `subdomains` also below it. Those at a domain listed
 * as a name that no canonical address has (`xn--`, `_`) are none of `canonicalEmail`; all others are.
 */
export function emailAt(domains: readonly string[], subdomains: boolean): PatternNode {
  const listed = choice(...domains.map(inAnyCase));
  const domain = subdomains ? sequence(repeat(labelsBelow('any'), 0, 1), listed) : listed;
  return wholeText(sequence(localPart(), literal('@'), domain));
}

function localPart(): PatternNode {
  mailbox ??= makeLocalPart();
  return mailbox;
}

function makeLocalPart(): PatternNode {
  const inside = oneOf(`${alphanumeric}_+-'`);
  const parts = sequence(
    oneOf(`${alphanumeric}_`),
    repeat(inside, 0),
    repeat(sequence(literal('.'), repeat(inside, 1)), 0),
  );
  return allOf(parts, repeat(oneOf(`${alphanumeric}_+-'.`), 1, 64));
}

function inAnyCase(domain: string): PatternNode {
  const characters = Array.from(domain, (character) =>
    oneOf(character.toLowerCase() + character.toUpperCase()),
  );
  return sequence(...characters);
}
