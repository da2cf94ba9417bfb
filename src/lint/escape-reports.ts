import { argumentKinds } from '../analysis/argument-kind.ts';
import type { Escape } from '../analysis/prove-tool.ts';
import { proveWorkspace, type TenantProof } from '../analysis/prove-workspace.ts';
import type { Matcher } from '../model/matcher.ts';
import type { Place } from '../model/place.ts';
import type { ArgumentKind } from '../profile/argument-names.ts';
import type { ClosingFix } from './closing-fix.ts';
import { askedMatcher, closingFixes } from './closing-fixes.ts';
import type { LintContext, Report } from './rule.ts';

/** One report for each escape of the workspace that is asked for. */
export function* escapeReports(context: LintContext, isAsked: (found: Escape) => boolean): Generator<Report> {
  const kinds = argumentKinds(context.documents);
  const closing = closingFixes(context);
  for (const proof of proveWorkspace(context.workspace, context.memory)) {
    for (const found of proof.escapes) {
      if (!isAsked(found)) continue;
      const kind = kinds.kindOf(proof.tool, found.boundary.path);
      yield reportOf(proof, found, kind, closing(proof.tool, found), context.workspace);
    }
  }
}

function reportOf(
  { tenant, tool }: TenantProof,
  found: Escape,
  kind: ArgumentKind | undefined,
  closing: ClosingFix | undefined,
  workspace: LintContext['workspace'],
): Report {
  const { boundary, foreign, witness } = found;
  const rule = found.by.kind === 'condition' || found.by.kind === 'action' ? found.by.rule : undefined;
  return {
    message: messageFor(tenant, tool, found),
    label: labelFor(askedMatcher(found), kind, found),
    help: helpFor(closing?.text, found),
    place: placeOf(found, workspace, tenant),
    tenant,
    tool,
    kindred: `${tool} ${boundary.path.text} ${witness.kind === 'noncanonical'} ${foreign === undefined}`,
    causes: [boundary.place.file],
    witness,
    ...(rule === undefined ? {} : { rule: rule.name }),
    ...(closing?.fix === undefined ? {} : { fix: closing.fix }),
  };
}

function messageFor(tenant: string, tool: string, { foreign, witness, path, through }: Escape): string {
  const approved = through === 'approval' ? ', once somebody approves' : '';
  if (foreign !== undefined) return `${tenant} reaches ${foreign} through ${tool}${approved}`;
  if (witness.kind === 'outside') return `${tenant} leaves its boundary through ${tool}${approved}`;
  return `${tool} of ${tenant} takes values of ${path} that its boundary does not${approved}`;
}

function placeOf(found: Escape, workspace: LintContext['workspace'], tenant: string): Place {
  const { by, boundary } = found;
  const asked = askedMatcher(found);
  if (asked !== undefined) return asked.place;
  if (by.kind === 'condition') return by.condition.action.place;
  if (by.kind === 'action') return by.rule.rule.action?.place ?? boundary.place;
  return workspace.tenants.get(tenant)?.place ?? boundary.place;
}

const readers: { readonly [kind in ArgumentKind]: string } = {
  path: 'a regex sees text; the file system sees a path',
  url: 'a regex sees text; the client sees a URL',
  email: 'a regex sees text; the mailer sees an address',
  sql: 'a regex sees text; the database sees a query',
  filter: 'a regex sees text; the store sees a filter',
  key: 'a regex sees text; the store sees a key',
  command: 'a regex sees text; the shell sees a command',
  text: 'takes more than the boundary does',
};

function labelFor(asked: Matcher | undefined, kind: ArgumentKind | undefined, { path, by }: Escape): string {
  if (asked?.kind === 'regex') return readers[kind ?? 'text'];
  if (asked !== undefined) return 'takes more than the boundary does';
  return by.kind === 'default' ? `whatever no rule decides, ${path} unasked` : `${path} is not asked`;
}

function helpFor(suggestion: string | undefined, { boundary, path, through }: Escape): string {
  if (suggestion !== undefined) return `write \`${inFlow(suggestion)}\``;
  const { file, line } = boundary.matcher.place;
  const what = through === 'approval' ? 'a deny above it for what may never leave, or ' : '';
  return `${what}a matcher of ${path} that takes no more than the boundary at ${file}:${line}`;
}

/** `{ path_within: /data/ }` as it stands in a block mapping. */
function inFlow(text: string): string {
  const inner = /^\{ (.*) \}$/s.exec(text)?.[1];
  return inner ?? text;
}
