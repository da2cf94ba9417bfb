import type { AttackFamily, AttackTarget, Variant } from '../attack-family.ts';
import { ours, recorded, type TextPart, text } from '../draft.ts';

/** Hosts and addresses that look like the own and are another's. */
export const lookAlikes: AttackFamily = {
  name: 'look-alikes',
  of: 'text',
  variants: (target) => {
    if (target.kind === 'url') return [...hosts(target), ...inner()];
    return target.kind === 'email' ? [...domains(target), ...recipients(target)] : [];
  },
};

const evil = 'evil.example';

function variants(what: string, drafts: readonly (readonly TextPart[])[]): readonly Variant[] {
  return drafts.map((parts) => ({ what, draft: text(...parts) }));
}

/** A URL in three: `https://`, its host and port, what follows. */
function urlParts(own: string): readonly [string, string, string] {
  const at = own.indexOf('://');
  const from = at < 0 ? 0 : at + 3;
  const length = own.slice(from).search(/[/?#\\]/);
  const to = length < 0 ? own.length : from + length;
  return [own.slice(0, from), own.slice(from, to), own.slice(to)];
}

/** With the first dot another letter: what an unescaped dot of a pattern takes. */
function dotLost(name: string): string {
  return name.replace('.', 'x');
}

function hosts({ text: own = '' }: AttackTarget): readonly Variant[] {
  const [scheme, host, rest] = urlParts(own).map((part) => recorded(part));
  if (scheme === undefined || host === undefined || rest === undefined) return [];
  const [, plainHost] = urlParts(own);
  return variants('a host that only looks like the own', [
    [scheme, host, `.${evil}`, rest],
    [scheme, host, `@${evil}`, rest],
    [scheme, host, `:x@${evil}`, rest],
    [scheme, host, `%2f@${evil}`, rest],
    [scheme, host, `\\@${evil}`, rest],
    [scheme, host, `\\.${evil}`, rest],
    [scheme, `${evil}\\@`, host, rest],
    [scheme, `${evil}#@`, host, rest],
    [scheme, `${evil}/`, host, rest],
    [scheme, `${evil}/?`, host, rest],
    [scheme, `${evil}#`, host, rest],
    [scheme, `${evil}/?u=`, recorded(own)],
    [scheme, 'evil', host, rest],
    [scheme, 'evil-', host, rest],
    [scheme, 'x.', host, rest],
    [scheme, recorded(dotLost(plainHost)), rest],
    [scheme, recorded(dotLost(dotLost(plainHost))), rest],
    [scheme, host, '.', rest],
    [scheme, host, ':8080', rest],
    [scheme, host, 'evil', rest],
    [scheme, evil, rest],
    ['http://', host, rest],
    ['ftp://', host, rest],
    ['//', host, rest],
    ['javascript://', host, '/%0aalert(1)'],
    [recorded(own), `@${evil}/`],
    [`https://${evil}/#`, recorded(own)],
  ]);
}

const innerHosts = [
  '169.254.169.254',
  'metadata.google.internal',
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '[::ffff:169.254.169.254]',
  '[::ffff:a9fe:a9fe]',
  '127.0.0.1',
  '127.1',
  '0.0.0.0',
  '0',
  '2130706433',
  '0x7f000001',
  '[::]',
  '[::1]',
  '10.0.0.1',
  'localhost.',
  '127.0.0.1.nip.io',
];

function inner(): readonly Variant[] {
  return [...innerHosts.map((host) => `http://${host}/`), 'file:///etc/passwd', `https://${evil}/`].map(
    (url) => ({
      what: 'an address of the inside, or of anyone',
      draft: ours(url),
    }),
  );
}

function mailParts(own: string): readonly [string, string] {
  const at = own.lastIndexOf('@');
  return at < 0 ? ['eve', own] : [own.slice(0, at), own.slice(at + 1)];
}

function domains({ text: own = '' }: AttackTarget): readonly Variant[] {
  const [user, domain] = mailParts(own);
  return variants('a domain that only looks like the own', [
    ['eve@', recorded(dotLost(domain))],
    ['eve@evil', recorded(domain)],
    ['eve@evil-', recorded(domain)],
    ['eve@', recorded(domain), `.${evil}`],
    ['eve@', recorded(domain), 'evil'],
    ['eve@evil.', recorded(domain)],
    [recorded(user), '@', recorded(domain), '.'],
    [recorded(user), `@${evil}`],
    ['eve@[127.0.0.1]'],
    ['eve@xn--', recorded(domain)],
    [`eve@${evil}`],
  ]);
}

function recipients({ text: own = '' }: AttackTarget): readonly Variant[] {
  const [, domain] = mailParts(own);
  const mine = recorded(own);
  const at = recorded(`@${domain}`);
  return variants('another recipient beside the own', [
    [`eve@${evil},`, mine],
    [mine, `,eve@${evil}`],
    [`eve@${evil};`, mine],
    [mine, `;eve@${evil}`],
    [`eve@${evil} `, mine],
    ['"', mine, `" <eve@${evil}>`],
    [`<eve@${evil}> `, mine],
    [`eve@${evil}`, '(', mine],
    [`eve@${evil}`, at],
    [`eve%${evil}`, at],
    [`${evil}!eve`, at],
    [`@${evil}:`, mine],
    [`"eve@${evil}"`, at],
    ['eve+', mine, `@${evil}`],
    ['|id', at],
  ]);
}
