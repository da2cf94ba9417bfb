import type { Invariant, InvariantsDocument } from '../model/documents.ts';
import { checkIds } from './check-ids.ts';
import { asItems, asMap, field, oneOrMore, present, textField } from './fields.ts';
import type { LocatedNode, MapNode } from './located-node.ts';
import type { Problems } from './problems.ts';
import { readMatch } from './read-match.ts';
import { readLabels } from './read-policy.ts';
import { readAction } from './read-rule.ts';
import { readToolName } from './read-tool-name.ts';

/** What must never be decided. */
export function readInvariants(problems: Problems, map: MapNode): InvariantsDocument {
  const never = field(map, 'never');
  const items = never === undefined ? [] : asItems(problems, never);
  checkIds(problems, items, 'invariants of this document');
  return {
    kind: 'invariants',
    file: problems.source.file,
    place: problems.place(map),
    never: present(items.map((item) => readInvariant(problems, item))),
  };
}

function readInvariant(problems: Problems, node: LocatedNode): Invariant | undefined {
  const map = asMap(problems, node);
  if (map === undefined) return undefined;
  const id = textField(problems, map, 'id')?.value;
  const tool = field(map, 'tool');
  const tools =
    tool === undefined ? [] : present(oneOrMore(tool).map((item) => readToolName(problems, item)));
  const matchNode = field(map, 'match');
  const match = readMatch(problems, matchNode);
  const action = readAction(problems, map, 'action');
  const except = readExcept(problems, field(map, 'except'));
  const isMisread = matchNode !== undefined && match.length === 0;
  if (id === undefined || tools.length === 0 || action === undefined || isMisread || except === 'misread') {
    problems.misfit(map);
    return undefined;
  }
  return {
    id,
    tools,
    match,
    action,
    ...(except === undefined ? {} : { except }),
    place: problems.place(map),
  };
}

function readExcept(problems: Problems, node: LocatedNode | undefined): Invariant['except'] | 'misread' {
  if (node === undefined) return undefined;
  const labelsNode = node.kind === 'map' ? field(node, 'labels') : undefined;
  const labels = readLabels(problems, labelsNode);
  if (labelsNode === undefined || labels === undefined) return 'misread';
  if (Object.keys(labels).length > 0) return { labels };
  // Without a label it would be an exception for everybody.
  problems.add('schema/invalid', labelsNode, {
    message: '`labels` is empty',
    label: 'empty',
    help: 'name a label that the tenants have, or leave `except` out',
  });
  return 'misread';
}
