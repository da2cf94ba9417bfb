import { referenceText } from '../engine/compile/reference-text.ts';
import type { Bound, Matcher, ScalarText } from '../model/matcher.ts';
import type { TemplateText } from '../model/template-text.ts';

/**
 * A matcher as one would write it on one line of a document, references and all: `{ path_within: /data/x/ }`, or the
 * pattern of a regex. It may stand in flow and in block collections.
 */
export function matcherFlow(matcher: Matcher): string {
  switch (matcher.kind) {
    case 'regex': {
      const pattern = textFlow(matcher.pattern);
      return matcher.ignoreCase ? `{ regex: { pattern: ${pattern}, ignore_case: true } }` : pattern;
    }
    case 'one_of':
    case 'contains': {
      const many = /_(?:of|any)$/.test(matcher.spelling);
      return `{ ${matcher.spelling}: ${oneOrMany(matcher.values.map(scalarFlow), many)} }`;
    }
    case 'path_within':
    case 'key_within':
      return `{ ${matcher.kind}: ${oneOrMany(matcher.prefixes.map(textFlow), false)} }`;
    case 'ip_in':
      return `{ ip_in: ${oneOrMany(matcher.blocks.map(textFlow), true)} }`;
    case 'exists':
      return `{ exists: ${matcher.exists} }`;
    case 'not':
    case 'shared':
      return `{ ${matcher.kind}: ${matcherFlow(matcher.matcher)} }`;
    case 'any_of':
    case 'all_of':
      return `{ ${matcher.kind}: [${matcher.matchers.map(matcherFlow).join(', ')}] }`;
    default:
      return `{ ${matcher.kind}: ${mapping(members(matcher))} }`;
  }
}

/** Text with references as a scalar: plain where every reader takes it for this text, else quoted. */
function textFlow(text: TemplateText): string {
  return scalar(
    text
      .map((part) => (typeof part === 'string' ? part.replaceAll('${', () => '$${') : referenceText(part)))
      .join(''),
  );
}

type Members = readonly (readonly [key: string, value: string])[];
type FormMatcher = Extract<
  Matcher,
  { readonly kind: 'url' | 'email' | 'number' | 'length' | 'sql' | 'filter' | 'command' }
>;

/** What was not written is left out. */
function members(matcher: FormMatcher): Members {
  switch (matcher.kind) {
    case 'url': {
      const schemes = matcher.schemes.map(textFlow);
      return [
        ...(schemes.join() === 'https' ? [] : [['schemes', oneOrMany(schemes, true)] as const]),
        ['hosts', oneOrMany(matcher.hosts.map(textFlow), true)],
        ...(matcher.ports.length === 0
          ? []
          : [['ports', oneOrMany(matcher.ports.map(String), true)] as const]),
        ...(matcher.pathPrefix === undefined ? [] : [['path_prefix', textFlow(matcher.pathPrefix)] as const]),
        ...(matcher.query === 'any' ? [['query', 'any'] as const] : []),
      ];
    }
    case 'email':
      return [
        ['domains', oneOrMany(matcher.domains.map(textFlow), true)],
        ...(matcher.subdomains ? [['subdomains', 'true'] as const] : []),
      ];
    case 'number':
      return [...boundMembers(matcher), ...(matcher.integer ? [['integer', 'true'] as const] : [])];
    case 'length':
      return boundMembers(matcher);
    case 'sql':
      return sqlMembers(matcher);
    case 'filter':
      return [
        ...(matcher.dialect === undefined ? [] : [['dialect', matcher.dialect] as const]),
        ['must', mapping(matcher.must.map(({ field, value }) => [scalar(field), scalarFlow(value)]))],
      ];
    case 'command':
      return [
        ['programs', oneOrMany(matcher.programs.map(textFlow), true)],
        ...(matcher.pathsWithin === undefined
          ? []
          : [['paths_within', oneOrMany(matcher.pathsWithin.map(textFlow), false)] as const]),
      ];
  }
}

function sqlMembers(matcher: Extract<Matcher, { readonly kind: 'sql' }>): Members {
  const { dialect, statements, tables, sharedTables, functions, scopedBy } = matcher;
  const list = (key: string, items: readonly string[]): Members => [[key, oneOrMany(items, true)]];
  return [
    ['dialect', dialect],
    ...list('statements', statements),
    ...(tables === undefined ? [] : list('tables', tables.map(textFlow))),
    ...(sharedTables.length === 0 ? [] : list('shared_tables', sharedTables.map(textFlow))),
    ...(functions === undefined ? [] : list('functions', functions.map(scalar))),
    ['scoped_by', mapping(scopedBy.map(({ column, value }) => [scalar(column), scalarFlow(value)]))],
  ];
}

function boundMembers({ min, max }: { readonly min?: Bound; readonly max?: Bound }): Members {
  const written = (bound: Bound): string => (typeof bound === 'number' ? String(bound) : textFlow(bound));
  return [
    ...(min === undefined ? [] : [['min', written(min)] as const]),
    ...(max === undefined ? [] : [['max', written(max)] as const]),
  ];
}

function scalarFlow(value: ScalarText): string {
  if (value.kind === 'text') return textFlow(value.text);
  return typeof value.value === 'string' ? scalar(value.value) : String(value.value);
}

function mapping(entries: Members): string {
  return `{ ${entries.map(([key, value]) => `${key}: ${value}`).join(', ')} }`;
}

function oneOrMany(items: readonly string[], always: boolean): string {
  const [only] = items;
  return items.length === 1 && only !== undefined && !always ? only : `[${items.join(', ')}]`;
}

const plainText = /^[A-Za-z/][A-Za-z0-9_./-]*$/;
const otherwiseRead = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
const unprintable = /[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]|[\u2028\u2029]/u;

function scalar(text: string): string {
  if (plainText.test(text) && !otherwiseRead.test(text)) return text;
  return unprintable.test(text) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
}
