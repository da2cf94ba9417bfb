import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { type Answer, yesIf } from './kleene.ts';

/**
 * A name whose last label begins with a letter, its labels "of letters, digits and inner hyphens, 63 at most, none with
 * hyphens in its third and fourth place".
 */
export function isPlainName(name: string): boolean {
  const labels = name.split('.');
  return labels.every(isPlainLabel) && /^[A-Za-z]/.test(labels[labels.length - 1] ?? '');
}

/** A label as `isPlainName` asks. */
function isPlainLabel(label: string): boolean {
  if (label === '' || label.length > 63 || label.slice(2, 4) === '--') return false;
  return /^[A-Za-z0-9-]+$/.test(label) && !label.startsWith('-') && !label.endsWith('-');
}

/** Whether `name` is one or more plain labels in front of `.base`. */
export function isBelow(name: string, base: string): boolean {
  const end = `.${base}`;
  return name.endsWith(end) && name.slice(0, -end.length).split('.').every(isPlainLabel);
}

/** The only text of an IP address: as the system writes an IPv4 one, as browsers write an IPv6 one. */
export function isCanonicalIp(text: string): boolean {
  return isIPv4(text) || isCanonicalIpv6(text);
}

/** The only text of an IPv6 address; those that stand for an IPv4 one have none. */
export function isCanonicalIpv6(text: string): boolean {
  if (!isIPv6(text) || /[.%]/.test(text) || new URL(`http://[${text}]`).hostname !== `[${text}]`)
    return false;
  if (text === '::' || text === '::1') return true;
  return !(text.startsWith('::') && text.slice(2).split(':').length <= (text.startsWith('::ffff:') ? 3 : 2));
}

/** `ip_in`: "an IP address in canonical form, in a listed block". */
export function ipIn(text: string, blocks: readonly string[]): Answer {
  if (!isCanonicalIp(text)) return 'unclear';
  return yesIf(blocks.some((block) => isInBlock(text, block)));
}

function isInBlock(text: string, block: string): boolean {
  const [address = '', bits = ''] = block.split('/');
  const family = isIPv4(text) ? 'ipv4' : 'ipv6';
  if (isIPv4(address) !== isIPv4(text)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), family);
  return list.check(text, family);
}
