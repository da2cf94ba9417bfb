import type { Place } from '../model/place.ts';
import type { Posture, PostureValue } from '../model/posture.ts';
import { isText } from './fields.ts';
import type { Entry, LocatedNode } from './located-node.ts';
import type { Problems } from './problems.ts';
import { readTemplateText } from './read-template-text.ts';

/** `isolation` with its places; undefined where it is no mapping. Its words and keys are held to the schema elsewhere. */
export function readPosture(problems: Problems, entry: Entry | undefined): Posture | undefined {
  if (entry?.value.kind !== 'map') return undefined;
  const keys = new Map<string, Place>();
  const values = new Map<string, readonly PostureValue[]>();
  const visit = (entries: Iterable<Entry>, above: string): void => {
    for (const { key, keyNode, value } of entries) {
      const path = `${above}${key}`;
      keys.set(path, problems.place(keyNode));
      if (value.kind === 'map') visit(value.entries.values(), `${path}.`);
      else values.set(path, valuesOf(problems, value));
    }
  };
  visit(entry.value.entries.values(), '');
  return { place: problems.place(entry.keyNode), keys, values };
}

function valuesOf(problems: Problems, node: LocatedNode): readonly PostureValue[] {
  const items = node.kind === 'list' ? node.items : [node];
  return items.flatMap((item): PostureValue[] => {
    if (item.kind !== 'scalar' || item.value === null) {
      problems.misfit(item);
      return [];
    }
    const place = problems.place(item);
    if (!isText(item) || !item.value.includes('${')) return [{ value: item.value, place }];
    const text = readTemplateText(problems, item, 'text', 'rule');
    return [{ value: item.value, ...(text === undefined ? {} : { text }), place }];
  });
}
