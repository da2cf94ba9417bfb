import type { DocumentKind } from '../model/documents.ts';
import { describeSchemaError, type Found } from './describe-schema-error.ts';
import {
  baseline,
  boundaries,
  config,
  invariants,
  plans,
  suite,
  suppressions,
  template,
  tenant,
  tenants,
  tools,
  type Validate,
} from './generated/documents.js';
import type { Entry, LocatedNode, MapNode, ScalarNode } from './located-node.ts';
import type { Problems } from './problems.ts';

/** The files of a workspace that have a schema. */
type StructureKind = DocumentKind | 'config' | 'suppressions';

/** Holds a document to the schema of its kind, and says what is wrong in words and at the place of the key or value. */
export function checkStructure(problems: Problems, kind: StructureKind, root: MapNode): void {
  const validate = validators[kind];
  if (validate(root.json)) return;
  for (const error of validate.errors ?? []) {
    if (problems.isFull()) return;
    const found = find(root, error.instancePath);
    if (found === undefined) problems.misfit(root);
    // An alias that could not be resolved left nothing behind, which needs no second word.
    if (found === undefined || (isEmpty(found.node) && problems.isTold(found.node.start))) continue;
    const problem = describeSchemaError(problems.source, found, error);
    if (problem !== undefined) problems.add(problem.code, problem.span, problem.text);
  }
}

const validators: { readonly [Kind in StructureKind]: Validate } = {
  baseline,
  boundaries,
  config,
  invariants,
  plans,
  suite,
  suppressions,
  template,
  tenant,
  tenants,
  tools,
};

// The node at a JSON pointer.
function find(root: MapNode, pointer: string): Found | undefined {
  let node: LocatedNode = root;
  let key: ScalarNode | undefined;
  let isItem = false;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const entry: Entry | undefined = node.kind === 'map' ? node.entries.get(name) : undefined;
    const next: LocatedNode | undefined = node.kind === 'list' ? node.items[Number(name)] : entry?.value;
    if (next === undefined) return undefined;
    key = entry?.keyNode ?? key;
    isItem = node.kind === 'list';
    node = next;
  }
  return { node, key, isItem };
}

function isEmpty(node: LocatedNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}
