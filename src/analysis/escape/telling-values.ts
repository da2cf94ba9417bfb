import { bindTexts } from '../../engine/compile/bind-text.ts';
import { PolicyError } from '../../engine/compile/policy-error.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Matcher } from '../../model/matcher.ts';
import type { TemplateText } from '../../model/template-text.ts';
import type { Bindings } from '../../model/workspace.ts';

/** What a boundary lists for a tenant, by form. */
interface Listed {
  readonly paths: string[];
  readonly keys: string[];
  readonly domains: string[];
  readonly hosts: string[];
}

/**
 * Values that leave a boundary in the ways that attackers take, the plainest first: what a person would try by hand.
 * `foreign` are those that a tool may well read as another tenant's.
 */
export interface TellingValues {
  readonly foreign: readonly TellingValue[];
  readonly outside: readonly TellingValue[];
}

export interface TellingValue {
  readonly value: JsonValue;
  /** The tenant whose it is. */
  readonly tenant?: string;
}

/** `own` is the tenant's boundary, `others` are those of other tenants, what any may reach left aside. */
export function tellingValues(
  own: { readonly matcher: Matcher; readonly bindings: Bindings },
  others: readonly { readonly matcher: Matcher; readonly bindings: Bindings; readonly tenant: string }[],
): TellingValues {
  const mine = listedIn(own.matcher, own.bindings);
  return {
    foreign: others.flatMap(({ matcher, bindings, tenant }) =>
      textsOf(mine, listedIn(matcher, bindings)).map((value) => ({ value, tenant })),
    ),
    outside: [
      ...mine.paths.flatMap(pathsOutOf),
      ...mine.keys.flatMap((key) => [`${key.slice(0, -1)}2${key.slice(-1)}x`, 'other:x']),
      ...mine.domains.flatMap(addressesNear),
      ...mine.hosts.flatMap((host) => urlsNear(concreteHost(host))),
    ].map((value) => ({ value })),
  };
}

function textsOf(mine: Listed, theirs: Listed): readonly string[] {
  return [
    ...theirs.paths.flatMap((path) => pathsInto(mine.paths, path)),
    ...theirs.keys.map((key) => `${key}x`),
    ...theirs.domains.map((domain) => `eve@${domain}`),
    ...theirs.hosts.map((host) => `https://${concreteHost(host)}/`),
  ];
}

/** From a folder of one's own into a folder of another's: straight, then by readings that a tool may have. */
function pathsInto(own: readonly string[], target: string): readonly string[] {
  const file = `${target.replace(/\/$/, '')}/x`;
  const climbs = own.flatMap((folder) => {
    const base = folder.replace(/\/$/, '');
    const common = commonFolders(base, file);
    const up = base.split('/').length - common;
    const rest = file.split('/').slice(common);
    return climbsOf(base, up, rest);
  });
  return [file, ...climbs];
}

function climbsOf(base: string, up: number, rest: readonly string[]): readonly string[] {
  const way = (dots: string, slash: string): string =>
    `${base}${slash}${[...Array<string>(up).fill(dots), ...rest].join(slash)}`;
  return [way('..', '/'), way('..', '\\'), way('%2e%2e', '/'), way('..', '%2f'), way('．．', '/')];
}

/** How many leading segments two paths have in common, the empty one before the first slash included. */
function commonFolders(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  let common = 0;
  while (common < left.length && common < right.length && left[common] === right[common]) common += 1;
  return common;
}

function pathsOutOf(folder: string): readonly string[] {
  const base = folder.replace(/\/$/, '');
  const up = base.split('/').length - 1;
  return [`${base}/../x`, '/etc/passwd', ...climbsOf(base, up, ['etc', 'passwd']), `${base}2/x`];
}

function addressesNear(domain: string): readonly string[] {
  const wild = domain.replaceAll('.', 'X');
  return [
    `eve@${wild}`,
    `eve@evil${domain}`,
    `eve@${domain}.example`,
    'eve@evil.example',
    `eve@evil.example,a@${domain}`,
    `eve@evil.example\n@${domain}`,
  ];
}

function urlsNear(host: string): readonly string[] {
  return [
    `https://${host}.evil.example/`,
    `https://${host.replaceAll('.', 'X')}.example/`,
    `https://evil${host}/`,
    `https://${host}@evil.example/`,
    `https://evil.example/${host}/`,
    `https://evil.example/?${host}`,
    `https://evil.example/`,
    'http://169.254.169.254/latest/meta-data/',
    `http://${host}/`,
  ];
}

/** A host that a listed one stands for: `*.example.com` for those below it. */
function concreteHost(host: string): string {
  return host.replace(/^\*\./, 'a.');
}

function listedIn(matcher: Matcher, bindings: Bindings): Listed {
  const listed: Listed = { paths: [], keys: [], domains: [], hosts: [] };
  collect(matcher, bindings, listed);
  return listed;
}

/** Texts tried of one list. */
const mostTexts = 4;

function collect(matcher: Matcher, bindings: Bindings, listed: Listed): void {
  switch (matcher.kind) {
    case 'path_within':
      listed.paths.push(...texts(matcher.prefixes, bindings));
      break;
    case 'command':
      listed.paths.push(...texts(matcher.pathsWithin ?? [], bindings));
      break;
    case 'key_within':
      listed.keys.push(...texts(matcher.prefixes, bindings));
      break;
    case 'email':
      listed.domains.push(...texts(matcher.domains, bindings));
      break;
    case 'url':
      listed.hosts.push(...texts(matcher.hosts, bindings));
      break;
    case 'not':
    case 'shared':
      collect(matcher.matcher, bindings, listed);
      break;
    case 'any_of':
    case 'all_of':
      for (const part of matcher.matchers) collect(part, bindings, listed);
      break;
    default:
  }
}

function texts(templates: readonly TemplateText[], bindings: Bindings): readonly string[] {
  try {
    return bindTexts(templates, bindings).slice(0, mostTexts);
  } catch (error) {
    // A value is missing: another rule's finding.
    if (error instanceof PolicyError) return [];
    throw error;
  }
}
