import type { JsonValue, Scalar } from '../../model/json.ts';
import type { Entry, ListNode, LocatedNode, MapNode, ScalarNode, Span } from '../located-node.ts';

/** A scalar that is what it is written as; what YAML makes of plain words is no question here. */
export function scalarNode(value: Scalar | null, { start, end }: Span): ScalarNode {
  return { kind: 'scalar', value, style: 'double', start, end, json: value, size: 1 };
}

/** A list of nodes. */
export function listNode(items: readonly LocatedNode[], { start, end }: Span): ListNode {
  const size = items.reduce((sum, item) => sum + item.size, 1);
  return { kind: 'list', items, json: items.map(({ json }) => json), size, start, end };
}

/** A mapping of entries. */
export function mapNode(entries: ReadonlyMap<string, Entry>, { start, end }: Span): MapNode {
  const json: { [key: string]: JsonValue } = Object.create(null);
  let size = 1;
  for (const { key, value } of entries.values()) {
    json[key] = value.json;
    size += value.size;
  }
  return { kind: 'map', entries, json, size, start, end };
}

/** Tenants as the document of `kind: tenants` that lists them in YAML. */
export function tenantsRoot(tenants: readonly MapNode[], { start }: Span): MapNode {
  const head = { start, end: start };
  const entries = [
    { key: 'kind', keyNode: scalarNode('kind', head), value: scalarNode('tenants', head) },
    { key: 'tenants', keyNode: scalarNode('tenants', head), value: listNode(tenants, head) },
  ];
  return mapNode(new Map(entries.map((entry) => [entry.key, entry])), head);
}
