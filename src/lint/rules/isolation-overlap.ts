import { type BoundaryOverlap, boundaryOverlaps } from '../../analysis/boundary-overlap.ts';
import { control } from '../control.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const isolationOverlap: LintRule = {
  code: 'isolation/overlap',
  level: 'error',
  kind: 'F',
  edition: 1,
  finds: 'two tenants whose boundaries for a tool are not disjoint; the call',
  help: 'put `${tenant.id}`, or a variable of which each tenant gives its own value, into the boundary; mark what any tenant may reach `shared`',
  controls: [
    control('nist-800-53', 'AC-4'),
    control('nist-800-53', 'SC-4'),
    control('soc2', 'CC6.1'),
    control('pci-dss', 'A1.1.3'),
    control('csa-aicm', 'AIS-11'),
  ],
  needs: ['boundaries'],
  check: boundariesAreDisjoint,
};

/** No value is within the boundaries of two tenants in every bounded argument of a tool, `shared` ones aside. */
function* boundariesAreDisjoint({ workspace }: LintContext): Iterable<Report> {
  for (const overlap of boundaryOverlaps(workspace).overlaps) {
    const { tools, entry, tenant, other, witness } = overlap;
    const file = workspace.tenants.get(other)?.place.file;
    yield {
      message: messageFor(overlap),
      label: overlap.how === 'every' ? 'the same for all' : `also ${other}'s`,
      place: entry.matcher.place,
      tenant,
      ...(tools[0] === undefined ? {} : { tool: tools[0] }),
      ...(witness === undefined ? {} : { witness }),
      ...(file === undefined || overlap.how === 'every' ? {} : { causes: [file] }),
    };
  }
}

function messageFor({ tools, tenant, other, how }: BoundaryOverlap): string {
  const more = tools.length - 1;
  const what = `${tools[0]}${more === 0 ? '' : ` and ${more} more ${more === 1 ? 'tool' : 'tools'}`}`;
  switch (how) {
    case 'every':
      return `the boundary of ${what} is the same for every tenant`;
    case 'same':
      return `${tenant} and ${other} have the same boundary for ${what}`;
    case 'meet':
      return `the boundaries of ${tenant} and ${other} for ${what} meet`;
  }
}
