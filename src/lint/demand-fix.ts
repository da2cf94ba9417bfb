import { matcherFlow } from '../analysis/matcher-flow.ts';
import type { Escape } from '../analysis/prove-tool.ts';
import { fromBoundary } from '../analysis/typed-suggestion.ts';
import { boundaryEntriesFor } from '../engine/compile/boundary-entries.ts';
import type { Edit } from '../model/diagnostic.ts';
import type { BoundaryEntry } from '../model/documents.ts';
import type { Place } from '../model/place.ts';
import type { EffectiveWorkspace } from '../model/workspace.ts';
import type { SourceText } from '../text/source-text.ts';
import type { ClosingFix } from './closing-fix.ts';
import { insertMembers, memberText } from './insert-member.ts';

type Sources = ReadonlyMap<string, SourceText>;

/**
 * The fix of an escape that nothing asked about: what allows the call asks for the boundary's own matcher. A condition
 * gets it beside what it asks; a rule that allows everything gets a condition in place of its action. Undefined where the
 * boundary has no form for a rule, or the rule is about several tools.
 */
export function demandFix(
  tool: string,
  { by, boundary, path }: Escape,
  workspace: EffectiveWorkspace,
  sources: Sources,
): ClosingFix | undefined {
  if (by.kind === 'condition') {
    const [first] = by.condition.match;
    const demand = demandOf(boundary);
    if (first === undefined || demand === undefined || isAsked(by.condition.match, path)) return undefined;
    return withEdit(demand, insertMembers(first.place, [demand], sources));
  }
  if (by.kind !== 'action') return undefined;
  const { rule } = by.rule;
  if (rule.tools.length !== 1 || rule.tools[0]?.value !== tool || rule.conditions.length > 0)
    return undefined;
  const demands = boundaryEntriesFor(workspace.boundaries, tool).filter(isBounded).map(demandOf);
  const known = demands.flatMap((demand) => demand ?? []);
  if (rule.action === undefined || known.length < demands.length || known.length === 0) return undefined;
  const text = `conditions: [{ match: { ${known.join(', ')} }, action: ${rule.action.value} }]`;
  return withEdit(text, wholeMember('action', rule.action.place, text, sources.get(rule.action.place.file)));
}

type Bounded = Extract<BoundaryEntry, { readonly kind: 'matcher' }>;

function isBounded(entry: BoundaryEntry): entry is Bounded {
  return entry.kind === 'matcher' && entry.path.root !== 'result';
}

function isAsked(match: readonly { readonly path: { readonly text: string } }[], path: string): boolean {
  return match.some((asked) => asked.path.text === path);
}

/** A path with its matcher, as it may stand in a flow or a block mapping. */
function demandOf({ path, matcher }: Bounded): string | undefined {
  const own = fromBoundary(matcher);
  if (own === undefined) return undefined;
  return memberText(path.text, matcherFlow(own));
}

function withEdit(text: string, edit: Edit | undefined): ClosingFix {
  return edit === undefined
    ? { text }
    : { text, fix: { title: `write ${text}`, safe: false, edits: [edit] } };
}

const longestSpace = 1000;

/** Replaces a key with its value, where the value, at `place`, stands beside the key. */
function wholeMember(
  key: string,
  place: Place,
  text: string,
  source: SourceText | undefined,
): Edit | undefined {
  const head = source?.text.slice(Math.max(place.start - longestSpace, 0), place.start) ?? '';
  const spaces = /[ \t]*$/.exec(head)?.[0].length ?? 0;
  const start = place.start - spaces - key.length - 1;
  const isBeside = source?.text.slice(start, place.start - spaces) === `${key}:`;
  const isWhole = /^[\s,{]?$/.test(source?.text.charAt(start - 1) ?? '');
  return isBeside && isWhole ? { file: place.file, start, end: place.end, text } : undefined;
}
