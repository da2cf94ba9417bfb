import { algebraOf } from '../analysis/analysis-session.ts';
import { argumentKinds } from '../analysis/argument-kind.ts';
import { suggestClosing } from '../analysis/closing-suggestion.ts';
import type { Escape } from '../analysis/prove-tool.ts';
import { proveWorkspace } from '../analysis/prove-workspace.ts';
import type { Matcher } from '../model/matcher.ts';
import type { Bindings } from '../model/workspace.ts';
import type { SourceText } from '../text/source-text.ts';
import type { ClosingFix } from './closing-fix.ts';
import { demandFix } from './demand-fix.ts';
import { presenceFix } from './presence-fix.ts';
import { regexSpan } from './regex-span.ts';
import type { LintContext } from './rule.ts';

/** The fix of an escape of a tool; undefined where none is known. */
export type ClosingFixes = (tool: string, found: Escape) => ClosingFix | undefined;

type Regex = Extract<Matcher, { readonly kind: 'regex' }>;
type Workspace = LintContext['workspace'];

const known = new WeakMap<Workspace, ClosingFixes>();

/**
 * What closes the escapes of a workspace: in place of each regex through which calls leave, a typed matcher that is right
 * for every tenant that it lets out; where nothing asks, the boundary's own. Found once for a workspace.
 */
export function closingFixes(context: LintContext): ClosingFixes {
  const found = known.get(context.workspace) ?? findClosing(context);
  known.set(context.workspace, found);
  return found;
}

/** The matcher that the deciding condition asks of the argument that leaves. */
export function askedMatcher({ by, path }: Escape): Matcher | undefined {
  if (by.kind !== 'condition') return undefined;
  return by.condition.match.find((match) => match.path.text === path)?.matcher;
}

function findClosing({ workspace, documents, sources, memory }: LintContext): ClosingFixes {
  const kinds = argumentKinds(documents);
  const tenants = tenantsByOpening(workspace, memory);
  const fixes = new Map<string, ClosingFix | undefined>();
  return (tool, found) => {
    const regex = openRegex(found);
    if (regex === undefined) {
      if (found.through !== 'allow') return undefined;
      const asked = askedMatcher(found);
      if (asked === undefined) return demandFix(tool, found, workspace, sources);
      return presenceFix(asked, found, sources);
    }
    const key = openingKey(tool, found, regex);
    if (fixes.has(key)) return fixes.get(key);
    const { path, matcher } = found.boundary;
    const open = {
      regex,
      kind: kinds.kindOf(tool, path),
      boundary: matcher,
      tenants: tenants.get(key) ?? [],
    };
    const suggestion = suggestClosing(open, algebraOf(workspace));
    const fix = suggestion === undefined ? undefined : fixOf(regex, suggestion.text, sources);
    fixes.set(key, fix);
    return fix;
  };
}

function openRegex(found: Escape): Regex | undefined {
  const asked = found.through === 'allow' ? askedMatcher(found) : undefined;
  return asked?.kind === 'regex' ? asked : undefined;
}

/** The same for one regex that leaves one boundary, whichever tenant it is for. */
function openingKey(tool: string, { boundary }: Escape, { place }: Regex): string {
  return JSON.stringify([tool, place.file, place.start, boundary.place.file, boundary.place.start]);
}

function tenantsByOpening(
  workspace: Workspace,
  memory: LintContext['memory'],
): ReadonlyMap<string, readonly Bindings[]> {
  const openings = new Map<string, Bindings[]>();
  for (const { tenant, tool, escapes } of proveWorkspace(workspace, memory)) {
    const bindings = workspace.tenants.get(tenant)?.bindings;
    for (const found of escapes) {
      const regex = openRegex(found);
      if (regex === undefined || bindings === undefined) continue;
      const key = openingKey(tool, found, regex);
      const tenants = openings.get(key);
      if (tenants === undefined) openings.set(key, [bindings]);
      else tenants.push(bindings);
    }
  }
  return openings;
}

function fixOf(regex: Regex, text: string, sources: ReadonlyMap<string, SourceText>): ClosingFix {
  const { file } = regex.place;
  const source = sources.get(file);
  const span = source === undefined ? undefined : regexSpan(source, regex.place, regex.ignoreCase);
  if (span === undefined) return { text };
  const edit = { file, start: span.start, end: span.end, text: span.inMapping ? withoutBraces(text) : text };
  return { text, fix: { title: `write ${text}`, safe: false, edits: [edit] } };
}

function withoutBraces(flow: string): string {
  return /^\{ (.*) \}$/s.exec(flow)?.[1] ?? flow;
}
