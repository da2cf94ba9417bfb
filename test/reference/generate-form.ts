import { textsOf } from './ask-form.ts';
import type { Allowed } from './generate-matcher.ts';
import type { PlainTypedMatcher, PlainUrl } from './plain-documents.ts';
import type { Random } from './random.ts';
import { type Bindings, textOf } from './template-text.ts';
import { commandTails, domains, hosts, ipBlocks, ipTexts, localParts, programs } from './vocabulary.ts';

/** A `url`, `email`, `ip_in` or `command`. */
export function generateForm(random: Random, allowed: Allowed): PlainTypedMatcher {
  const some = (texts: readonly string[]): string | string[] =>
    random.chance(0.6) ? random.pick(texts) : random.some(texts, 2);
  const listed = (texts: readonly string[]): string | string[] =>
    some(allowed.variables ? [...texts, '${vars.seg}.a.com'] : texts);
  const folders = ['/data/a/', '/data/${tenant.id}', '/'];
  return random.pick<() => PlainTypedMatcher>([
    () => ({ url: generateUrl(random, listed(hosts), some(['http', 'https', 's3'])) }),
    () => ({ url: { hosts: listed(hosts) } }),
    () => ({ email: { domains: listed(domains), ...(random.chance(0.4) && { subdomains: true }) } }),
    () => ({ ip_in: some(ipBlocks) }),
    () => ({ command: { programs: some(programs) } }),
    () => ({
      command: {
        programs: some(programs),
        paths_within: some(allowed.variables ? [...folders, '${vars.dirs}'] : folders),
      },
    }),
  ])();
}

function generateUrl(random: Random, listed: string | string[], schemes: string | string[]): PlainUrl {
  return {
    hosts: listed,
    ...(random.chance(0.5) && { schemes }),
    ...(random.chance(0.4) && { ports: random.pick([80, [443, 8443]]) }),
    ...(random.chance(0.4) && { path_prefix: random.pick(['/', '/v1', '/v1/${tenant.id}/']) }),
    ...(random.chance(0.5) && { query: random.pick(['any', 'none']) }),
  };
}

/** Text that such a matcher says yes to, or that is close to one; undefined for other matchers. */
export function textForForm(
  { url, email, ip_in, command }: PlainTypedMatcher,
  random: Random,
  bindings: Bindings,
): string | undefined {
  const listed = (written: string | readonly string[]): string =>
    random.pickAny(textsOf(written, bindings)) ?? '';
  if (url !== undefined) return spoilt(urlFor(url, listed, random, bindings), random);
  if (email !== undefined) {
    const below = random.pick(['', '', 'sub.', 'xn--a.']);
    const domain = below + (random.chance(0.9) ? listed(email.domains) : 'other.org');
    const local = random.chance(0.6) ? 'eve' : random.pick(localParts);
    return spoilt(`${local}@${random.chance(0.2) ? domain.toUpperCase() : domain}`, random);
  }
  if (ip_in !== undefined) return random.chance(0.3) ? listed(ip_in).split('/')[0] : random.pick(ipTexts);
  if (command === undefined) return undefined;
  const program = random.chance(0.9) ? listed(command.programs) : 'sh';
  const folder = command.paths_within === undefined ? '/data/a/' : listed(command.paths_within);
  return spoilt(program + random.pick(commandTails).replaceAll('<', folder), random);
}

function urlFor(
  url: PlainUrl,
  listed: (written: string | readonly string[]) => string,
  random: Random,
  bindings: Bindings,
): string {
  const scheme = random.chance(0.9) ? listed(url.schemes ?? 'https') : 'http';
  const host = listed(url.hosts).replace('*', random.pick(['x', 'x', 'x.y', '', 'xn--x', '1']));
  const port = random.chance(0.6)
    ? ''
    : random.pick([':443', ':80', ':8443', ':0443', ':', ':0', ':65536', ':8x']);
  const path = textOf(url.path_prefix ?? '', bindings) + random.pick(['', '', '/', '/x', '/../x', '/x;y']);
  const query = random.chance(0.7) ? '' : random.pick(['?', '?a=b&c=%20', '?%0a', "?'", '#x']);
  return `${scheme}://${host}${port}${path}${query}`;
}

function spoilt(text: string, random: Random): string {
  if (random.chance(0.9)) return text;
  return random.pick([` ${text}`, text.toUpperCase(), text.replace('.', '..'), text.replace('/', '\\')]);
}
