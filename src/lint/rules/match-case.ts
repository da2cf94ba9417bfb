import { control } from '../control.ts';
import { patternReports } from '../patterns/pattern-reports.ts';
import type { LintRule } from '../rule.ts';

export const matchCase: LintRule = {
  code: 'match/case',
  level: 'note',
  kind: 'A',
  edition: 1,
  finds: "case differences that change the decision, where the argument's kind has no case",
  help: 'write `(?i)` before the pattern',
  controls: [control('owasp-asi', 'ASI02'), control('nist-800-53', 'SI-10'), control('csa-aicm', 'AIS-08')],
  check: patternReports('match/case'),
};
