import type { Reference, TemplateText } from '../model/template-text.ts';
import { isText } from './fields.ts';
import type { LocatedNode } from './located-node.ts';
import type { Problems } from './problems.ts';
import { scalarOffset } from './scalar-offset.ts';
import { parseTemplateText, type ReferenceSite } from './template-text.ts';

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
  const spanAt = (index: number, length: number): { start: number; end: number } => {
    const place = problems.place(node);
    const start = scalarOffset(problems.source, place, index);
    return { start, end: Math.max(scalarOffset(problems.source, place, index + length), start + 1) };
  };
  for (const problem of parsed.problems) {
    const { message, help } = problem;
    problems.add('schema/reference', spanAt(problem.index, problem.length), { message, help, label: 'an unknown reference' });
  }
  for (const site of parsed.sites) {
    const why = misplaced(site, node.value, use, scope);
    if (why === undefined) continue;
    const name = node.value.slice(site.index, site.index + site.length);
    problems.add('schema/reference', spanAt(site.index, site.length), {
      message: `\`${name}\` may not stand here`,
      label: 'misplaced',
      help: why,
    });
  }
  return parsed.text;
}

function misplaced(site: ReferenceSite, text: string, use: TextUse, scope: TextScope): string | undefined {
  const { ref }: Reference = site.reference;
  if (ref === 'env') return use === 'webhook' ? undefined : '`${env:NAME}` may stand in the `webhook` of an approval only';
  if (ref !== 'context' && ref !== 'tenant.name') return undefined;
  if (scope === 'boundary') return 'a boundary may hold `${tenant.id}` and variables, nothing that a caller or a name decides';
  if (ref === 'tenant.name') return undefined;
  const rest = text.slice(site.index + site.length);
  if (use === 'whole' && site.index === 0 && rest === '') return undefined;
  if (use === 'prefix' && /^[/:.]?$/.test(rest)) return undefined;
  return '`${context.KEY}` may be the whole of an `equals`, `one_of` or `contains`, or end a `path_within` or `key_within` prefix';
}
