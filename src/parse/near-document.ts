import type { DocumentKind } from '../model/documents.ts';
import { suggest } from '../text/suggest.ts';
import { documentKinds } from './document-kinds.ts';
import { field, isText } from './fields.ts';
import type { Entry, LocatedNode, MapNode } from './located-node.ts';

/** YAML that its author would have meant as a policy document, though nothing tells its kind. */
export interface NearDocument {
  /** The entry that shows it; undefined for a list. */
  readonly entry: Entry | undefined;
  /** What it was meant as. */
  readonly kind: DocumentKind;
  /** The key that is mistyped. */
  readonly mistyped?: 'tenant_id' | 'kind';
}

/** What YAML without `kind` and `tenant_id` was meant as; undefined for other people's. */
export function nearDocument(root: LocatedNode): NearDocument | undefined {
  if (root.kind !== 'map') return nearList(root);
  return mistypedKey(root) ?? nearMap(root);
}

function nearList(root: LocatedNode): NearDocument | undefined {
  if (isRules(root)) return { entry: undefined, kind: 'tenant' };
  return isTenants(root) ? { entry: undefined, kind: 'tenants' } : undefined;
}

function mistypedKey(map: MapNode): NearDocument | undefined {
  for (const [key, entry] of map.entries) {
    if (suggest(key, ['tenant_id']) !== undefined) return { entry, kind: 'tenant', mistyped: 'tenant_id' };
    const named = isText(entry.value) ? entry.value.value : undefined;
    const kind = documentKinds.find((candidate) => candidate === named);
    if (kind !== undefined && isNearlyKind(key.toLowerCase())) return { entry, kind, mistyped: 'kind' };
  }
  return undefined;
}

/** Its four letters, in whatever order, or one more: `bind` and `find` are words of their own. */
function isNearlyKind(key: string): boolean {
  return [...key].sort().join('') === 'dikn' || (key.startsWith('kind') && key.length === 5);
}

function nearMap(map: MapNode): NearDocument | undefined {
  const shapes: readonly (readonly [string, DocumentKind, (node: LocatedNode) => boolean])[] = [
    ['rules', 'tenant', isRules],
    ['tenants', 'tenants', (node) => isListOf(node, (item) => item.entries.has('tenant_id'))],
    ['default_action', 'tenant', () => true],
    ['never', 'invariants', isRules],
    ['tools', 'boundaries', isBoundaries],
  ];
  for (const [key, kind, isMeant] of shapes) {
    const value = field(map, key);
    if (value !== undefined && isMeant(value)) return { entry: map.entries.get(key), kind };
  }
  return undefined;
}

/** Rules about tools; also with `tools` for `tool`. Rules of other systems have neither with what a rule says. */
function isRules(node: LocatedNode): boolean {
  return isListOf(
    node,
    ({ entries }) =>
      entries.has('tool') || (entries.has('tools') && (entries.has('action') || entries.has('conditions'))),
  );
}

const saidOfTenants = ['plan', 'extends', 'vars', 'rules', 'isolation'];

function isTenants(node: LocatedNode): boolean {
  return isListOf(
    node,
    ({ entries }) => entries.has('tenant_id') && saidOfTenants.some((key) => entries.has(key)),
  );
}

/** Tools with paths of arguments as keys. */
function isBoundaries(node: LocatedNode): boolean {
  if (node.kind !== 'map') return false;
  return [...node.entries.values()].some(
    ({ value }) =>
      value.kind === 'map' && [...value.entries.keys()].some((key) => /^arguments[.[]/.test(key)),
  );
}

function isListOf(node: LocatedNode, isOne: (map: MapNode) => boolean): boolean {
  return node.kind === 'list' && node.items.some((item) => item.kind === 'map' && isOne(item));
}
