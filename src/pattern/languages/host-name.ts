import { formatIpv6, parseIpv6 } from '../../text/ip-address.ts';
import {
  allOf,
  anyCharacter,
  anyText,
  choice,
  literal,
  not,
  oneOf,
  optional,
  type PatternNode,
  repeat,
  sequence,
} from '../pattern-node.ts';
import { ipv4Stretch, ipv6Stretch } from './ip.ts';

const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';

/** Whether capitals may stand beside small letters. */
export type LetterCase = 'lower' | 'any';

const labels = new Map<LetterCase, PatternNode>();

/**
 * A name of the domain name system, in lower case or any: labels of letters, digits and inner hyphens, 63 at most, none
 * with hyphens in its third and fourth place (`xn--`); the last one begins with a letter, so that it is no number.
 */
export function hostName(letterCase: LetterCase): PatternNode {
  const label = plainLabel(letterCase);
  const last = allOf(label, sequence(oneOf(lettersOf(letterCase)), anyText));
  return sequence(repeat(sequence(label, literal('.')), 0), last);
}

/** One or more labels of `hostName`, each with its dot. */
export function labelsBelow(letterCase: LetterCase): PatternNode {
  return repeat(sequence(plainLabel(letterCase), literal('.')), 1);
}

/** What may stand where a URL has its host: a name in lower case, an IPv4 address, an IPv6 address in brackets. */
export function anyHost(): PatternNode {
  return choice(hostName('lower'), ipv4Stretch(), sequence(literal('['), ipv6Stretch(), literal(']')));
}

/** Hosts as they are listed: names, `*.` and a name for all below it, IP literals, whose one text is meant. */
export function listedHosts(hosts: readonly string[]): PatternNode {
  const exact = hosts.filter((host) => !host.startsWith('*.')).map((host) => literal(inOneText(host)));
  const bases = hosts.filter((host) => host.startsWith('*.')).map((host) => literal(host.slice(2)));
  const below = bases.length === 0 ? [] : [sequence(labelsBelow('lower'), choice(...bases))];
  return choice(...exact, ...below);
}

function inOneText(host: string): string {
  const address = host.startsWith('[') ? parseIpv6(host.slice(1, -1)) : undefined;
  return address === undefined ? host : `[${formatIpv6(address)}]`;
}

function plainLabel(letterCase: LetterCase): PatternNode {
  const label = labels.get(letterCase) ?? makeLabel(lettersOf(letterCase));
  labels.set(letterCase, label);
  return label;
}

function lettersOf(letterCase: LetterCase): string {
  return letterCase === 'lower' ? lower : lower + lower.toUpperCase();
}

function makeLabel(letters: string): PatternNode {
  const end = oneOf(letters + digits);
  const inside = oneOf(`${letters}${digits}-`);
  const label = sequence(end, optional(sequence(repeat(inside, 0, 61), end)));
  return allOf(label, not(sequence(anyCharacter, anyCharacter, literal('--'), anyText)));
}
