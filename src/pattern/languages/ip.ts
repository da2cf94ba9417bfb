import { ipv6Groups } from '../../text/ip-address.ts';
import type { IpBlock } from '../../text/ip-block.ts';
import {
  allOf,
  choice,
  emptyText,
  literal,
  not,
  oneOf,
  optional,
  type PatternNode,
  repeat,
  sequence,
  wholeText,
} from '../pattern-node.ts';
import { numberRange } from './number-range.ts';

let canonical: PatternNode | undefined;
let version6: PatternNode | undefined;

const colon = literal(':');
const zero = literal('0');
const nonZero = sequence(oneOf('123456789abcdef'), repeat(oneOf('0123456789abcdef'), 0, 3));
const anyGroup = choice(zero, nonZero);

/**
 * IP addresses in their one canonical text: four decimal numbers without leading zeros; or as RFC 5952 has it, without a
 * zone, and none that stands for an IPv4 address (`::ffff:0:0/96`, `::/96` but `::` and `::1`).
 */
export function canonicalIp(): PatternNode {
  canonical ??= wholeText(choice(ipv4Stretch(), ipv6Stretch()));
  return canonical;
}

/** Canonical addresses in one of the blocks. */
export function ipWithin(blocks: readonly IpBlock[]): PatternNode {
  const version4 = blocks.filter((block) => block.version === 4).map(ipv4In);
  const wanted6 = blocks.filter((block) => block.version === 6).map(ipv6In);
  const in6 = wanted6.length === 0 ? [] : [allOf(ipv6Stretch(), choice(...wanted6))];
  return wholeText(choice(...version4, ...in6));
}

/** The same as `canonicalIp` as part of a text: the addresses with dots. */
export function ipv4Stretch(): PatternNode {
  return ipv4In({ version: 4, address: 0n, length: 0 });
}

/** The same as `canonicalIp` as part of a text: the addresses with colons. */
export function ipv6Stretch(): PatternNode {
  version6 ??= makeIpv6();
  return version6;
}

function ipv4In({ address, length }: IpBlock): PatternNode {
  const numbers = [24n, 16n, 8n, 0n].map((shift, index) => {
    const low = Number((address >> shift) & 0xffn);
    return numberRange(low, low + freeValues(length - 8 * index, 8), 10);
  });
  return joined(numbers, literal('.'));
}

/** What can be added in a part of `width` bits of which the first `fixed` are given. */
function freeValues(fixed: number, width: number): number {
  return 2 ** Math.min(Math.max(width - fixed, 0), width) - 1;
}

function makeIpv6(): PatternNode {
  const texts: PatternNode[] = [groups(8, 1, 1, true)];
  for (const { before, after, zeros } of shortenings) {
    // `::` stands for the first of the longest runs of zeros; what is beside it is no zero.
    const left = groups(before, zeros - 1, zeros - 1, false);
    texts.push(sequence(left, literal('::'), groups(after, zeros, 0, true)));
  }
  const low = sequence(optional(sequence(anyGroup, colon)), anyGroup);
  const holdsIpv4 = allOf(sequence(literal('::'), optional(literal('ffff:')), low), not(literal('::1')));
  return allOf(choice(...texts), not(holdsIpv4));
}

/** Where `::` may stand: how many groups before and after it, and how many it stands for. */
const shortenings: readonly { readonly before: number; readonly after: number; readonly zeros: number }[] = [
  2, 3, 4, 5, 6, 7, 8,
].flatMap((zeros) =>
  Array.from({ length: 9 - zeros }, (_, before) => ({ before, after: 8 - zeros - before, zeros })),
);

/** `count` groups with at most `most` zeros in a row, at most `now` at the start, and a zero at the end or not. */
function groups(count: number, most: number, now: number, zeroLast: boolean): PatternNode {
  if (count === 0) return emptyText;
  if (count === 1) return zeroLast && now > 0 ? anyGroup : nonZero;
  const rest = sequence(nonZero, colon, groups(count - 1, most, most, zeroLast));
  return now === 0 ? rest : choice(rest, sequence(zero, colon, groups(count - 1, most, now - 1, zeroLast)));
}

/** Texts with the groups of the block where it fixes them; only those among them that are canonical count. */
function ipv6In({ address, length }: IpBlock): PatternNode {
  const lows = ipv6Groups(address);
  const patterns = lows.map((low, index) => {
    const more = freeValues(length - 16 * index, 16);
    return more === 0xffff ? anyGroup : numberRange(low, low + more, 16);
  });
  const texts = [joined(patterns, colon)];
  for (const { before, after, zeros } of shortenings) {
    if (lows.slice(before, before + zeros).some((low) => low !== 0)) continue;
    const left = joined(patterns.slice(0, before), colon);
    texts.push(sequence(left, literal('::'), joined(patterns.slice(8 - after), colon)));
  }
  return choice(...texts);
}

function joined(parts: readonly PatternNode[], separator: PatternNode): PatternNode {
  return sequence(...parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part])));
}
