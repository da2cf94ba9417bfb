import { toolRepresentatives } from '../../analysis/tool-representatives.ts';
import { toolGlobsOverlap } from '../../engine/resolve/glob-overlap.ts';
import { isToolGlob, matchesToolName } from '../../engine/tool-name.ts';
import type { Plan } from '../../model/documents.ts';
import type { EffectiveWorkspace } from '../../model/workspace.ts';
import { control } from '../control.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { type ToolInUse, toolsInUse } from '../tools-in-use.ts';

export const isolationMissingBoundary: LintRule = {
  code: 'isolation/missing-boundary',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'a tool in use without a declared boundary; without any boundaries document, one warning',
  help: 'name the tool in a document of `kind: boundaries`: the argument that says whose resource it touches, `open` for one that leaves the tenant on purpose, or `none`',
  controls: [
    control('nist-800-53', 'AC-4'),
    control('nist-800-53', 'SC-7'),
    control('soc2', 'CC6.1'),
    control('csa-aicm', 'AIS-11'),
    control('owasp-asi', 'ASI02'),
  ],
  check: toolsHaveBoundaries,
};

/** Every tool that a rule of some tenant can allow or hold has a declared boundary, enforced or not. */
function* toolsHaveBoundaries({ workspace }: LintContext): Iterable<Report> {
  const used = toolsInUse(workspace);
  if (workspace.boundaries.length === 0) {
    yield* nothingDeclared(used);
    return;
  }
  const covering = coveringEntries(workspace);
  const declared = workspace.boundaries.map(({ file }) => file);
  for (const use of used) {
    const missing = uncoveredName(use, covering);
    if (missing === undefined) continue;
    const { tool, rule, files } = use;
    const example = missing === '' || missing === tool.value ? '' : `, ${missing} for one`;
    yield {
      message: isToolGlob(tool.value)
        ? `${tool.value} lets tools through that no boundary names${example}`
        : `no boundary says whose resource ${tool.value} touches`,
      label: 'a tool in use',
      place: tool.place,
      // Any of them may have had the entry.
      causes: [...files, ...declared],
      rule,
      tool: tool.value,
    };
  }
}

function* nothingDeclared(used: readonly ToolInUse[]): Iterable<Report> {
  const [first] = used;
  if (first === undefined) return;
  const more = used.length - 1;
  const others = more === 0 ? '' : ` and ${more} more ${more === 1 ? 'tool' : 'tools'}`;
  yield {
    severity: 'warning',
    message: `nothing says whose resources ${first.tool.value}${others} touch${more === 0 ? 'es' : ''}: there is no boundaries document`,
    label: 'a tool in use',
    help: '`policy init --boundaries` drafts a document of `kind: boundaries`, which names for each tool the argument that says whose resource it touches; read every line of it',
    place: first.tool.place,
    rule: first.rule,
    tool: first.tool.value,
  };
}

/** Entries of boundaries, and of the baseline where it denies every call. */
function coveringEntries({ boundaries, baseline }: EffectiveWorkspace): readonly string[] {
  const denied = baseline.filter(({ rule }) => rule.action?.value === 'deny');
  return [
    ...new Set([
      ...boundaries.flatMap(({ tools }) => tools.map(({ tool }) => tool.value)),
      ...denied.flatMap(({ rule }) => rule.tools.map(({ value }) => value)),
    ]),
  ];
}

/** A name in use that no entry covers; empty where there are too many to tell, undefined where there is none. */
function uncoveredName({ tool, plans }: ToolInUse, covering: readonly string[]): string | undefined {
  const near = covering.filter((entry) => toolGlobsOverlap(entry, tool.value));
  const isOpen = (name: string): boolean =>
    matchesToolName(tool.value, name) &&
    !near.some((entry) => matchesToolName(entry, name)) &&
    [...plans].some((plan) => isEntitled(plan, name));
  if (!isToolGlob(tool.value)) return isOpen(tool.value) ? tool.value : undefined;
  const entitled = [...plans].flatMap((plan) => plan?.tools?.map(({ value }) => value) ?? []);
  const { tools, complete } = toolRepresentatives([tool.value, ...near, ...entitled]);
  return tools.find(isOpen) ?? (complete ? undefined : '');
}

function isEntitled(plan: Plan | undefined, name: string): boolean {
  return plan?.tools === undefined || plan.tools.some(({ value }) => matchesToolName(value, name));
}
