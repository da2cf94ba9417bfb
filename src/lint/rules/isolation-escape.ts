import { control } from '../control.ts';
import { escapeReports } from '../escape-reports.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const isolationEscape: LintRule = {
  code: 'isolation/escape',
  level: 'error',
  kind: 'A',
  edition: 1,
  finds:
    'a call that leaves the tenant although nothing stops it: the rules allow it, and the boundary is not enforced',
  help: 'enforce the boundary (`enforce: true`), and allow by a typed matcher that takes no more than it',
  controls: [
    control('owasp-asi', 'ASI03'),
    control('owasp-mcp', 'MCP10:2025'),
    control('nist-800-53', 'AC-4'),
    control('soc2', 'CC6.1'),
    control('csa-aicm', 'AIS-11'),
  ],
  needs: ['boundaries'],
  check: nothingLeavesUnstopped,
};

/** No call that is allowed, boundaries that are enforced included, leaves a declared boundary of its tenant. */
function nothingLeavesUnstopped(context: LintContext): Iterable<Report> {
  return escapeReports(context, ({ through, stopped }) => through === 'allow' && !stopped);
}
