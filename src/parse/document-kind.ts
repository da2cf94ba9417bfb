import type { DocumentKind } from '../model/documents.ts';
import { suggest } from '../text/suggest.ts';
import { documentKinds } from './document-kinds.ts';
import { isText } from './fields.ts';
import type { LocatedNode, MapNode } from './located-node.ts';
import { type NearDocument, nearDocument } from './near-document.ts';
import type { Problems } from './problems.ts';

/** What a document is: a kind, `unrelated` to policies, or undefined where that was meant to be told and is not. */
export type ToldKind = DocumentKind | 'unrelated' | undefined;

/** Tells a document's kind by `kind`, else by its keys. What looks like a policy document but is none is reported. */
export function tellKind(problems: Problems, root: LocatedNode): ToldKind {
  if (root.kind === 'map') {
    const written = root.entries.get('kind');
    if (written !== undefined) return kindByName(problems, root, written.value);
    if (root.entries.has('tenant_id')) return 'tenant';
    if (root.entries.has('rate_limits') || root.entries.has('plans')) return 'plans';
  }
  const near = nearDocument(root);
  return near === undefined ? 'unrelated' : refuse(problems, root, near);
}

function kindByName(problems: Problems, root: MapNode, node: LocatedNode): ToldKind {
  const name = isText(node) ? node.value : undefined;
  const kind = documentKinds.find((candidate) => candidate === name);
  if (kind !== undefined) return kind;
  const near = name === undefined || root.entries.has('apiVersion') ? undefined : nearKind(name);
  if (near === undefined && !root.entries.has('tenant_id') && nearDocument(root) === undefined)
    return 'unrelated';
  problems.add('schema/invalid', node, {
    message: name === undefined ? '`kind` must be text' : `\`${name}\` is not a kind of document`,
    label: near === undefined ? 'an unknown kind' : `did you mean \`${near}\`?`,
    help: `known are ${documentKinds.join(', ')}`,
  });
  return undefined;
}

/** A boundary is further from boundaries than a mistyped letter. */
function nearKind(name: string): string | undefined {
  const many = name.toLowerCase().replace(/y$/, 'ies');
  return suggest(name, documentKinds) ?? documentKinds.find((kind) => kind === many);
}

function refuse(problems: Problems, root: LocatedNode, { entry, kind, mistyped }: NearDocument): undefined {
  const place = entry?.keyNode ?? { start: root.start, end: root.start };
  if (mistyped !== undefined) {
    problems.add('schema/unknown-key', place, {
      message: `\`${entry?.key ?? ''}\` is not a key of a policy`,
      label: `did you mean \`${mistyped}\`?`,
      help: `write \`${mistyped}\``,
    });
    return undefined;
  }
  if (kind === 'tenant') {
    problems.add('schema/invalid', place, {
      message: 'this looks like a policy, but has no `tenant_id`',
      label: 'whose?',
      help: 'add `tenant_id`, or `kind: template` and a `name`',
    });
    return undefined;
  }
  problems.add('schema/invalid', place, {
    message: `this looks like ${words[kind] ?? kind}, but has no \`kind\``,
    label: kind === 'tenants' ? 'whose?' : `without \`kind: ${kind}\` nothing reads this`,
    help: entry === undefined ? `\`kind: ${kind}\`, and the list under \`${kind}\`` : `add \`kind: ${kind}\``,
  });
  return undefined;
}

const words: Readonly<Partial<Record<DocumentKind, string>>> = {
  tenants: 'a list of tenants',
  boundaries: 'a document of boundaries',
  invariants: 'a document of invariants',
};
