import { hash } from 'node:crypto';
import { withGrammar } from '../analysis/analysed-workspace.ts';
import { namedTools } from '../analysis/diff/compared-tools.ts';
import type { DiffSide } from '../analysis/diff/workspace-change.ts';
import { diffTool } from '../analysis/diff-tool.ts';
import { givesMore } from '../analysis/plan-diff.ts';
import { type DiffOptions, diffWorkspaces, withSoleTenantId } from '../analysis/workspace-diff.ts';
import { toolGlobsOverlap } from '../engine/resolve/glob-overlap.ts';
import { runBlocking } from '../host/interrupt.ts';
import { isUnattended } from '../host/terminal.ts';
import { UserMistake } from '../host/user-mistake.ts';
import { lintRule } from '../lint/registry.ts';
import { describeMatcher } from '../report/describe-matcher.ts';
import type { WorkspaceComparison } from '../report/diff-view.ts';
import { filePatch, type TextPatch, textPatches } from '../report/text-patches.ts';
import { grammarFor } from '../runtime/grammar-for.ts';
import type { CommandContext } from './command-context.ts';
import { diffOperands } from './diff-operands.ts';
import { type LoadedSide, loadSide } from './diff-sides.ts';
import { unknownName } from './unknown-name.ts';

/** Compares the two versions that the operands name, by meaning. Throws `UserMistake`. */
export async function compareVersions(context: CommandContext): Promise<WorkspaceComparison> {
  const { given, cwd } = context;
  const [first, second] = await diffOperands(given.operands, cwd);
  const before = await loadSide(first, context);
  const to = await loadSide(second, context);
  const from = pairedSide(before, to, context);
  refuseNothing(from, to);
  const text = patchesOf(from, to);
  if (given.operands.length === 0 && text.length === 0 && isUnattended(process.env)) {
    throw new UserMistake('nothing has changed since HEAD', {
      help: 'name the base of the change: policy diff origin/main...HEAD',
    });
  }
  const options = diffOptions(context, from, to);
  const sides = [await withItsGrammar(from.side), await withItsGrammar(to.side)] as const;
  const diff = runBlocking(() => diffWorkspaces(...sides, options));
  const isNarrowed = options.tenants !== undefined || options.tools !== undefined;
  return { from: from.name, to: to.name, ...diff, text: isNarrowed ? [] : text };
}

/** Whether something may happen now that could not before, or nobody can tell. */
export function letsMoreHappen({ tenants, workspace, plans }: WorkspaceComparison): boolean {
  return (
    tenants.some(({ changes, undecided }) => undecided !== undefined || changes.some(givesMore)) ||
    workspace.some(({ effect }) => effect !== 'narrower') ||
    plans.some(({ changes }) => changes.some(givesMore))
  );
}

/** The version with the grammar that its engines are given. */
async function withItsGrammar(side: DiffSide): Promise<DiffSide> {
  const { sql } = await grammarFor(side.workspace);
  return { ...side, workspace: withGrammar(side.workspace, sql) };
}

/** Two files that are about one tenant each are compared as one tenant, whatever they call it. */
function pairedSide(from: LoadedSide, to: LoadedSide, context: CommandContext): LoadedSide {
  if (from.file === undefined || to.file === undefined) return from;
  const idsOf = ({ side }: LoadedSide): readonly string[] => [...side.workspace.tenants.keys()];
  const [was, ...others] = idsOf(from);
  const [is, ...more] = idsOf(to);
  if (was === undefined || is === undefined || was === is || others.length + more.length > 0) return from;
  context.note(`${was} of ${from.file} and ${is} of ${to.file} are compared as one tenant, ${is}`);
  return { ...from, side: { workspace: withSoleTenantId(from.side.workspace, is) } };
}

/** A comparison of two versions without a tenant and without a plan would always find nothing. */
function refuseNothing(from: LoadedSide, to: LoadedSide): void {
  const isEmpty = [from, to].every(
    ({ side: { workspace } }) => workspace.tenants.size === 0 && (workspace.plans?.size ?? 0) === 0,
  );
  if (!isEmpty) return;
  throw new UserMistake(`neither ${from.name} nor ${to.name} has a tenant or a plan`, {
    help: 'templates, boundaries and baselines are compared with the tenants that they hold for: name the workspaces',
  });
}

function patchesOf(from: LoadedSide, to: LoadedSide): readonly TextPatch[] {
  if (from.texts === undefined || to.texts === undefined) return [];
  if (from.file === undefined || to.file === undefined) return textPatches(from.texts, to.texts);
  return filePatch(
    { name: from.file, text: from.texts.get(from.file) ?? '' },
    { name: to.file, text: to.texts.get(to.file) ?? '' },
  );
}

function diffOptions({ given }: CommandContext, from: LoadedSide, to: LoadedSide): DiffOptions {
  const tenant = given.text('tenant');
  const tool = given.text('tool');
  const workspaces = [from.side.workspace, to.side.workspace];
  const tenants = new Set(workspaces.flatMap((workspace) => [...workspace.tenants.keys()]));
  if (tenant !== undefined && !tenants.has(tenant)) throw unknownName('tenant', tenant, [...tenants]);
  if (tool !== undefined) {
    const sides = workspaces.flatMap((workspace) =>
      [...workspace.tenants.values()].map((policy) => ({ workspace, policy })),
    );
    const named = namedTools(sides);
    if (!named.some((entry) => toolGlobsOverlap(entry, tool))) throw unknownName('tool', tool, named);
  }
  return {
    differ: diffTool,
    digest: (text) => hash('sha256', text, 'hex'),
    describe: describeMatcher,
    levelOf: (code) => lintRule(code)?.level,
    ...(tenant !== undefined && { tenants: new Set([tenant]) }),
    ...(tool !== undefined && { tools: [tool] }),
  };
}
