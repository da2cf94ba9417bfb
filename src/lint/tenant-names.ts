import { textUses } from '../engine/resolve/text-uses.ts';
import type { PolicyDocument, TenantDocument, VariableValue } from '../model/documents.ts';
import { tenantDocuments } from './tenant-documents.ts';

/** What a text says of a tenant. */
interface Mention {
  readonly tenant: string;
  readonly text: string;
}

/** Finds tenants in texts by what is theirs alone. */
export type MentionFinder = (text: string) => readonly Mention[];

/**
 * Finds mentions of tenants: of their ids, as whole words of letters, digits, `_` and `-`, and of the values that they,
 * and nobody else, give for variables that boundaries use. Names of less than four characters and everyday words name
 * nobody. A text takes time in proportion to its length and to how many lengths names of one first word have.
 */
export function mentionFinder(documents: readonly PolicyDocument[]): MentionFinder {
  const owners = new Map<string, string | undefined>();
  for (const [name, tenant] of namesOf(documents)) {
    if (!isTelling(name)) continue;
    owners.set(name, owners.has(name) && owners.get(name) !== tenant ? undefined : tenant);
  }
  const lengths = new Map<string, Set<number>>();
  for (const name of owners.keys()) {
    const first = /^[A-Za-z0-9_-]+/.exec(name)?.[0] ?? '';
    const known = lengths.get(first);
    if (known === undefined) lengths.set(first, new Set([name.length]));
    else known.add(name.length);
  }
  return (text) => {
    const found = new Map<string, Mention>();
    for (const { index, 0: word } of text.matchAll(/[A-Za-z0-9_-]+/g)) {
      for (const length of lengths.get(word) ?? []) {
        const name = text.slice(index, index + length);
        const tenant = owners.get(name);
        if (tenant === undefined || continuesAt(text, index + length)) continue;
        if (name === tenant && isHostLabel(text, index)) continue;
        if (!found.has(tenant)) found.set(tenant, { tenant, text: name });
      }
    }
    return [...found.values()];
  };
}

function* namesOf(documents: readonly PolicyDocument[]): Generator<readonly [name: string, tenant: string]> {
  const used = variablesOfBoundaries(documents);
  for (const { tenantId, vars } of tenantDocuments(documents)) {
    yield [tenantId.value, tenantId.value];
    for (const name of used) {
      for (const value of textsIn(vars.get(name))) yield [trimmed(value), tenantId.value];
    }
  }
}

function variablesOfBoundaries(documents: readonly PolicyDocument[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const document of documents) {
    if (document.kind !== 'boundaries') continue;
    for (const { entries } of document.tools) {
      for (const entry of entries) {
        if (entry.kind !== 'matcher') continue;
        for (const { text } of textUses(entry.matcher)) {
          for (const part of text) if (typeof part !== 'string' && part.ref === 'vars') names.add(part.name);
        }
      }
    }
  }
  return names;
}

function textsIn(
  given: TenantDocument['vars'] extends ReadonlyMap<string, infer V> ? V | undefined : never,
): readonly string[] {
  const value: VariableValue | undefined = given?.value;
  const values = typeof value === 'object' ? value : [value];
  return values.filter((item) => typeof item === 'string');
}

/** From the first character of a word, and without what ends a prefix: `/data/acme/` is found where `data/acme` is. */
function trimmed(name: string): string {
  return name.replace(/^[^A-Za-z0-9_-]+/, '').replace(/[^A-Za-z0-9_-]{1,8}$/, '');
}

function continuesAt(text: string, at: number): boolean {
  return /^[A-Za-z0-9_-]/.test(text.slice(at, at + 1));
}

/** A customer may be called as a service that others use: `api.slack.com` is not the tenant `slack`. */
function isHostLabel(text: string, at: number): boolean {
  if (at === 0) return /^[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,9}$/.test(text);
  return text[at - 1] === '@' || text[at - 1] === '.' || text.startsWith('//', at - 2);
}

const longestName = 256;

function isTelling(name: string): boolean {
  return name.length >= 4 && name.length <= longestName && !everydayWords.has(name.toLowerCase());
}

/** Words that policies use whoever is called so. */
const everydayWords: ReadonlySet<string> = new Set(
  `access account accounts action admin agent allow archive asset assets audit backup beta billing bucket cache client
  clients cloud common company config content customer customers dashboard data database default delete demo deny
  development docs document documents domain download email enterprise event events example export external false file
  files filter folder free global group groups guest home host http https id import index info internal invoice
  invoices item items json local localhost login logs mail main manager media member members message messages name
  none null open order orders organization owner page pages partner path pending plan premium preview private prod
  product production project projects public query read report reports resource root sales sandbox schema search
  select send server service services shared site staging standard starter storage support system table tables task
  team template tenant tenants test testing text ticket tickets trial true update upload user users version where
  write workspace`.split(/\s+/),
);
