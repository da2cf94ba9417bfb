/** The value of an IPv4 address as four decimal numbers, none with a leading zero; undefined where the text is none. */
export function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  const fits = parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) < 256);
  return fits ? parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n) : undefined;
}

/** The value of an IPv6 address in hexadecimal groups, short or long, in either case; undefined where the text is none. */
export function parseIpv6(text: string): bigint | undefined {
  if (text.length > 39) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const given = head.length + (tail?.length ?? 0);
  if (tail === undefined ? given !== 8 : given > 7) return undefined;
  const groups = tail === undefined ? head : [...head, ...Array<string>(8 - given).fill('0'), ...tail];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

/** The one text of an IPv6 address that RFC 5952 asks for, in hexadecimal groups throughout. */
export function formatIpv6(value: bigint): string {
  const groups = ipv6Groups(value).map((group) => group.toString(16));
  let [start, length] = [0, 1];
  for (let at = 0; at < 8; at += 1) {
    let end = at;
    while (end < 8 && groups[end] === '0') end += 1;
    if (end - at > length) [start, length] = [at, end - at];
  }
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

/** The eight groups of 16 bits, highest first. */
export function ipv6Groups(value: bigint): readonly number[] {
  return Array.from({ length: 8 }, (_, index) => Number((value >> BigInt(16 * (7 - index))) & 0xffffn));
}

/**
 * Whether an IPv6 address stands for an IPv4 one in a way that software writes and reads in several ways: mapped
 * (`::ffff:0:0/96`) or compatible (`::/96`, without `::` and `::1`).
 */
export function holdsIpv4(value: bigint): boolean {
  const high = value >> 32n;
  return high === 0xffffn || (high === 0n && value > 1n);
}
