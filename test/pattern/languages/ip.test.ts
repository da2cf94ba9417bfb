import { BlockList, isIPv6 } from 'node:net';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { canonicalIp, ipWithin } from '../../../src/pattern/languages/ip.ts';
import { parseIpBlock } from '../../../src/text/ip-block.ts';
import { ipIn, isCanonicalIp } from '../../reference/host-form.ts';
import { effort } from '../matching.ts';
import { answersOf } from './answers.ts';
import { ipv4Texts, ipv6Values } from './host-texts.ts';
import { nearly } from './mutate.ts';

const isCanonical = (text: string): boolean => answer(text) === 'no';
const answer = answersOf(canonicalIp());
const runs = { numRuns: 1_000 * effort, seed: 7 };

describe('canonical addresses', () => {
  it('are one text for each pattern of zeros, and it alone', () => {
    for (let mask = 0; mask < 256; mask += 1) {
      const groups = Array.from({ length: 8 }, (_, index) => ((mask >> index) & 1 ? 0xa0 + index : 0));
      const texts = spellings(groups).filter(isCanonical);
      // With nothing but zeros before the last two groups, an IPv4 address may be meant.
      const mayBeIpv4 = (mask & 0b0011_1111) === 0 && mask !== 0;
      expect(texts, `${mask}`).toEqual(mayBeIpv4 ? [] : [new ipaddr.IPv6([...groups]).toRFC5952String()]);
    }
  });

  it('are those of other readers', () => {
    fc.assert(
      fc.property(ipv6Values, (groups) => {
        const text = new ipaddr.IPv6([...groups]).toRFC5952String();
        expect(isCanonical(text)).toBe(isCanonicalIp(text));
        const changed = spellings(groups).filter((spelling) => spelling !== text && isCanonical(spelling));
        expect(changed).toEqual([]);
      }),
      runs,
    );
  });

  it('are read alike by other readers, whatever is nearly one', () => {
    let accepted = 0;
    const texts = nearly(
      fc.oneof(
        ipv4Texts,
        ipv6Values.map((groups) => new ipaddr.IPv6([...groups]).toRFC5952String()),
      ),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(isCanonical(text), text).toBe(isCanonicalIp(text));
        if (!isCanonical(text)) return;
        accepted += 1;
        const parsed = ipaddr.parse(text);
        expect(parsed instanceof ipaddr.IPv6 ? parsed.toRFC5952String() : parsed.toString()).toBe(text);
        expect(new URL(`http://${isIPv6(text) ? `[${text}]` : text}/`).host).toBe(
          isIPv6(text) ? `[${text}]` : text,
        );
      }),
      runs,
    );
    expect(accepted).toBeGreaterThan(runs.numRuns / 4);
  });
});

/** Every way to write the groups: each run of zeros shortened or none, with more digits, in capitals. */
function spellings(groups: readonly number[]): readonly string[] {
  const texts: string[] = [];
  for (let start = 0; start < 8; start += 1) {
    for (let end = start; end <= 8; end += 1) {
      if (end > start && groups.slice(start, end).some((group) => group !== 0)) continue;
      const hex = groups.map((group) => group.toString(16));
      texts.push(
        end === start ? hex.join(':') : `${hex.slice(0, start).join(':')}::${hex.slice(end).join(':')}`,
      );
    }
  }
  const last = (groups[6] ?? 0) * 65_536 + (groups[7] ?? 0);
  const dotted = [24, 16, 8, 0].map((shift) => Math.floor(last / 2 ** shift) % 256).join('.');
  return [...new Set(texts)].flatMap((text) => {
    const upper = text.toUpperCase();
    const long = text.replace(/(^|:)([0-9a-f]{1,3})(?=:|$)/, '$10$2');
    const mixed = text.includes(':') ? `${text.split(':').slice(0, -2).join(':')}:${dotted}` : dotted;
    return [...new Set([text, upper, long, mixed])];
  });
}

describe('addresses in blocks', () => {
  it('are those that other readers find in them', () => {
    const cases = fc.tuple(
      fc.nat(128),
      fc.oneof(ipv6Values, ipv4Texts),
      fc.oneof(ipv6Values, ipv4Texts),
      fc.nat(3),
    );
    fc.assert(
      fc.property(cases, ([length, base, other, twist]) => {
        const bits = typeof base === 'string' ? length % 33 : length;
        const block = networkOf(base, bits);
        const parsed = parseIpBlock(block);
        if (typeof parsed === 'string') return;
        const ask = answersOf(canonicalIp(), ipWithin([parsed]));
        for (const text of [textOf(other), textOf(base), flipped(base, Math.max(bits - 1 + twist, 0))]) {
          expect(ask(text), `${text} in ${block}`).toBe(ipIn(text, [block]));
          const [range, prefix] = ipaddr.parseCIDR(block);
          const address = ipaddr.parse(text);
          const isIn = address.kind() === range.kind() && address.match(range, prefix);
          if (ask(text) !== 'unclear') expect(ask(text)).toBe(isIn ? 'yes' : 'no');
        }
      }),
      { ...runs, numRuns: 300 * effort },
    );
  });

  it('may be in any of many', () => {
    const blocks = Array.from({ length: 60 }, (_, index) => [
      `10.${index}.${(index * 7) % 256}.0/${24 + (index % 9)}`,
      `2001:db8:${(index * 977 + 1).toString(16)}::/${48 + (index % 9)}`,
    ]).flat();
    const list = new BlockList();
    for (const block of blocks) {
      const [address = '', bits = ''] = block.split('/');
      list.addSubnet(address, Number(bits), isIPv6(address) ? 'ipv6' : 'ipv4');
    }
    const parsed = blocks.map(parseIpBlock).filter((block) => typeof block !== 'string');
    expect(parsed).toHaveLength(blocks.length);
    const ask = answersOf(canonicalIp(), ipWithin(parsed));
    for (const block of blocks) {
      const [address = ''] = block.split('/');
      expect(ask(address)).toBe('yes');
      for (const bit of [20, 30, 45, 50, 60]) {
        const text = isIPv6(address)
          ? flipped(ipaddr.IPv6.parse(address).parts, bit)
          : flipped(address, bit % 32);
        expect(ask(text), text).toBe(list.check(text, isIPv6(text) ? 'ipv6' : 'ipv4') ? 'yes' : 'no');
      }
    }
  });

  it.each([
    ['::/0', '10.0.0.1', 'no'],
    ['0.0.0.0/0', '::1', 'no'],
    ['0.0.0.0/0', '::ffff:10.0.0.1', 'unclear'],
    ['0.0.0.0/0', '::ffff:a00:1', 'unclear'],
    ['::/0', '::ffff:a00:1', 'unclear'],
    ['::/0', '::a00:1', 'unclear'],
    ['10.0.0.0/8', '010.0.0.1', 'unclear'],
    ['10.0.0.0/8', '10.0.0.1/8', 'unclear'],
    ['127.0.0.0/8', '127.1', 'unclear'],
    ['127.0.0.0/8', '2130706433', 'unclear'],
    ['127.0.0.0/8', '0x7f.0.0.1', 'unclear'],
    ['fe80::/10', 'fe80::1%eth0', 'unclear'],
    ['::1/128', '[::1]', 'unclear'],
    ['::1/128', '::1 ', 'unclear'],
  ] as const)('%s, %s: %s', (block, text, expected) => {
    const parsed = parseIpBlock(block);
    if (typeof parsed === 'string') throw new Error(parsed);
    expect(answersOf(canonicalIp(), ipWithin([parsed]))(text)).toBe(expected);
  });
});

type Address = string | readonly number[];

function textOf(address: Address): string {
  return typeof address === 'string' ? address : new ipaddr.IPv6([...address]).toRFC5952String();
}

function networkOf(address: Address, bits: number): string {
  const base = typeof address === 'string' ? ipaddr.IPv4 : ipaddr.IPv6;
  return `${base.networkAddressFromCIDR(`${textOf(address)}/${bits}`).toString()}/${bits}`;
}

/** The address with one bit the other way, counted from the first. */
function flipped(address: Address, bit: number): string {
  if (typeof address === 'string') {
    const numbers = address.split('.').map(Number);
    return numbers
      .map((number, index) => (index === (bit >> 3) % 4 ? number ^ (0x80 >> (bit & 7)) : number))
      .join('.');
  }
  return textOf(
    address.map((group, index) => (index === (bit >> 4) % 8 ? group ^ (0x8000 >> (bit & 15)) : group)),
  );
}
