import { bindTexts } from '../engine/compile/bind-text.ts';
import { patternText } from '../engine/compile/pattern-text.ts';
import { PolicyError } from '../engine/compile/policy-error.ts';
import type { Matcher } from '../model/matcher.ts';
import type { TemplateText } from '../model/template-text.ts';
import type { Bindings } from '../model/workspace.ts';
import { parsePattern } from '../pattern/parse-pattern.ts';
import type { PatternNode } from '../pattern/pattern-node.ts';
import type { ArgumentKind } from '../profile/argument-names.ts';
import { formProblem, type TextForm } from '../text/form-problem.ts';
import { matcherFlow } from './matcher-flow.ts';
import { createMarkers, type Markers } from './suggest/reference-markers.ts';
import { suggestAddress } from './suggest/suggest-address.ts';
import { suggestCommand } from './suggest/suggest-command.ts';
import { suggestPrefix } from './suggest/suggest-prefix.ts';
import { suggestUrl } from './suggest/suggest-url.ts';
import type { Draft } from './suggest/suggestion-draft.ts';

type Regex = Extract<Matcher, { readonly kind: 'regex' }>;

/** A typed matcher in place of a regex. */
export interface TypedSuggestion {
  readonly matcher: Matcher;
  /** As it is written on one line: `{ path_within: /data/tenant_acme/ }`. Fits flow and block collections. */
  readonly text: string;
}

/**
 * The typed matcher that says what a regex over an argument of that kind means: by the text that its matches begin or
 * end with, references kept; else the argument's own boundary. Where the regex asks for more than that text, it stays
 * beside the typed matcher. With `bindings` the tenant's values must give it its form. Undefined where nothing is to be
 * said.
 */
export function suggestMatcher(
  regex: Regex,
  kind: ArgumentKind,
  bindings?: Bindings,
  boundary?: Matcher,
): TypedSuggestion | undefined {
  const matcher = fromPattern(regex, kind, bindings) ?? fromBoundary(boundary);
  return matcher === undefined ? undefined : { matcher, text: matcherFlow(matcher) };
}

/** A boundary's matcher as a rule may ask it: nothing in it is marked as shared. Undefined for a regex. */
export function fromBoundary(boundary: Matcher | undefined): Matcher | undefined {
  if (boundary === undefined) return undefined;
  switch (boundary.kind) {
    case 'regex':
      return undefined;
    case 'shared':
      return fromBoundary(boundary.matcher);
    case 'any_of':
    case 'all_of': {
      const parts = boundary.matchers.map(unshared);
      return { ...boundary, matchers: parts };
    }
    default:
      return boundary;
  }
}

function unshared(matcher: Matcher): Matcher {
  return matcher.kind === 'shared' ? unshared(matcher.matcher) : (fromBoundary(matcher) ?? matcher);
}

function fromPattern(regex: Regex, kind: ArgumentKind, bindings: Bindings | undefined): Matcher | undefined {
  const { pattern, ignoreCase, place } = regex;
  if (patternText(pattern).misuses.length > 0) return undefined;
  const markers = createMarkers(pattern);
  if (markers === undefined) return undefined;
  const parsed = parsePattern(markers.source, { ignoreCase });
  const draft = parsed.ok ? draftOf(parsed.node, kind, markers) : undefined;
  if (draft === undefined || draft.checks.some(([form, text]) => !hasForm(form, text, bindings)))
    return undefined;
  const { typed, narrower } = draft;
  const matcher: Matcher = { ...typed, place };
  return narrower ? { kind: 'all_of', matchers: [matcher, regex], place } : matcher;
}

function draftOf(node: PatternNode, kind: ArgumentKind, markers: Markers): Draft | undefined {
  switch (kind) {
    case 'path':
    case 'key':
      return suggestPrefix(node, kind, markers);
    case 'url':
      return suggestUrl(node, markers);
    case 'email':
      return suggestAddress(node, markers);
    case 'command':
      return suggestCommand(node, markers);
    default:
      return undefined;
  }
}

function hasForm(form: TextForm, text: TemplateText, bindings: Bindings | undefined): boolean {
  if (bindings === undefined) {
    const [first] = text;
    const opensWithVariable = typeof first === 'object' && first.ref === 'vars';
    return (
      opensWithVariable ||
      formProblem(form, text.map((part) => (typeof part === 'string' ? part : 'x')).join('')) === undefined
    );
  }
  try {
    return bindTexts([text], bindings).every((value) => formProblem(form, value) === undefined);
  } catch (error) {
    if (error instanceof PolicyError) return false;
    throw error;
  }
}
