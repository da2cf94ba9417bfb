import type { BoundaryEntry } from '../model/documents.ts';
import type { Matcher } from '../model/matcher.ts';
import type { PathMatch } from '../model/rule.ts';
import type { TemplateText } from '../model/template-text.ts';
import type { EffectiveRule } from '../model/workspace.ts';

/**
 * Whether it can be seen by form alone that rules let nothing leave a bounded argument, whatever the tenant's id and
 * values: each condition that allows or holds a call demands on that argument what the boundary demands, or less.
 */
export function isProvedByForm(
  rules: readonly EffectiveRule[],
  entry: Extract<BoundaryEntry, { readonly kind: 'matcher' }>,
): boolean {
  return rules.every(({ rule }) => {
    if (rule.action !== undefined && rule.action.value !== 'deny') return false;
    return rule.conditions.every(({ action, match }) => action.value === 'deny' || keepsWithin(match, entry));
  });
}

/** Whether it can be seen by form that every call of which all of `match` holds keeps within a bounded argument. */
export function keepsWithin(
  match: readonly PathMatch[],
  entry: Extract<BoundaryEntry, { readonly kind: 'matcher' }>,
): boolean {
  return match.some(
    ({ path, matcher }) =>
      path.text === entry.path.text &&
      (formOf(matcher) === formOf(entry.matcher) || implies(matcher, entry.matcher)),
  );
}

/** Whether whatever `inner` says yes to, `outer` says yes to, by form. False says nothing. */
function implies(inner: Matcher, outer: Matcher): boolean {
  if (isElementwise(inner) && isElementwise(outer) && formOf(inner) === formOf(outer)) return true;
  if (outer.kind === 'shared') return implies(inner, outer.matcher);
  if (outer.kind === 'any_of' && outer.matchers.some((part) => implies(inner, part))) return true;
  if (outer.kind === 'all_of') return outer.matchers.every((part) => implies(inner, part));
  if (inner.kind === 'any_of') return inner.matchers.every((part) => implies(part, outer));
  if (inner.kind === 'all_of') return inner.matchers.some((part) => implies(part, outer));
  return isNarrower(inner, outer);
}

// What sees whole lists answers other than what sees their elements; so does a list of parts that mixes both.
function isElementwise({ kind }: Matcher): boolean {
  return [
    'regex',
    'one_of',
    'path_within',
    'key_within',
    'url',
    'email',
    'ip_in',
    'command',
    'number',
    'sql',
  ].includes(kind);
}

function isNarrower(inner: Matcher, outer: Matcher): boolean {
  if (inner.kind === 'path_within' && outer.kind === 'path_within')
    return areWithin(inner.prefixes, outer.prefixes, '/');
  if (inner.kind === 'key_within' && outer.kind === 'key_within')
    return areWithin(inner.prefixes, outer.prefixes, ':/.');
  if (inner.kind === 'one_of' && outer.kind === 'one_of') return areAmong(inner.values, outer.values);
  if (inner.kind === 'email' && outer.kind === 'email') {
    return areAmong(inner.domains, outer.domains) && (outer.subdomains || !inner.subdomains);
  }
  return false;
}

function areAmong(inner: readonly unknown[], outer: readonly unknown[]): boolean {
  const listed = new Set(outer.map((item) => JSON.stringify(item)));
  return inner.every((item) => listed.has(JSON.stringify(item)));
}

/** Each prefix is one of the others, or goes on where one of them ends with a separator. */
function areWithin(
  inner: readonly TemplateText[],
  outer: readonly TemplateText[],
  separators: string,
): boolean {
  return inner.every((prefix) => outer.some((other) => startsWith(prefix, other, separators)));
}

function startsWith(text: TemplateText, head: TemplateText, separators: string): boolean {
  if (JSON.stringify(text) === JSON.stringify(head)) return true;
  const last = head.at(-1);
  if (typeof last !== 'string' || !separators.includes(last.slice(-1)) || text.length < head.length)
    return false;
  return head.every((part, at) => {
    const own = text[at];
    if (at < head.length - 1) return JSON.stringify(own) === JSON.stringify(part);
    return typeof own === 'string' && own.startsWith(last) && !own.slice(last.length).includes('..');
  });
}

/** What a matcher says, places and spellings aside. */
function formOf(matcher: Matcher): string {
  return JSON.stringify(matcher, (key, value: unknown) =>
    key === 'place' || key === 'spelling' ? undefined : value,
  );
}
