import { isBelow, isCanonicalIp, isCanonicalIpv6, isPlainName } from './host-form.ts';
import type { Answer } from './kleene.ts';

/** `url` with its references put in. */
export interface UrlMatcher {
  readonly schemes: readonly string[];
  readonly hosts: readonly string[];
  readonly ports: readonly number[];
  readonly pathPrefix: string | undefined;
  readonly query: boolean;
}

/** A URL taken apart; `host` has not been looked at. */
interface UrlParts {
  readonly scheme: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly path: string;
  readonly query: string | undefined;
}

/** `url`: "scheme://host[:port][/path[?query]]", each part in its canonical form. */
export function urlAnswer(text: string, wanted: UrlMatcher): Answer {
  const parts = takeApart(text);
  if (parts === undefined) return 'unclear';
  const isWanted =
    wanted.schemes.includes(parts.scheme) &&
    wanted.hosts.some((listed) => isListed(parts.host, listed)) &&
    isPortWanted(parts, wanted) &&
    isPathWanted(parts.path, wanted.pathPrefix) &&
    (wanted.query || parts.query === undefined);
  if (isWanted) return 'yes';
  return isCanonicalHost(parts.host) ? 'no' : 'unclear';
}

function isListed(host: string, listed: string): boolean {
  if (listed.startsWith('*.')) return host === host.toLowerCase() && isBelow(host, listed.slice(2));
  return host === (listed.startsWith('[') ? new URL(`http://${listed}`).hostname : listed);
}

function isCanonicalHost(host: string): boolean {
  if (host.startsWith('[')) return host.endsWith(']') && isCanonicalIpv6(host.slice(1, -1));
  return (isCanonicalIp(host) && !host.includes(':')) || (host === host.toLowerCase() && isPlainName(host));
}

const ownPorts: { readonly [scheme: string]: number } = { http: 80, https: 443, ws: 80, wss: 443, ftp: 21 };

function isPortWanted({ scheme, port }: UrlParts, { ports }: UrlMatcher): boolean {
  const own = ownPorts[scheme];
  if (ports.length === 0) return port === undefined || port === own;
  return ports.includes(port ?? own ?? -1);
}

function isPathWanted(path: string, prefix: string | undefined): boolean {
  const segments = (text: string): string[] => text.split('/').filter((segment) => segment !== '');
  const held = segments(path);
  return segments(prefix ?? '/').every((segment, index) => held[index] === segment);
}

/** Everything but the host is canonical. */
function takeApart(text: string): UrlParts | undefined {
  const colon = text.indexOf('://');
  const scheme = text.slice(0, Math.max(colon, 0));
  if (!/^[a-z]/.test(scheme) || /[^a-z0-9+.-]/.test(scheme)) return undefined;
  const rest = text.slice(colon + 3);
  const slash = rest.indexOf('/');
  const authority = slash === -1 ? rest : rest.slice(0, slash);
  const [path = '', ...queries] = slash === -1 ? [''] : rest.slice(slash).split('?');
  const query = queries.length === 0 ? undefined : queries.join('?');
  const closing = authority.indexOf(']');
  const portColon = authority.indexOf(':', Math.max(closing, 0));
  const host = portColon === -1 ? authority : authority.slice(0, portColon);
  const port = portColon === -1 ? undefined : authority.slice(portColon + 1);
  if (port !== undefined && (String(Number(port)) !== port || Number(port) < 1 || Number(port) > 65_535))
    return undefined;
  if (port !== undefined && /\D/.test(port)) return undefined;
  if (!isCanonicalPath(path) || !isCanonicalQuery(query ?? '')) return undefined;
  return { scheme, host, port: port === undefined ? undefined : Number(port), path, query };
}

function isCanonicalPath(path: string): boolean {
  if (/[^A-Za-z0-9._~!$&'()*+,=:@/-]/.test(path)) return false;
  return !path.includes('//') && !path.split('/').some((segment) => segment === '.' || segment === '..');
}

function isCanonicalQuery(query: string): boolean {
  const plain = query.replace(/%([0-9A-Fa-f]{2})/g, (_escape, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code < 0x20 || code === 0x7f ? '\0' : '';
  });
  return !/[^A-Za-z0-9._~!$&()*+,;=:@/?-]/.test(plain);
}
