import { control } from '../control.ts';
import { patternReports } from '../patterns/pattern-reports.ts';
import type { LintRule } from '../rule.ts';

export const matchUnanchored: LintRule = {
  code: 'match/unanchored',
  level: 'warning',
  kind: 'A',
  edition: 1,
  finds: 'a pattern that is searched where the whole value was meant',
  help: 'write `^` before the pattern and `$` after it',
  controls: [
    control('owasp-asi', 'ASI02'),
    control('nist-800-53', 'SI-10'),
    control('nist-800-53', 'AC-3'),
    control('csa-aicm', 'AIS-08'),
  ],
  check: patternReports('match/unanchored'),
};
