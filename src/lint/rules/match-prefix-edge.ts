import { control } from '../control.ts';
import { patternReports } from '../patterns/pattern-reports.ts';
import type { LintRule } from '../rule.ts';

export const matchPrefixEdge: LintRule = {
  code: 'match/prefix-edge',
  level: 'error',
  kind: 'A',
  edition: 1,
  finds:
    'a prefix that ends inside a segment or label (`/data/tenant_acme` admits `/data/tenant_acme2`), or a domain that begins inside one',
  help: 'end the prefix with its separator, as in `^/data/tenant_acme/`, or write a typed matcher',
  controls: [
    control('owasp-asi', 'ASI03'),
    control('nist-800-53', 'AC-4'),
    control('nist-800-53', 'SI-10'),
    control('soc2', 'CC6.1'),
    control('csa-aicm', 'AIS-08'),
  ],
  check: patternReports('match/prefix-edge'),
};
