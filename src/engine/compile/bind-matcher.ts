import type { Bound, Matcher, ScalarText } from '../../model/matcher.ts';
import type { TemplateText } from '../../model/template-text.ts';
import type { Bindings } from '../../model/workspace.ts';
import { canonicalKey, keyWithin } from '../../pattern/languages/key.ts';
import { canonicalPath, pathWithin } from '../../pattern/languages/path.ts';
import { parsePattern } from '../../pattern/parse-pattern.ts';
import type { PatternNode } from '../../pattern/pattern-node.ts';
import { formProblem } from '../../text/form-problem.ts';
import type { AnswerCode } from '../ask/answer.ts';
import { both, either, NO, UNCLEAR, YES } from '../ask/answer.ts';
import type { ScalarOptions } from '../scalar-options.ts';
import type { SqlPolicy } from '../sql/sql-policy.ts';
import { bindForm } from './bind-form.ts';
import { bindPattern, bindText, bindTexts, boundScalars } from './bind-text.ts';
import type { BoundMatcher, CallPrefix } from './bound-matcher.ts';
import { PolicyError } from './policy-error.ts';
import { referenceText } from './reference-text.ts';
import type { TextLanguages } from './text-languages.ts';

/** Puts a tenant's values in and registers the languages of text. Throws `PolicyError`. */
export function bindMatcher(matcher: Matcher, bindings: Bindings, languages: TextLanguages): BoundMatcher {
  switch (matcher.kind) {
    case 'regex':
      return {
        kind: 'regex',
        ifAbsent: NO,
        bit: addPattern(matcher.pattern, matcher.ignoreCase, bindings, languages),
      };
    case 'one_of':
    case 'contains':
      return { kind: matcher.kind, ifAbsent: NO, options: bindOptions(matcher.values, bindings) };
    case 'path_within':
      return bindWithin('path', matcher.prefixes, bindings, languages);
    case 'key_within':
      return bindWithin('key', matcher.prefixes, bindings, languages);
    case 'url':
    case 'email':
    case 'ip_in':
    case 'command':
      return bindForm(matcher, bindings, languages);
    case 'number':
      return { kind: 'number', ifAbsent: NO, ...bindBounds(matcher, bindings), integer: matcher.integer };
    case 'length':
      return { kind: 'length', ifAbsent: NO, ...bindBounds(matcher, bindings) };
    case 'exists':
      return { kind: 'exists', ifAbsent: matcher.exists ? NO : YES, exists: matcher.exists };
    case 'not':
      return { kind: 'not', ifAbsent: UNCLEAR, matcher: bindMatcher(matcher.matcher, bindings, languages) };
    case 'any_of':
    case 'all_of':
      return bindGroup(matcher.kind, matcher.matchers, bindings, languages);
    case 'shared':
      return bindMatcher(matcher.matcher, bindings, languages);
    case 'filter':
      return bindFilter(matcher, bindings);
    case 'sql':
      return bindSql(matcher, bindings);
  }
}

function bindFilter(
  { dialect, must }: Extract<Matcher, { readonly kind: 'filter' }>,
  bindings: Bindings,
): BoundMatcher {
  const bound = must.map(({ field, value }) => ({ field, options: bindOptions([value], bindings) }));
  const fields = bound.map(({ field, options }) => [field, optionsForm(options)]);
  return {
    kind: 'filter',
    ifAbsent: NO,
    dialect,
    must: bound,
    form: JSON.stringify(['filter', dialect, fields]),
  };
}

function optionsForm({ values, contextKeys }: ScalarOptions): unknown {
  return [...values, ...contextKeys.map((key) => ({ key }))];
}

function bindSql(matcher: Extract<Matcher, { readonly kind: 'sql' }>, bindings: Bindings): BoundMatcher {
  const { dialect, statements, functions } = matcher;
  const tables = matcher.tables === undefined ? undefined : bindTexts(matcher.tables, bindings);
  const sharedTables = bindTexts(matcher.sharedTables, bindings);
  const scopes = matcher.scopedBy.map(({ column, value }) => ({
    column,
    options: bindOptions([value], bindings),
  }));
  const policy: SqlPolicy = {
    statements: new Set(statements),
    tables: tables === undefined ? undefined : new Set(tables),
    sharedTables: new Set(sharedTables),
    functions: functions === undefined ? undefined : new Set(functions),
    scopes,
  };
  const held = scopes.map(({ column, options }) => [column, optionsForm(options)]);
  const form = JSON.stringify(['sql', dialect, statements, tables, sharedTables, functions, held]);
  return { kind: 'sql', ifAbsent: NO, policy, form };
}

function bindGroup(
  kind: 'any_of' | 'all_of',
  matchers: readonly Matcher[],
  bindings: Bindings,
  languages: TextLanguages,
): BoundMatcher {
  const bound = matchers.map((matcher) => bindMatcher(matcher, bindings, languages));
  const combine = kind === 'any_of' ? either : both;
  const start: AnswerCode = kind === 'any_of' ? NO : YES;
  return {
    kind,
    ifAbsent: bound.reduce((answer, { ifAbsent }) => combine(answer, ifAbsent), start),
    matchers: bound,
  };
}

function addPattern(
  pattern: TemplateText,
  ignoreCase: boolean,
  bindings: Bindings,
  languages: TextLanguages,
): number {
  const source = bindPattern(pattern, bindings);
  return languages.add(`${ignoreCase ? 'regex-i' : 'regex'}:${source}`, () =>
    parsedPattern(source, ignoreCase),
  );
}

function parsedPattern(source: string, ignoreCase: boolean): PatternNode {
  const parsed = parsePattern(source, { ignoreCase });
  if (!parsed.ok) throw new PolicyError(`pattern ${JSON.stringify(source)}: ${parsed.error.message}`);
  return parsed.node;
}

function bindOptions(values: readonly ScalarText[], bindings: Bindings): ScalarOptions {
  const scalars = new Set<string | number | boolean>();
  const contextKeys: string[] = [];
  for (const value of values) {
    if (value.kind === 'scalar') {
      scalars.add(value.value);
      continue;
    }
    const [only] = value.text;
    if (value.text.length !== 1 || only === undefined || typeof only === 'string') {
      scalars.add(bindText(value.text, bindings));
    } else if (only.ref === 'context') contextKeys.push(only.key);
    else for (const scalar of boundScalars(only, bindings)) scalars.add(scalar);
  }
  return { values: scalars, types: new Set([...scalars].map((scalar) => typeof scalar)), contextKeys };
}

function bindWithin(
  form: 'path' | 'key',
  prefixes: readonly TemplateText[],
  bindings: Bindings,
  languages: TextLanguages,
): BoundMatcher {
  const bits: number[] = [];
  const callPrefixes: CallPrefix[] = [];
  for (const prefix of prefixes) {
    const callPrefix = asCallPrefix(form, prefix, bindings);
    if (callPrefix !== undefined) callPrefixes.push(callPrefix);
    else for (const text of bindTexts([prefix], bindings)) bits.push(addPrefix(form, text, languages));
  }
  const canonicalBit =
    form === 'path' ? languages.add('path', canonicalPath) : languages.add('key', canonicalKey);
  return { kind: 'within', ifAbsent: NO, canonicalBit, bits, callPrefixes };
}

function addPrefix(form: 'path' | 'key', text: string, languages: TextLanguages): number {
  const problem = formProblem(`${form} prefix`, text);
  if (problem !== undefined) throw new PolicyError(`${JSON.stringify(text)}: ${problem}`);
  return form === 'path'
    ? languages.add(`path:${text.replace(/\/$/, '')}`, () => pathWithin(text))
    : languages.add(`key:${text}`, () => keyWithin(text));
}

function asCallPrefix(
  form: 'path' | 'key',
  prefix: TemplateText,
  bindings: Bindings,
): CallPrefix | undefined {
  const at = prefix.findIndex((part) => typeof part !== 'string' && part.ref === 'context');
  const part = prefix[at];
  if (part === undefined || typeof part === 'string' || part.ref !== 'context') return undefined;
  const tail = bindText(prefix.slice(at + 1), bindings);
  if (tail.length > 1) throw new PolicyError(`${referenceText(part)} must stand at the end of the prefix`);
  return { form, head: bindText(prefix.slice(0, at), bindings), contextKey: part.key, tail };
}

function bindBounds(
  matcher: { readonly min?: Bound; readonly max?: Bound },
  bindings: Bindings,
): { readonly min: number; readonly max: number } {
  return {
    min: bindBound(matcher.min, bindings) ?? -Infinity,
    max: bindBound(matcher.max, bindings) ?? Infinity,
  };
}

function bindBound(bound: Bound | undefined, bindings: Bindings): number | undefined {
  if (bound === undefined || typeof bound === 'number') return bound;
  const [only] = bound;
  const values = only === undefined || typeof only === 'string' ? [] : boundScalars(only, bindings);
  const [value] = values;
  if (values.length !== 1 || typeof value !== 'number') throw new PolicyError('a bound must be a number');
  return value;
}
