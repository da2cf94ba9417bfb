import { suggestMatcher, type TypedSuggestion } from '../analysis/typed-suggestion.ts';
import type { AskedPattern } from './asked-patterns.ts';
import { regexSpan } from './regex-span.ts';
import type { LintContext, Report } from './rule.ts';

/** What a rule says about a pattern, for each tenant that it is about. */
export function* patternReports(
  asked: AskedPattern,
  said: Omit<Report, 'place' | 'tenant' | 'rule' | 'tool'>,
): Generator<Report> {
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

/** The typed matcher in place of a pattern, as what to write and as a fix. */
export function typedCure(
  asked: AskedPattern,
  context: LintContext,
): (Pick<Report, 'help' | 'fix'> & { readonly suggestion: TypedSuggestion }) | undefined {
  const { regex, kind, boundary, written, bindings } = asked;
  if (kind === undefined) return undefined;
  const fallback = written === undefined ? undefined : boundary;
  const suggestion = suggestMatcher(regex, kind, asked.tenants.length > 0 ? bindings : undefined, fallback);
  if (suggestion === undefined) return undefined;
  const source = context.sources.get(regex.place.file);
  const span = source === undefined ? undefined : regexSpan(source, regex.place, regex.ignoreCase);
  const { text } = suggestion;
  return {
    suggestion,
    help: `write \`${text}\``,
    ...(span === undefined
      ? {}
      : {
          fix: {
            title: 'put a typed matcher in place of the regex',
            safe: false,
            edits: [{ file: regex.place.file, ...span, text: span.inMapping ? withoutBraces(text) : text }],
          },
        }),
  };
}

function withoutBraces(flow: string): string {
  return flow.replace(/^\{ (.*) \}$/s, '$1');
}

/** A text as people write it, for a label. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
