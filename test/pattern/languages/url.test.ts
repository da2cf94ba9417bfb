import { parse as parseUri } from 'fast-uri';
import fc from 'fast-check';
import { parse as parseName } from 'tldts';
import { describe, expect, it } from 'vitest';
import { canonicalUrl, urlWanted } from '../../../src/pattern/languages/url.ts';
import { urlAnswer, type UrlMatcher } from '../../reference/url-form.ts';
import { effort } from '../matching.ts';
import { answersOf } from './answers.ts';
import { ipv4Texts, ipv6Values, names } from './host-texts.ts';
import { hostileUrls } from './hostile-urls.ts';
import { nearly, textOf } from './mutate.ts';

const runs = { numRuns: 1_500 * effort, seed: 11 };
const any = answersOf(canonicalUrl());
const isCanonical = (text: string): boolean => any(text) !== 'unclear';
const nothing: UrlMatcher = { schemes: [], hosts: [], ports: [], pathPrefix: undefined, query: true };

const hosts = fc.oneof(
  names,
  names,
  ipv4Texts,
  ipv6Values.map(
    (groups) => new URL(`http://[${groups.map((group) => group.toString(16)).join(':')}]`).hostname,
  ),
);
const segment = textOf("ab.-_~!$&'()*+,=:@", 1, 4).filter((text) => text !== '.' && text !== '..');
const path = fc.oneof(
  fc.constant(''),
  fc
    .tuple(fc.array(segment, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '/'))
    .map(([segments, end]) => {
      return `/${segments.join('/')}${end}`;
    }),
  fc.constant('/'),
);
const query = fc
  .array(
    fc.oneof(textOf('ab-._~!$&()*+,;=:@/?', 1, 3), fc.constantFrom('%20', '%2F', '%7E', '%c3%a9', '%23')),
    {
      maxLength: 3,
    },
  )
  .map((parts) => `?${parts.join('')}`);
const urls = fc
  .record({
    scheme: fc.constantFrom('https', 'https', 'http', 'ws', 'wss', 'ftp', 's3', 'git+ssh'),
    host: hosts,
    port: fc.oneof(
      fc.constant(''),
      fc.integer({ min: 1, max: 65_535 }).map((port) => `:${port}`),
      fc.constant(':443'),
    ),
    path,
    query: fc.oneof(fc.constant(''), query),
  })
  .map((url) => `${url.scheme}://${url.host}${url.port}${url.path}${url.path === '' ? '' : url.query}`);

describe('canonical URLs', () => {
  it('are all that the grammar makes, but those with an IPv4 address in IPv6', () => {
    fc.assert(
      fc.property(urls, (text) => {
        expect(isCanonical(text) || text.includes('[::'), text).toBe(true);
        expect(any(text), text).toBe(urlAnswer(text, nothing));
      }),
      runs,
    );
  });

  it('are those that a check written by hand finds, and read alike by three other readers', () => {
    let accepted = 0;
    fc.assert(
      fc.property(nearly(urls), (text) => {
        expect(any(text), text).toBe(urlAnswer(text, nothing));
        if (!isCanonical(text)) return;
        accepted += 1;
        expectReadAlike(text);
      }),
      runs,
    );
    expect(accepted).toBeGreaterThan(runs.numRuns / 6);
  });

  it('have the hosts that a check written by hand finds among all short ones', () => {
    const letters = ['a', '0', '-', '.', 'x', ':'];
    let short = [''];
    for (let length = 1; length <= 5; length += 1) {
      short = short.flatMap((text) => letters.map((letter) => text + letter));
      const wrong = short.filter((host) => any(`ftp://${host}/`) !== urlAnswer(`ftp://${host}/`, nothing));
      expect(wrong).toEqual([]);
    }
  });

  it.each(hostileUrls)('%j is none: %s', (text) => {
    expect(any(text)).toBe('unclear');
  });
});

/** The browsers' reader, that of RFC 3986, and one that finds names; and what is in the text by its first signs. */
function expectReadAlike(text: string): void {
  const [, scheme = '', host = '', port = '', path = '', query = ''] =
    /^([^:]+):\/\/(\[[^\]]+\]|[^:/]+)(?::(\d+))?(\/[^?]*)?(\?.*)?$/.exec(text) ?? [];
  const url = new URL(text);
  const own = new URL(`${scheme}://x`).port === new URL(`${scheme}://x:${port || 1}`).port;
  expect(
    [url.protocol, url.username, url.password, url.hostname, url.port, url.pathname, url.search, url.hash],
    text,
  ).toEqual([
    `${scheme}:`,
    '',
    '',
    host,
    own ? '' : port,
    path === '' && url.pathname === '/' ? '/' : path,
    query === '?' ? '' : query,
    '',
  ]);
  const uri = parseUri(text);
  const uriHost = host.replace(/^\[|\]$/g, '');
  expect([uri.error, uri.scheme, uri.userinfo, uri.host, uri.fragment], text).toEqual([
    undefined,
    scheme,
    undefined,
    uriHost,
    undefined,
  ]);
  if (!own) expect(String(uri.port ?? ''), text).toBe(port);
  // Of a WebSocket URL this reader keeps path and query together, and it rewrites escapes in queries.
  if (!scheme.startsWith('ws')) expect(uri.path || '/', text).toBe(path || '/');
  expect(parseName(text).hostname, text).toBe(uriHost);
}

const wanted: readonly { readonly wanted: UrlMatcher; readonly hosts: readonly string[] }[] = [
  { wanted: { ...nothing, schemes: ['https'], hosts: ['a.b'] }, hosts: ['a.b', 'x.a.b', 'a.c', 'b'] },
  {
    wanted: {
      ...nothing,
      schemes: ['https', 'http'],
      hosts: ['*.a.b', 'b', 'xn--a.b', 'a_b.b'],
      ports: [80, 444],
    },
    hosts: [
      'a.b',
      'x.a.b',
      'x.y.a.b',
      'a.a.b',
      'xa.b',
      'b',
      'xn--a.b',
      'a_b.b',
      'xn--a.a.b',
      'a_.a.b',
      'x.b',
    ],
  },
  {
    wanted: {
      schemes: ['https', 's3'],
      hosts: ['1.2.3.4', '[1:0::2]', '*.b'],
      ports: [],
      pathPrefix: '/p/q',
      query: true,
    },
    hosts: ['1.2.3.4', '[1::2]', '[1:0:0:0:0:0:0:2]', '1.2.3.5', 'x.b', '1.b'],
  },
  { wanted: { ...nothing, schemes: ['ftp'], hosts: ['b'], pathPrefix: '/p/', query: false }, hosts: ['b'] },
];

describe.each(wanted)('URLs wanted: $wanted', ({ wanted: matcher, hosts: near }) => {
  const ask = answersOf(
    canonicalUrl(),
    ...matcher.schemes.map((scheme) =>
      urlWanted({
        scheme,
        hosts: matcher.hosts,
        ports: matcher.ports,
        query: matcher.query ? 'any' : 'none',
        ...(matcher.pathPrefix !== undefined && { pathPrefix: matcher.pathPrefix }),
      }),
    ),
  );
  const close = fc
    .tuple(
      fc.constantFrom('https', 'http', 's3', 'ftp', 'HTTPS'),
      fc.constantFrom(...near),
      fc.constantFrom('', '', '', ':443', ':80', ':444', ':21', ':0'),
      fc.constantFrom('', '/', '/p/q', '/p/q/', '/p/q/r', '/p/qr', '/p', '/p/../p/q', '/P/q'),
      fc.constantFrom('', '', '?', '?a=b', '#a'),
    )
    .map(([scheme, ...rest]) => `${scheme}://${rest.join('')}`);

  it('are those that a check written by hand finds', () => {
    const answers = { yes: 0, no: 0, unclear: 0 };
    fc.assert(
      fc.property(fc.oneof(close, close, nearly(close)), (text) => {
        const answer = ask(text);
        answers[answer] += 1;
        expect(answer, text).toBe(urlAnswer(text, matcher));
      }),
      runs,
    );
    expect(Math.min(...Object.values(answers))).toBeGreaterThan(20);
  });
});
