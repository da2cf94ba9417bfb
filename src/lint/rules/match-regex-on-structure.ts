import { control } from '../control.ts';
import { patternReports } from '../patterns/pattern-reports.ts';
import type { LintRule } from '../rule.ts';

export const matchRegexOnStructure: LintRule = {
  code: 'match/regex-on-structure',
  level: 'warning',
  kind: 'S',
  edition: 1,
  finds: 'a regex over a path, URL, address, key, SQL, filter or command where a typed matcher exists',
  help: 'write the typed matcher of its kind',
  controls: [
    control('owasp-asi', 'ASI02'),
    control('nist-800-53', 'SI-10'),
    control('csa-aicm', 'AIS-08'),
    control('csa-aicm', 'AIS-11'),
  ],
  check: patternReports('match/regex-on-structure'),
};
