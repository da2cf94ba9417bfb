import { suggestClosing } from '../../analysis/closing-suggestion.ts';
import { suggestMatcher, type TypedSuggestion } from '../../analysis/typed-suggestion.ts';
import type { Fix } from '../../model/diagnostic.ts';
import type { ArgumentKind } from '../../profile/argument-names.ts';
import { regexSpan } from '../regex-span.ts';
import type { LintContext, Report } from '../rule.ts';
import type { AskedPattern, PatternQuestions } from './asked-patterns.ts';
import type { PatternSaid } from './pattern-check.ts';

/** What a rule says about a pattern, for each tenant that it is about. */
export function* reportsOf(asked: AskedPattern, said: PatternSaid): Generator<Report> {
  const { regex, tool, written, tenants } = asked;
  const report: Report = {
    ...said,
    place: regex.place,
    ...(written === undefined ? {} : { rule: written.name }),
    tool,
  };
  const [first, ...rest] = tenants;
  yield first === undefined ? report : { ...report, tenant: first };
  // The first tenant stands for the others, whose calls would look alike.
  const { witness: _, ...alike } = report;
  for (const tenant of rest) yield { ...alike, tenant };
}

/** What to write in place of a pattern. */
export interface TypedCure {
  readonly suggestion: TypedSuggestion | undefined;
  readonly help: string;
  readonly fix?: Fix;
}

/**
 * The typed matcher in place of a pattern whose argument's kind is known, or how one looks: what the pattern means, else
 * what the argument's boundary says, beside the pattern where that asks for more.
 */
export function typedCure(
  asked: AskedPattern,
  { sources }: LintContext,
  { algebra }: PatternQuestions,
): TypedCure {
  const { regex, kind, boundary, written, bindings, tenants } = asked;
  if (kind === undefined || kind === 'text')
    return { suggestion: undefined, help: 'write `^` and `$` around it' };
  const fallback = written === undefined ? undefined : boundary;
  const suggestion =
    suggestMatcher(regex, kind, tenants.length > 0 ? bindings : undefined) ??
    (fallback === undefined || bindings === undefined
      ? suggestMatcher(regex, kind, undefined, fallback)
      : suggestClosing({ regex, kind, boundary: fallback, tenants: [bindings] }, algebra));
  if (suggestion === undefined)
    return { suggestion, help: `write a typed matcher, such as \`${forms[kind]}\`` };
  const { file } = regex.place;
  const source = sources.get(file);
  const span = source === undefined ? undefined : regexSpan(source, regex.place, regex.ignoreCase);
  const help = `write \`${suggestion.text}\``;
  if (span === undefined) return { suggestion, help };
  const text = span.inMapping ? withoutBraces(suggestion.text) : suggestion.text;
  const edits = [{ file, start: span.start, end: span.end, text }];
  return {
    suggestion,
    help,
    fix: { title: 'put a typed matcher in place of the regex', safe: false, edits },
  };
}

const forms: { readonly [kind in Exclude<ArgumentKind, 'text'>]: string } = {
  path: '{ path_within: /FOLDER/ }',
  url: '{ url: { hosts: [HOST] } }',
  email: '{ email: { domains: [DOMAIN] } }',
  sql: "{ sql: { dialect: postgres, statements: [select], scoped_by: { COLUMN: '${tenant.id}' } } }",
  filter: "{ filter: { must: { FIELD: '${tenant.id}' } } }",
  key: "{ key_within: '${tenant.id}:' }",
  command: '{ command: { programs: [PROGRAM] } }',
};

function withoutBraces(flow: string): string {
  return flow.replace(/^\{ (.*) \}$/s, '$1');
}

/** A text as people write it, for a label. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
