import { control } from '../control.ts';
import { escapeReports } from '../escape-reports.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const isolationApprovalEscape: LintRule = {
  code: 'isolation/approval-escape',
  level: 'warning',
  kind: 'A',
  edition: 1,
  finds: 'a call out of the tenant that the rules hold for approval: a person may let it out',
  help: 'deny what may never leave before the condition that asks for approval',
  controls: [
    control('owasp-asi', 'ASI09'),
    control('nist-800-53', 'AC-4'),
    control('soc2', 'CC6.1'),
    control('csa-aicm', 'AIS-11'),
  ],
  needs: ['boundaries'],
  check: approvalLetsNothingOut,
};

/** No call that the rules hold for approval leaves a boundary of its tenant. */
function approvalLetsNothingOut(context: LintContext): Iterable<Report> {
  return escapeReports(context, ({ through }) => through === 'approval');
}
