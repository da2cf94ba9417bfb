import { holdsIpv4, parseIpv4, parseIpv6 } from './ip-address.ts';
import { type IpBlock, parseIpBlock } from './ip-block.ts';

/**
 * What a block of addresses, or one address, reaches that no tenant should: `the metadata service`, `private addresses`;
 * undefined where it reaches nothing of that kind. A block counts as soon as it has one such address.
 */
export function forbiddenReach({ version, address, length }: IpBlock): string | undefined {
  const size = 1n << BigInt((version === 4 ? 32 : 128) - length);
  const [first, last] = [address, address + size - 1n];
  const reached = forbidden
    .filter((range) => range.version === version)
    .find((range) => range.first <= last && first <= range.last);
  if (reached !== undefined) return reached.words;
  if (version === 4) return undefined;
  // An IPv6 address that stands for an IPv4 one reaches what that one does.
  const inner = embeddedBlock(address, length);
  return inner === undefined ? undefined : forbiddenReach(inner);
}

/** A block as written, or one address as a block of itself; undefined where the text is neither. */
export function parseAddresses(text: string): IpBlock | undefined {
  if (text.includes('/')) {
    const block = parseIpBlock(text);
    return typeof block === 'string' ? undefined : block;
  }
  const four = parseIpv4(text);
  if (four !== undefined) return { version: 4, address: four, length: 32 };
  const six = parseIpv6(text);
  return six === undefined ? undefined : { version: 6, address: six, length: 128 };
}

function embeddedBlock(address: bigint, length: number): IpBlock | undefined {
  const isTranslated = address >> 32n === 0x64ff9b0000000000000000n;
  if (length < 96 || !(holdsIpv4(address) || isTranslated)) return undefined;
  return { version: 4, address: address & 0xffffffffn, length: length - 96 };
}

// The most telling first: a block may reach several.
const forbidden = [
  ['169.254.169.254/32', 'the metadata service'],
  ['169.254.170.2/32', 'the metadata service'],
  ['100.100.100.200/32', 'the metadata service'],
  ['fd00:ec2::254/128', 'the metadata service'],
  ['127.0.0.0/8', 'loopback'],
  ['0.0.0.0/8', 'this very machine'],
  ['::/127', 'loopback'],
  ['169.254.0.0/16', 'link-local addresses'],
  ['fe80::/10', 'link-local addresses'],
  ['10.0.0.0/8', 'private addresses'],
  ['172.16.0.0/12', 'private addresses'],
  ['192.168.0.0/16', 'private addresses'],
  ['100.64.0.0/10', 'addresses of the carrier'],
  ['fc00::/7', 'private addresses'],
  ['64:ff9b:1::/48', 'private addresses'],
].flatMap(([text = '', words = '']) => {
  const block = parseAddresses(text);
  if (block === undefined) return [];
  const size = 1n << BigInt((block.version === 4 ? 32 : 128) - block.length);
  return [{ version: block.version, first: block.address, last: block.address + size - 1n, words }];
});
