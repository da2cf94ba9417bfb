import { boundaryOverlaps } from '../../analysis/boundary-overlap.ts';
import { proveWorkspace } from '../../analysis/prove-workspace.ts';
import { boundaryEntriesFor } from '../../engine/compile/boundary-entries.ts';
import type { Place } from '../../model/place.ts';
import type { EffectiveWorkspace } from '../../model/workspace.ts';
import { control } from '../control.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const isolationUndecided: LintRule = {
  code: 'isolation/undecided',
  level: 'warning',
  kind: 'A',
  edition: 1,
  finds: 'what the proof could not settle, and why; never silent',
  help: 'write typed matchers, fewer paths or simpler patterns; `--allow-undecided` lets the run pass',
  controls: [control('nist-800-53', 'AC-4'), control('soc2', 'CC6.1'), control('csa-aicm', 'AIS-11')],
  needs: ['boundaries'],
  check: everythingIsSettled,
};

/** Every tool of every tenant that has a boundary is proved or refuted, and so are every two tenants. */
function* everythingIsSettled({ workspace, memory }: LintContext): Iterable<Report> {
  yield* betweenTenants(workspace);
  for (const { tenant, tool, undecided } of proveWorkspace(workspace, memory)) {
    for (const { path, why } of undecided) {
      const what = path === undefined ? tool : `${path} of ${tool}`;
      yield {
        message: `nobody can tell whether ${tenant} stays within ${what}: ${why}`,
        label: 'not proved',
        ...(why.includes('proved by form only') ? { help: byForm } : {}),
        place: boundaryPlace(workspace, tool, path) ?? workspace.tenants.get(tenant)?.place ?? nowhere,
        tenant,
        tool,
        kindred: `${tool} ${path} ${why}`,
      };
    }
  }
}

/** What could not be told of the fleet as a whole. */
function* betweenTenants(workspace: EffectiveWorkspace): Iterable<Report> {
  for (const { tool, why } of boundaryOverlaps(workspace).undecided) {
    yield {
      message: `nobody can tell whether the boundaries of every two tenants for ${tool} are disjoint: ${why}`,
      label: 'not proved',
      place:
        boundaryPlace(workspace, tool, undefined) ??
        workspace.tenants.values().next().value?.place ??
        nowhere,
      tool,
    };
  }
}

/** What proves a query, of which the proof knows no values. */
const byForm =
  'the same matcher in the rule that allows it: what demands by form what the boundary demands is proved; `--allow-undecided` lets the run pass';

const nowhere: Place = { file: '', line: 1, column: 1, start: 0, end: 0 };

function boundaryPlace(
  workspace: EffectiveWorkspace,
  tool: string,
  path: string | undefined,
): Place | undefined {
  const entries = boundaryEntriesFor(workspace.boundaries, tool);
  const entry = entries.find((candidate) => candidate.path.text === path) ?? entries[0];
  return entry?.kind === 'matcher' ? entry.matcher.place : entry?.place;
}
