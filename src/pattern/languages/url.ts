import {
  allOf,
  anyText,
  choice,
  emptyText,
  literal,
  not,
  oneOf,
  optional,
  type PatternNode,
  repeat,
  sequence,
  wholeText,
} from '../pattern-node.ts';
import { anyHost, listedHosts } from './host-name.ts';
import { numberRange } from './number-range.ts';

/** What a URL of one scheme must have. */
export interface WantedUrl {
  /** In lower case. */
  readonly scheme: string;
  /** As listed: names in lower case, `*.` and a name, IP literals. */
  readonly hosts: readonly string[];
  /** Empty: the scheme's own, written or not. */
  readonly ports: readonly number[];
  readonly pathPrefix?: string;
  readonly query: 'any' | 'none';
}

let canonical: PatternNode | undefined;

const letters = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const unreserved = `${letters}${letters.toUpperCase()}${digits}-._~`;

/**
 * `scheme://host[:port][/path[?query]]` in the one spelling that every reader takes apart alike: ASCII, scheme and host
 * in lower case, no user information, no fragment, a port without leading zeros, a path without `%`, `;`, empty and dot
 * segments, a query without `'` and escaped control characters.
 */
export function canonicalUrl(): PatternNode {
  canonical ??= wholeText(
    sequence(
      oneOf(letters),
      repeat(oneOf(`${letters}${digits}+.-`), 0),
      literal('://'),
      anyHost(),
      optional(sequence(literal(':'), numberRange(1, 65_535, 10))),
      optional(sequence(path(), optional(query()))),
    ),
  );
  return canonical;
}

/**
 * The URLs wanted. Those with a host that is listed as a name which no canonical URL has (`xn--`, `_`) are none of
 * `canonicalUrl`; all others are.
 */
export function urlWanted({ scheme, hosts, ports, pathPrefix, query: queries }: WantedUrl): PatternNode {
  return wholeText(
    sequence(
      literal(`${scheme}://`),
      listedHosts(hosts),
      portOf(scheme, ports),
      pathAndQuery(pathPrefix?.replace(/\/$/, '') ?? '', queries === 'any' ? optional(query()) : emptyText),
    ),
  );
}

/** The port that a URL of the scheme means where it has none. */
const ownPorts: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
  ['ws', 80],
  ['wss', 443],
  ['ftp', 21],
]);

function portOf(scheme: string, ports: readonly number[]): PatternNode {
  const own = ownPorts.get(scheme);
  if (ports.length === 0) return own === undefined ? emptyText : optional(literal(`:${own}`));
  const written = choice(...ports.map((port) => literal(`:${port}`)));
  return own !== undefined && ports.includes(own) ? optional(written) : written;
}

function pathAndQuery(base: string, asked: PatternNode): PatternNode {
  if (base === '') return optional(sequence(path(), asked));
  const below = sequence(literal(base), optional(sequence(literal('/'), anyText)));
  return sequence(allOf(path(), below), asked);
}

/** By whole segments, none of them empty but a last one. */
function path(): PatternNode {
  const inSegment = oneOf(`${unreserved}!$&'()*+,=:@`);
  const segment = allOf(repeat(inSegment, 1), not(choice(literal('.'), literal('..'))));
  const slash = literal('/');
  const segments = sequence(segment, repeat(sequence(slash, segment), 0), optional(slash));
  return sequence(slash, optional(segments));
}

function query(): PatternNode {
  const hex = `${digits}abcdefABCDEF`;
  const escaped = choice(
    sequence(oneOf('2345689abcdefABCDEF'), oneOf(hex)),
    sequence(literal('7'), oneOf(`${digits}abcdeABCDE`)),
  );
  const inQuery = oneOf(`${unreserved}!$&()*+,;=:@/?`);
  return sequence(literal('?'), repeat(choice(inQuery, sequence(literal('%'), escaped)), 0));
}
