import type { ArgumentPath } from '../model/argument-path.ts';

/** What an argument holds, as tools documents say it. */
export type ArgumentKind = 'path' | 'url' | 'email' | 'sql' | 'filter' | 'key' | 'command' | 'text';

/** Every kind, as tools documents spell it. */
export const argumentKindNames: readonly ArgumentKind[] = [
  'path',
  'url',
  'email',
  'sql',
  'filter',
  'key',
  'command',
  'text',
];

/** Names that tell what an argument holds. The page of `match/regex-on-structure` prints this list. */
export interface NamedKind {
  readonly kind: ArgumentKind;
  readonly names: readonly string[];
  /** Whether a longer name that ends in the word counts too: `save_path`, `callbackUrl`. */
  readonly asLastWord: boolean;
  /** Where present, only in tools (or beside an argument's own word) whose name has one of these words. */
  readonly inTools?: readonly string[];
}

const sqlWords = [
  'sql',
  'query',
  'database',
  'db',
  'postgres',
  'postgresql',
  'mysql',
  'sqlite',
  'bigquery',
  'snowflake',
];

export const namedKinds: readonly NamedKind[] = [
  {
    kind: 'path',
    names: ['path', 'file', 'filename', 'filepath', 'dir', 'directory', 'folder'],
    asLastWord: true,
  },
  { kind: 'url', names: ['url', 'uri', 'endpoint', 'webhook'], asLastWord: true },
  { kind: 'email', names: ['email', 'recipient', 'recipients'], asLastWord: true },
  { kind: 'email', names: ['to', 'cc', 'bcc'], asLastWord: false },
  { kind: 'sql', names: ['sql'], asLastWord: true },
  { kind: 'sql', names: ['query', 'statement'], asLastWord: true, inTools: sqlWords },
  { kind: 'filter', names: ['filter', 'where'], asLastWord: false },
  { kind: 'key', names: ['key', 'namespace'], asLastWord: false },
  { kind: 'command', names: ['command', 'cmd', 'script'], asLastWord: false },
];

/** What an argument holds by its name, which is the last name of its path; undefined for one that tells nothing. */
export function kindByName(tool: string, { root, segments }: ArgumentPath): ArgumentKind | undefined {
  const last = segments.findLast((segment) => segment.kind === 'key');
  if (root !== 'arguments' || last === undefined) return undefined;
  const words = nameWords(last.key);
  const whole = words.join('');
  const toolWords = new Set(nameWords(tool));
  const named = namedKinds.find(
    ({ names, asLastWord, inTools }) =>
      (names.includes(whole) || (asLastWord && names.includes(words.at(-1) ?? ''))) &&
      (inTools === undefined || inTools.some((word) => toolWords.has(word))),
  );
  return named?.kind;
}

/** `sendEmail`, `send_email` and `mail.send-email` are read as words. */
export function nameWords(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
