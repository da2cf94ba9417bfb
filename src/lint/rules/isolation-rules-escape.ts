import { control } from '../control.ts';
import { escapeReports } from '../escape-reports.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const isolationRulesEscape: LintRule = {
  code: 'isolation/rules-escape',
  level: 'error',
  kind: 'A',
  edition: 1,
  finds: 'a call that the rules allow out of the tenant, where only the enforced boundary stops it',
  help: 'allow by a typed matcher that takes no more than the boundary',
  controls: [
    control('owasp-asi', 'ASI03'),
    control('owasp-mcp', 'MCP10:2025'),
    control('nist-800-53', 'AC-4'),
    control('soc2', 'CC6.1'),
    control('csa-aicm', 'AIS-11'),
  ],
  needs: ['boundaries'],
  check: rulesLetNothingOut,
};

/** No call that the rules alone allow leaves a boundary of its tenant: two controls hold, not one. */
function rulesLetNothingOut(context: LintContext): Iterable<Report> {
  return escapeReports(context, ({ through, stopped }) => through === 'allow' && stopped);
}
