/** Why a text is no block of IP addresses, or undefined where it is one: `10.0.0.0/8`, `2001:db8::/32`. */
export function cidrProblem(text: string): string | undefined {
  const [address = '', bits, ...more] = text.split('/');
  const version4 = parseIpv4(address);
  const parsed = version4 ?? parseIpv6(address);
  if (parsed === undefined || more.length > 0) return 'not an IP address block';
  const width = version4 === undefined ? 128 : 32;
  if (bits === undefined) return `a block has a length; one address alone is \`${address}/${width}\``;
  if (!/^(?:0|[1-9][0-9]{0,2})$/.test(bits) || Number(bits) > width)
    return `the length is a number from 0 to ${width}`;
  const low = (1n << BigInt(width - Number(bits))) - 1n;
  return (parsed & low) === 0n ? undefined : 'the address has bits set past the length';
}

/** Why a text is no host for `url`, or undefined where it is one: exact, `*.example.com`, or an IP literal. */
export function hostProblem(text: string): string | undefined {
  if (text.startsWith('[') && text.endsWith(']')) {
    return parseIpv6(text.slice(1, -1)) === undefined ? 'not an IPv6 address' : undefined;
  }
  if (text !== text.toLowerCase()) return 'a host is written in lower case';
  return domainProblem(text.startsWith('*.') ? text.slice(2) : text);
}

/** Why a text is no domain name, or undefined where it is one. ASCII only, so that none looks like another. */
export function domainProblem(text: string): string | undefined {
  if (/[^\u0021-\u007e]/.test(text)) return 'a domain is written in ASCII; others in their `xn--` form';
  if (text.length > 253) return 'a domain has at most 253 characters';
  const fits = text
    .split('.')
    .every((label) => /^[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/.test(label));
  return fits ? undefined : 'not a domain name';
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (
    parts.length !== 4 ||
    !parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) < 256)
  )
    return undefined;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const given = head.length + (tail?.length ?? 0);
  if (tail === undefined ? given !== 8 : given > 7) return undefined;
  const groups = tail === undefined ? head : [...head, ...Array<string>(8 - given).fill('0'), ...tail];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}
