import type { Reference, TemplateText } from '../model/template-text.ts';
import { isText } from './fields.ts';
import type { LocatedNode, ScalarNode, Span } from './located-node.ts';
import type { Problems } from './problems.ts';
import { scalarOffset } from './scalar-offset.ts';
import { parseTemplateText, type ReferenceProblem, type ReferenceSite } from './template-text.ts';

/**
 * What a text is for, which says what it may refer to: `${context.KEY}` as the `whole` of a value or at the end of a
 * `prefix`, `${env:NAME}` in a `webhook`, neither in other `text`.
 */
export type TextUse = 'whole' | 'prefix' | 'webhook' | 'text';

/** Whose text it is: a boundary holds for calls whose context and tenant's name are not to be trusted. */
export type TextScope = 'rule' | 'boundary';

/** The text of a node with its references. Reports unknown ones and those that may not stand there. */
export function readTemplateText(
  problems: Problems,
  node: LocatedNode,
  use: TextUse,
  scope: TextScope,
): TemplateText | undefined {
  if (!isText(node)) {
    problems.misfit(node);
    return undefined;
  }
  if (!node.value.includes('${')) return node.value === '' ? [] : [node.value];
  const parsed = parseTemplateText(node.value);
  reportUnknown(problems, node, parsed.problems);
  reportMisplaced(problems, node, parsed.sites, use, scope);
  return parsed.text;
}

// One diagnostic a text: more of them would say the same.
function reportUnknown(problems: Problems, node: ScalarNode, found: readonly ReferenceProblem[]): void {
  const [first, ...more] = found;
  if (first === undefined) return;
  problems.add('schema/reference', spanIn(problems, node, first), {
    message: first.message + andMore(more.length),
    label: 'an unknown reference',
    help: first.help,
  });
}

function reportMisplaced(
  problems: Problems,
  node: ScalarNode & { readonly value: string },
  sites: readonly ReferenceSite[],
  use: TextUse,
  scope: TextScope,
): void {
  const [first, ...more] = sites.filter((site) => misplaced(site, node.value, use, scope) !== undefined);
  if (first === undefined) return;
  const name = node.value.slice(first.index, first.index + first.length);
  problems.add('schema/reference', spanIn(problems, node, first), {
    message: `\`${name}\` may not stand here${andMore(more.length)}`,
    label: 'misplaced',
    help: misplaced(first, node.value, use, scope) ?? '',
  });
}

function spanIn(
  problems: Problems,
  node: ScalarNode,
  part: { readonly index: number; readonly length: number },
): Span {
  const place = problems.place(node);
  const start = scalarOffset(problems.source, place, part.index);
  return { start, end: Math.max(scalarOffset(problems.source, place, part.index + part.length), start + 1) };
}

function andMore(count: number): string {
  return count === 0 ? '' : count === 1 ? ' (and one more)' : ` (and ${count} more)`;
}

function misplaced(site: ReferenceSite, text: string, use: TextUse, scope: TextScope): string | undefined {
  const { ref }: Reference = site.reference;
  if (ref === 'env')
    return use === 'webhook' ? undefined : '`${env:NAME}` may stand in the `webhook` of an approval only';
  if (ref !== 'context' && ref !== 'tenant.name') return undefined;
  if (scope === 'boundary')
    return 'a boundary may hold `${tenant.id}` and variables, nothing that a caller or a name decides';
  if (ref === 'tenant.name') return undefined;
  const past = site.index + site.length;
  if (use === 'whole' && site.index === 0 && past === text.length) return undefined;
  if (use === 'prefix' && /^[/:.]?$/.test(text.slice(past, past + 2))) return undefined;
  return '`${context.KEY}` may be the whole of an `equals`, `one_of` or `contains`, or end a `path_within` or `key_within` prefix';
}
