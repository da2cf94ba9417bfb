import { holdsIpv4, parseIpv4, parseIpv6 } from './ip-address.ts';

/** Why a text is no host for `url`, or undefined where it is one: exact, `*.example.com`, or an IP literal. */
export function hostProblem(text: string): string | undefined {
  if (text.startsWith('[') && text.endsWith(']')) return ipv6Problem(text.slice(1, -1));
  if (text !== text.toLowerCase()) return 'a host is written in lower case';
  if (parseIpv4(text) !== undefined) return undefined;
  return domainProblem(text.startsWith('*.') ? text.slice(2) : text);
}

/** Why a text is no domain name, or undefined where it is one. ASCII only, so that none looks like another. */
export function domainProblem(text: string): string | undefined {
  if (/[^\u0021-\u007e]/.test(text)) return 'a domain is written in ASCII; others in their `xn--` form';
  if (text.length > 253) return 'a domain has at most 253 characters';
  const labels = text.split('.');
  const fits = labels.every((label) => /^[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/.test(label));
  if (!fits) return 'not a domain name';
  // `127.1` and `2130706433` are addresses to some readers.
  return /^[A-Za-z]/.test(labels.at(-1) ?? '')
    ? undefined
    : 'the last label of a domain begins with a letter';
}

function ipv6Problem(text: string): string | undefined {
  const value = parseIpv6(text);
  if (value === undefined) return 'not an IPv6 address';
  return holdsIpv4(value)
    ? 'an IPv4 address is never taken in its IPv6 form; list the IPv4 address'
    : undefined;
}
