import { control } from '../control.ts';
import { boundValue } from '../posture/bound-value.ts';
import { declaredSubjects } from '../posture/posture-subjects.ts';
import { valueAt } from '../posture/posture-values.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const postureResidency: LintRule = {
  code: 'posture/residency',
  level: 'error',
  kind: 'F',
  edition: 1,
  finds: "a region that differs from the tenant's in storage, vectors or egress",
  help: "move it to the tenant's region, or write the region that was agreed",
  controls: [
    control('nist-800-53', 'AC-4'),
    control('nist-800-53', 'SC-7'),
    control('soc2', 'CC6.7'),
    control('hipaa', '164.312(e)(1)'),
  ],
  posture: ['region', 'storage.region', 'vectors.region', 'egress.region'],
  check: dataStaysInItsRegion,
};

const parts: readonly (readonly [path: string, words: string])[] = [
  ['storage.region', 'data is stored'],
  ['vectors.region', 'vectors are stored'],
  ['egress.region', 'traffic leaves'],
];

/** Storage, vectors and egress are in the region that the tenant's data is to stay in; one that says none is there. */
function* dataStaysInItsRegion(context: LintContext): Iterable<Report> {
  for (const { posture, tenants } of declaredSubjects(context)) {
    const said = parts.flatMap(([path, words]) => {
      const region = valueAt(posture, path);
      return region === undefined ? [] : [{ region, words, path }];
    });
    const own = valueAt(posture, 'region') ?? said[0]?.region;
    if (own === undefined || said.length === 0) continue;
    for (const tenant of tenants) {
      const policy = context.workspace.tenants.get(tenant);
      const home = policy === undefined ? undefined : boundValue(own, policy);
      if (policy === undefined || home === undefined) continue;
      for (const { region, words } of said) {
        const there = boundValue(region, policy);
        if (region === own || there === undefined || isWithin(there, home)) continue;
        yield {
          message: `${words} in ${there}, and the data is to stay in ${home}`,
          label: `not in ${home}`,
          place: region.place,
          tenant,
        };
      }
    }
  }
}

/** Names of regions go from wide to narrow: `eu-west-1` is in `eu`. */
function isWithin(region: string, home: string): boolean {
  const [inner, outer] = [region.toLowerCase(), home.toLowerCase()];
  return inner === outer || inner.startsWith(`${outer}-`);
}
