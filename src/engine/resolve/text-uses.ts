import type { Bound, Matcher, ScalarText } from '../../model/matcher.ts';
import type { Place } from '../../model/place.ts';
import type { Approval, Rule } from '../../model/rule.ts';
import type { TemplateText } from '../../model/template-text.ts';
import type { TextForm } from '../../text/form-problem.ts';

/** How a text is used, which says what may be put into it. */
export type TextUse = {
  readonly text: TemplateText;
  readonly place: Place;
  readonly use: 'text' | 'items' | 'pattern' | 'bound' | TextForm;
};

/** Every text of a rule that holds a reference. */
export function textUsesOfRule(rule: Rule): readonly TextUse[] {
  const uses = rule.conditions.flatMap((condition) => [
    ...condition.match.flatMap(({ matcher }) => textUses(matcher)),
    ...wordUses(condition.reason, condition.approval),
  ]);
  return [...uses, ...wordUses(rule.reason, rule.approval)];
}

function wordUses(
  reason: { readonly value: TemplateText; readonly place: Place } | undefined,
  approval: Approval | undefined,
): TextUse[] {
  const uses: TextUse[] = [];
  if (reason !== undefined) uses.push({ text: reason.value, place: reason.place, use: 'text' });
  for (const text of [approval?.channel, approval?.webhook]) {
    if (text !== undefined && approval !== undefined) uses.push({ text, place: approval.place, use: 'text' });
  }
  return uses.filter(hasReference);
}

/** Every text of a matcher that holds a reference. */
export function textUses(matcher: Matcher): readonly TextUse[] {
  return allTexts(matcher).filter(hasReference);
}

function hasReference({ text }: TextUse): boolean {
  return text.some((part) => typeof part !== 'string');
}

function allTexts(matcher: Matcher): readonly TextUse[] {
  const { place } = matcher;
  const of = (use: TextUse['use'], texts: readonly (TemplateText | undefined)[]): TextUse[] =>
    texts.flatMap((text) => (text === undefined ? [] : [{ text, place, use }]));
  switch (matcher.kind) {
    case 'regex':
      return of('pattern', [matcher.pattern]);
    case 'one_of':
    case 'contains':
      return of('items', matcher.values.map(scalarText));
    case 'path_within':
      return of('path prefix', matcher.prefixes);
    case 'key_within':
      return of('key prefix', matcher.prefixes);
    case 'number':
    case 'length':
      return of('bound', [boundText(matcher.min), boundText(matcher.max)]);
    case 'url':
      return [
        ...of('scheme', matcher.schemes),
        ...of('host', matcher.hosts),
        ...of('url path', [matcher.pathPrefix]),
      ];
    case 'email':
      return of('domain', matcher.domains);
    case 'ip_in':
      return of('ip block', matcher.blocks);
    case 'sql':
      return of('items', [
        ...(matcher.tables ?? []),
        ...matcher.sharedTables,
        ...matcher.scopedBy.map(({ value }) => scalarText(value)),
      ]);
    case 'filter':
      return of(
        'items',
        matcher.must.map(({ value }) => scalarText(value)),
      );
    case 'command':
      return [...of('program', matcher.programs), ...of('command path', matcher.pathsWithin ?? [])];
    case 'not':
    case 'shared':
      return allTexts(matcher.matcher);
    case 'any_of':
    case 'all_of':
      return matcher.matchers.flatMap(allTexts);
    case 'exists':
      return [];
  }
}

function scalarText(value: ScalarText): TemplateText | undefined {
  return value.kind === 'text' ? value.text : undefined;
}

function boundText(bound: Bound | undefined): TemplateText | undefined {
  return typeof bound === 'number' ? undefined : bound;
}
