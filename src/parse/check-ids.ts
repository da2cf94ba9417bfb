import type { Place } from '../model/place.ts';
import { asText, field } from './fields.ts';
import type { LocatedNode } from './located-node.ts';
import type { Problems } from './problems.ts';

/** Reports `id`s that stand twice among items. `where` says what the items are, such as `rules of this document`. */
export function checkIds(problems: Problems, items: readonly LocatedNode[], where: string): void {
  const seen = new Map<string, Place>();
  for (const item of items) {
    const node = item.kind === 'map' ? field(item, 'id') : undefined;
    const id = node === undefined ? undefined : asText(problems, node);
    if (id === undefined || node === undefined) continue;
    const earlier = seen.get(id.value);
    if (earlier === undefined) seen.set(id.value, id.place);
    else {
      problems.add('schema/duplicate-id', node, {
        message: `two ${where} are called \`${id.value}\``,
        label: `also in line ${earlier.line}`,
        help: 'give each a name of its own',
      });
    }
  }
}
