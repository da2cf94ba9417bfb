import type { DocumentKind } from '../model/documents.ts';
import { suggest } from '../text/suggest.ts';
import { field, isText } from './fields.ts';
import type { LocatedNode, MapNode } from './located-node.ts';
import type { Problems } from './problems.ts';

/** What a document is: a kind, `unrelated` to policies, or undefined where that was meant to be told and is not. */
export type ToldKind = DocumentKind | 'unrelated' | undefined;

/** All kinds, in the order in which messages name them. */
export const documentKinds: readonly DocumentKind[] = [
  'tenant',
  'plans',
  'template',
  'tenants',
  'baseline',
  'boundaries',
  'tools',
  'invariants',
  'suite',
];

/** Tells a document's kind by `kind`, else by its keys. What looks like a policy but is none is reported. */
export function tellKind(problems: Problems, root: LocatedNode): ToldKind {
  if (root.kind !== 'map') return looksLikePolicyList(root) ? refuse(problems, root) : 'unrelated';
  const written = root.entries.get('kind');
  if (written !== undefined) return kindByName(problems, root, written.value);
  if (root.entries.has('tenant_id')) return 'tenant';
  if (root.entries.has('rate_limits') || root.entries.has('plans')) return 'plans';
  return looksLikePolicy(root) ? refuse(problems, root) : 'unrelated';
}

/** True for YAML that a policy's author would have meant as one: rules about tools, or a mistyped `tenant_id`. */
function looksLikePolicy(map: MapNode): boolean {
  const rules = field(map, 'rules');
  if (rules !== undefined && looksLikePolicyList(rules)) return true;
  const tenants = field(map, 'tenants');
  if (
    tenants?.kind === 'list' &&
    tenants.items.some((item) => item.kind === 'map' && item.entries.has('tenant_id'))
  )
    return true;
  if (map.entries.has('default_action')) return true;
  return nearKey(map) !== undefined;
}

function looksLikePolicyList(node: LocatedNode): boolean {
  return node.kind === 'list' && node.items.some((item) => item.kind === 'map' && item.entries.has('tool'));
}

function nearKey(map: MapNode): string | undefined {
  return [...map.entries.keys()].find((key) => suggest(key, ['tenant_id']) !== undefined);
}

function kindByName(problems: Problems, root: MapNode, node: LocatedNode): ToldKind {
  const name = isText(node) ? node.value : undefined;
  const kind = documentKinds.find((candidate) => candidate === name);
  if (kind !== undefined) return kind;
  const near =
    name === undefined || root.entries.has('apiVersion') ? undefined : suggest(name, documentKinds);
  if (near === undefined && !root.entries.has('tenant_id') && !looksLikePolicy(root)) return 'unrelated';
  problems.add('schema/invalid', node, {
    message: name === undefined ? '`kind` must be text' : `\`${name}\` is not a kind of document`,
    label: near === undefined ? 'an unknown kind' : `did you mean \`${near}\`?`,
    help: `known are ${documentKinds.join(', ')}`,
  });
  return undefined;
}

function refuse(problems: Problems, root: LocatedNode): undefined {
  const near = root.kind === 'map' ? nearKey(root) : undefined;
  const entry =
    root.kind === 'map' ? (root.entries.get(near ?? 'rules') ?? [...root.entries.values()][0]) : undefined;
  if (near !== undefined) {
    problems.add('schema/unknown-key', entry?.keyNode ?? root, {
      message: `\`${near}\` is not a key of a policy`,
      label: 'did you mean `tenant_id`?',
      help: 'write `tenant_id`',
    });
    return undefined;
  }
  const isList = entry?.key === 'tenants';
  problems.add('schema/invalid', entry?.keyNode ?? { start: root.start, end: root.start }, {
    message: isList
      ? 'this looks like a list of tenants, but has no `kind`'
      : 'this looks like a policy, but has no `tenant_id`',
    label: 'whose?',
    help: isList ? 'add `kind: tenants`' : 'add `tenant_id`, or `kind: template` and a `name`',
  });
  return undefined;
}
