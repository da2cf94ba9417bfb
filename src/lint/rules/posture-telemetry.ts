import { control } from '../control.ts';
import { reportAbout, reportMissing, unsaid } from '../posture/posture-report.ts';
import { declaredSubjects } from '../posture/posture-subjects.ts';
import { placeFor, valueAt } from '../posture/posture-values.ts';
import { confidential, regulated } from '../posture/risk.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const postureTelemetry: LintRule = {
  code: 'posture/telemetry',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'shared pipeline without redaction; regulated data on a shared pipeline',
  help: 'give the tenant a pipeline of its own (`dedicated`), or mask arguments before they enter a shared one (`redaction: true`)',
  controls: [
    control('nist-800-53', 'AU-9'),
    control('nist-800-53', 'AU-3(3)'),
    control('soc2', 'CC6.7'),
    control('soc2', 'CC7.2'),
    control('hipaa', '164.312(b)'),
    control('pci-dss', 'A1.2.1'),
    control('atlas-mitigations', 'AML.M0024'),
  ],
  posture: ['telemetry'],
  check: telemetryTellsNobody,
};

/** What logs and traces of one tenant hold, no other tenant's operators can read. */
function* telemetryTellsNobody(context: LintContext): Iterable<Report> {
  for (const subject of declaredSubjects(context)) {
    const { posture, risk } = subject;
    const pipeline = valueAt(posture, 'telemetry.pipeline');
    const redaction = valueAt(posture, 'telemetry.redaction');
    if (pipeline === undefined) {
      // Of other data nobody need say where its logs go, unless the posture begins to.
      if (risk.rank < confidential && !posture.keys.has('telemetry')) continue;
      yield reportMissing(subject, 'telemetry.pipeline', {
        severity: unsaid(risk),
        message: `nothing says whether the logs and traces of ${risk.words} flow apart from other tenants'`,
        help: 'write `telemetry: { pipeline: ... }` with `dedicated` or `shared`, as it is',
      });
    } else if (pipeline.value === 'shared' && risk.rank >= regulated) {
      yield reportAbout(subject, {
        message: `logs and traces of ${risk.words} flow through a pipeline with other tenants'`,
        label: 'shared',
        help: 'give the tenant a pipeline of its own and write `dedicated`: redaction misses what nobody thought of',
        place: pipeline.place,
      });
    } else if (pipeline.value === 'shared' && redaction?.value !== true) {
      yield reportAbout(subject, {
        message: "arguments of calls flow unmasked through a pipeline with other tenants'",
        label: redaction === undefined ? 'shared, and nothing is said of redaction' : 'switched off',
        place: redaction?.place ?? placeFor(posture, 'telemetry.pipeline'),
      });
    }
  }
}
