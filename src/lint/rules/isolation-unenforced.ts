import { control } from '../control.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const isolationUnenforced: LintRule = {
  code: 'isolation/unenforced',
  level: 'warning',
  kind: 'S',
  edition: 1,
  finds: '`enforce: false`',
  help: 'write `enforce: true`, or leave the line out',
  controls: [
    control('nist-800-53', 'AC-3'),
    control('nist-800-53', 'SC-7'),
    control('soc2', 'CC6.1'),
    control('csa-aicm', 'AIS-11'),
  ],
  needs: ['boundaries'],
  check: boundariesAreEnforced,
};

/** Boundaries that are declared are enforced. */
function* boundariesAreEnforced({ documents }: LintContext): Iterable<Report> {
  for (const document of documents) {
    if (document.kind !== 'boundaries' || document.enforce) continue;
    yield {
      message: 'these boundaries are declared, and no call is held to them',
      label: 'switched off',
      place: document.enforcePlace ?? document.place,
    };
  }
}
