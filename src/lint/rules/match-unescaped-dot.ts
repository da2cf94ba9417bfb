import { control } from '../control.ts';
import { patternReports } from '../patterns/pattern-reports.ts';
import type { LintRule } from '../rule.ts';

export const matchUnescapedDot: LintRule = {
  code: 'match/unescaped-dot',
  level: 'warning',
  kind: 'A',
  edition: 1,
  finds: 'a literal dot that is a wildcard',
  help: 'write `\\.` for the dot itself',
  controls: [
    control('owasp-asi', 'ASI02'),
    control('atlas', 'AML.T0086'),
    control('nist-800-53', 'SI-10'),
    control('csa-aicm', 'AIS-08'),
  ],
  check: patternReports('match/unescaped-dot'),
};
