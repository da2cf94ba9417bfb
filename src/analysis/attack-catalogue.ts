import {
  anyText,
  assertion,
  choice,
  literal,
  noneOf,
  oneOf,
  optional,
  type PatternNode,
  repeat,
  sequence,
} from '../pattern/pattern-node.ts';
import type { ArgumentKind } from '../profile/argument-names.ts';

/** What attacks are made of, beside the attacked pattern's own text. */
export interface AttackFrame {
  /** The text that the pattern's matches begin with, as far as it is given. */
  readonly prefix: string;
  /** Another tenant's id. */
  readonly stranger: string;
}

/** A class of values that a tool takes for something else than what a pattern sees. */
export interface Attack {
  /** As in "accepts a path with `..`". */
  readonly what: string;
  /** Why a pattern lets it in, as a label. */
  readonly why: string;
  /** Whether it opens up the rows only that a query is meant to keep to. */
  readonly isOfScope?: boolean;
  /** Sets of such values, searched in the text; the most telling first, the last one is all of them. */
  readonly values: readonly PatternNode[];
}

/** The attacks on arguments of a kind, the most telling first. */
export function attacksOn(kind: ArgumentKind, frame: AttackFrame): readonly Attack[] {
  switch (kind) {
    case 'path':
      return pathAttacks(frame);
    case 'url':
      return urlAttacks(frame);
    case 'email':
      return emailAttacks;
    case 'sql':
      return sqlAttacks;
    case 'filter':
      return filterAttacks;
    case 'command':
      return commandAttacks;
    case 'key':
    case 'text':
      return [];
  }
}

const start = assertion('text_start');
const end = assertion('text_end');

/** Exactly this, from end to end, with anything where the gaps are. */
function whole(...parts: readonly (PatternNode | string)[]): PatternNode {
  return sequence(start, ...parts.map((part) => (typeof part === 'string' ? literal(part) : part)), end);
}

function anyCase(text: string): PatternNode {
  return sequence(
    ...Array.from(text, (character) => oneOf(character.toLowerCase() + character.toUpperCase())),
  );
}

/** `..` between two of the separators, the start and the end. */
function dotSegment(separators: string): PatternNode {
  const separator = oneOf(separators);
  return sequence(choice(start, separator), literal('..'), choice(separator, end));
}

function pathAttacks({ prefix, stranger }: AttackFrame): readonly Attack[] {
  const dot = anyCase('%2e');
  const slash = choice(literal('/'), anyCase('%2f'));
  // One step up for each folder below the one that holds the tenants' folders.
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  return [
    {
      what: 'a path with `..`',
      why: 'a regex sees text; the file system sees a path',
      values: [
        whole(folder, `../${stranger}/x`),
        whole(anyText, `/../${stranger}/x`),
        whole(anyText, '/../../../etc/passwd'),
        whole(`../${stranger}/x`, anyText),
        dotSegment('/'),
      ],
    },
    {
      what: 'a path with `..` in percent-encoding',
      why: 'who decodes it climbs out',
      values: [
        whole(anyText, `/%2e%2e/${stranger}/x`),
        sequence(
          choice(start, slash),
          choice(sequence(dot, choice(dot, literal('.'))), sequence(literal('.'), dot)),
          choice(slash, end),
        ),
      ],
    },
    {
      what: 'a path with a backslash',
      why: 'some file systems take it for a slash',
      values: [whole(anyText, `..\\${stranger}\\x`), sequence(literal('..'), literal('\\')), literal('\\')],
    },
    {
      what: 'a path with a NUL character',
      why: 'some readers end the path there',
      values: [literal('\0')],
    },
  ];
}

const scheme = sequence(start, choice(anyCase('https'), anyCase('http')), literal('://'));
const userInfo = optional(sequence(repeat(noneOf('/?#@\\'), 0), literal('@')));

const rest = choice(end, oneOf(':/?#'));

function toHost(...hosts: readonly string[]): PatternNode {
  return sequence(scheme, userInfo, choice(...hosts.map(anyCase)), rest);
}

function urlAttacks({ prefix, stranger }: AttackFrame): readonly Attack[] {
  const folder = /^[a-z]+:\/\/[^/?#]+\/.*\//.exec(prefix)?.[0];
  const climb: Attack = {
    what: 'a URL whose path has `..`',
    why: 'a server climbs before it looks',
    values: [
      whole(folder ?? '', `../${stranger}/x`),
      whole(folder ?? '', '..', choice(end, sequence(oneOf('/?#'), anyText))),
    ],
  };
  // A host that is written out is the one that is meant, whoever it is.
  const isWhole = /^[a-z]+:\/\/[^/?#@]+\//.test(prefix);
  const byHost = isWhole ? [] : [metadataService, ownMachine, fileUrl];
  // A host that is named can stand before an `@`; where none is, any host will do.
  const isNamed = /^[a-z]+:\/\/[^/?#]/.test(prefix);
  return [
    ...(isNamed ? [userInformation, ...byHost] : [...byHost, userInformation]),
    ...(folder === undefined ? [] : [climb]),
  ];
}

const beforeAt = repeat(noneOf('/?#@\\'), 0);

const userInformation: Attack = {
  what: "a URL of somebody else's host, with the known one as user information",
  why: 'what stands before the `@` is no host',
  values: [
    sequence(scheme, beforeAt, literal('@evil.example/'), end),
    sequence(scheme, beforeAt, literal('@evil.example'), rest),
  ],
};

const metadataService: Attack = {
  what: "a URL of the cloud's metadata service",
  why: 'it hands out credentials',
  values: [
    whole('http://169.254.169.254/', anyText),
    toHost('169.254.169.254', 'metadata.google.internal', '100.100.100.200', '[fd00:ec2::254]'),
    toHost('2852039166', '0xa9fea9fe', '0xa9.0xfe.0xa9.0xfe', '0251.0376.0251.0376'),
    toHost('[::ffff:169.254.169.254]', '[::ffff:a9fe:a9fe]', '169.254.43518'),
  ],
};

const ownMachine: Attack = {
  what: 'a URL of the machine itself',
  why: 'services there ask for no password',
  values: [
    whole('http://localhost/', anyText),
    toHost('localhost', '127.0.0.1', '127.1', '0.0.0.0', '[::1]', '2130706433', '0x7f000001', '0177.0.0.1'),
  ],
};

const fileUrl: Attack = {
  what: 'a `file:` URL',
  why: 'it reads files, whatever its host',
  values: [whole('file:///etc/passwd', anyText), whole('file:', anyText), sequence(start, anyCase('file:'))],
};

const emailAttacks: readonly Attack[] = [
  {
    what: 'two recipients',
    why: 'only one of them is looked at',
    values: [
      whole('eve@evil.example,x', anyText),
      whole('eve@evil.example,', anyText),
      whole(anyText, ',eve@evil.example'),
      whole(anyText, ';eve@evil.example'),
      whole('eve@evil.example;', anyText),
    ],
  },
  {
    what: 'an address with a line break',
    why: 'mail headers end there',
    values: [whole('eve@evil.example\n', anyText), whole(anyText, '\nbcc: eve@evil.example'), literal('\n')],
  },
  {
    what: 'an address behind a display name',
    why: 'the mail goes to what stands in the angle brackets',
    values: [
      whole('"', anyText, '" <eve@evil.example>'),
      whole('<eve@evil.example> ', anyText),
      whole(anyText, '<eve@evil.example>', anyText),
    ],
  },
];

const select = 'SELECT * FROM t';

const sqlAttacks: readonly Attack[] = [
  {
    what: 'a query whose condition is undone by `OR true`',
    why: 'a regex sees text; the database sees a condition',
    isOfScope: true,
    values: [
      whole(`${select} WHERE id = 1 OR true`),
      whole(`${select} WHERE `, anyText, ' OR true'),
      whole(anyText, ' OR true'),
      whole(anyText, ' or true'),
    ],
  },
  {
    what: 'a query that says what is wanted in a comment only',
    why: 'the database does not read it',
    isOfScope: true,
    values: [
      whole(`${select} -- `, anyText),
      whole(`${select} /* `, anyText, ' */'),
      whole(anyText, '--', anyText),
    ],
  },
  {
    what: 'two statements',
    why: 'the second one is not looked at',
    values: [
      whole('SELECT 1; DROP TABLE t'),
      whole(anyText, '; DROP TABLE t'),
      whole('DROP TABLE t; ', anyText),
      whole(anyText, '; ', select),
    ],
  },
  {
    what: 'a query with a second one behind `UNION`',
    why: 'the second one is not looked at',
    isOfScope: true,
    values: [whole(anyText, ` UNION ${select}`), whole(`${select} UNION `, anyText)],
  },
];

const filterAttacks: readonly Attack[] = [
  {
    what: 'a filter with an alternative that lets everything in',
    why: 'a regex sees text; the store sees a condition',
    isOfScope: true,
    values: [
      whole('{"$or":[{},{', anyText, '}]}'),
      whole('{"$or":[{},', anyText),
      whole(anyText, ' or 1 == 1'),
      whole(anyText, ' OR true'),
      whole('not (', anyText, ')'),
      sequence(literal('$or')),
    ],
  },
];

const commandAttacks: readonly Attack[] = [
  ['a second command behind `;`', '; id', ';'],
  ['a command in a command', '$(id)', '$('],
  ['a command in backticks', '`id`', '`'],
  ['a second command behind `&&`', ' && id', '&&'],
  ['a second command behind `|`', ' | sh', '|'],
  ['a second command on the next line', '\nid', '\n'],
].map(([what = '', after = '', sign = '']) => ({
  what,
  why: 'a regex sees text; the shell sees a program',
  values: [whole(anyText, after), whole(`${after.replace(/^[;&| \n]+/, '')}${sign}`, anyText), literal(sign)],
}));
