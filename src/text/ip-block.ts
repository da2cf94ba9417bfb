import { holdsIpv4, parseIpv4, parseIpv6 } from './ip-address.ts';

/** The addresses that share their first `length` bits with `address`, whose other bits are 0. */
export interface IpBlock {
  readonly version: 4 | 6;
  readonly address: bigint;
  readonly length: number;
}

/** A block as written, `10.0.0.0/8` or `2001:db8::/32`; a text that is none gives the problem in words. */
export function parseIpBlock(text: string): IpBlock | string {
  const [address = '', bits, ...more] = text.split('/');
  const version4 = parseIpv4(address);
  const value = version4 ?? parseIpv6(address);
  if (value === undefined || more.length > 0) return 'not an IP address block';
  const width = version4 === undefined ? 128 : 32;
  if (bits === undefined) return `a block has a length; one address alone is \`${address}/${width}\``;
  if (!/^(?:0|[1-9][0-9]{0,2})$/.test(bits) || Number(bits) > width)
    return `the length is a number from 0 to ${width}`;
  const length = Number(bits);
  const low = (1n << BigInt(width - length)) - 1n;
  if ((value & low) !== 0n) return 'the address has bits set past the length';
  // Every address of such a block holds an IPv4 address, so that none could match. `::/96` has `::` and `::1`.
  if (version4 === undefined && length >= 96 && holdsIpv4(value))
    return 'an IPv4 address is never taken in its IPv6 form; list the IPv4 block';
  return { version: version4 === undefined ? 6 : 4, address: value, length };
}

/** Why a text is no block of IP addresses, or undefined where it is one. */
export function ipBlockProblem(text: string): string | undefined {
  const block = parseIpBlock(text);
  return typeof block === 'string' ? block : undefined;
}
