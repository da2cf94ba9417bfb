import type { PolicyDocument } from '../model/documents.ts';
import { isPlainData, ownValue } from './plain-json.ts';

/**
 * Arguments that change what a call reaches although nobody thinks of them: beside which arguments, or in which tools
 * (by a word of the name), they are known to stand.
 */
interface SideDoor {
  readonly doors: readonly string[];
  readonly words: readonly string[];
  readonly beside: readonly string[];
}

const sideDoors: readonly SideDoor[] = [
  {
    doors: ['cc', 'bcc'],
    words: ['email', 'mail', 'gmail', 'smtp'],
    beside: ['to', 'recipient', 'recipients'],
  },
  {
    doors: ['headers', 'proxy'],
    words: ['http', 'https', 'fetch', 'webhook', 'curl'],
    beside: ['url', 'uri'],
  },
  {
    doors: ['env', 'cwd'],
    words: ['command', 'shell', 'exec', 'execute', 'bash', 'terminal'],
    beside: ['command', 'cmd', 'script'],
  },
  { doors: ['project_id'], words: ['bigquery', 'gitlab'], beside: ['dataset', 'dataset_id'] },
  { doors: ['ids'], words: ['vector', 'pinecone', 'chroma', 'qdrant'], beside: ['namespace', 'collection'] },
  { doors: ['files'], words: ['upload', 'push', 'attach'], beside: ['file', 'attachment'] },
  { doors: ['destination'], words: ['move', 'copy', 'rename'], beside: ['source', 'src'] },
];

const allDoors: ReadonlySet<string> = new Set(sideDoors.flatMap(({ doors }) => doors));

/** The top-level arguments of each tool that a tools document describes, by exact name. */
export type DeclaredArguments = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The side doors of a tool. What a tools document declares is believed, and then only that; otherwise they are told by
 * the words of the tool's name and by the arguments that its rule names.
 */
export function sideDoorsOf(
  tool: string,
  named: ReadonlySet<string>,
  declared: DeclaredArguments,
): readonly string[] {
  const known = declared.get(tool);
  if (known !== undefined) return [...allDoors].filter((door) => known.has(door));
  const words = new Set(wordsOf(tool));
  return sideDoors
    .filter(
      (door) => door.words.some((word) => words.has(word)) || door.beside.some((name) => named.has(name)),
    )
    .flatMap(({ doors }) => doors);
}

/** What the tools documents say about arguments; tools that declare neither arguments nor a schema are left out. */
export function declaredArguments(documents: readonly PolicyDocument[]): DeclaredArguments {
  const declared = new Map<string, ReadonlySet<string>>();
  for (const document of documents) {
    if (document.kind !== 'tools' || !isPlainData(document.content)) continue;
    const tools = ownValue(document.content, 'tools');
    if (!isPlainData(tools)) continue;
    for (const [tool, entry] of Object.entries(tools)) {
      const names = isPlainData(entry) ? declaredNames(entry) : [];
      if (names.length > 0) declared.set(tool, new Set(names));
    }
  }
  return declared;
}

function declaredNames(entry: { readonly [key: string]: unknown }): readonly string[] {
  const schema = ownValue(entry, 'input_schema');
  const properties = isPlainData(schema) ? ownValue(schema, 'properties') : undefined;
  return [ownValue(entry, 'arguments'), properties].flatMap((part) =>
    isPlainData(part) ? Object.keys(part) : [],
  );
}

/** `sendEmail`, `send_email` and `mail.send-email` are read as words. */
function wordsOf(tool: string): readonly string[] {
  return tool
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
