import type { PostureValue } from '../../model/posture.ts';
import { control } from '../control.ts';
import { boundValues } from '../posture/bound-value.ts';
import { egressProblem } from '../posture/egress-problem.ts';
import { reportAbout, reportMissing, unsaid } from '../posture/posture-report.ts';
import { type DeclaredSubject, declaredSubjects } from '../posture/posture-subjects.ts';
import { valueAt, valuesAt } from '../posture/posture-values.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const postureEgress: LintRule = {
  code: 'posture/egress',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds:
    'egress not deny by default; wildcards; ranges that reach loopback, link-local, metadata or private addresses',
  help: 'write `default: deny`, and in `allow` the hosts and blocks outside that are meant',
  controls: [
    control('nist-800-53', 'SC-7(5)'),
    control('nist-800-53', 'SC-7'),
    control('nist-800-53', 'AC-4'),
    control('soc2', 'CC6.6'),
    control('soc2', 'CC6.7'),
    control('hipaa', '164.312(e)(1)'),
    control('atlas', 'AML.T0086'),
    control('owasp-llm', 'LLM02:2025'),
  ],
  posture: ['egress'],
  check: egressIsNamed,
};

/** Traffic leaves to hosts and blocks that are listed one by one, all of them outside. */
function* egressIsNamed(context: LintContext): Iterable<Report> {
  for (const subject of declaredSubjects(context)) {
    yield* byDefault(subject);
    for (const entry of valuesAt(subject.posture, 'egress.allow')) yield* judgeEntry(entry, subject, context);
  }
}

function* judgeEntry(
  entry: PostureValue,
  subject: DeclaredSubject,
  { workspace }: LintContext,
): Iterable<Report> {
  const { place, text } = entry;
  if (text === undefined) {
    const problem = egressProblem(String(entry.value));
    if (problem !== undefined) yield reportAbout(subject, { ...problem, place });
    return;
  }
  for (const tenant of subject.tenants) {
    const policy = workspace.tenants.get(tenant);
    for (const value of policy === undefined ? [] : boundValues(entry, policy)) {
      const problem = egressProblem(value);
      if (problem !== undefined) yield { ...problem, place, tenant };
    }
  }
}

function* byDefault(subject: DeclaredSubject): Iterable<Report> {
  const { posture, risk } = subject;
  const byDefault = valueAt(posture, 'egress.default');
  if (byDefault?.value === 'deny') return;
  if (byDefault !== undefined) {
    yield reportAbout(subject, {
      message: 'traffic may leave to anywhere: whatever the agent reads can be sent out',
      label: 'not deny',
      place: byDefault.place,
    });
    return;
  }
  yield reportMissing(subject, 'egress.default', {
    // A list alone reads as if it were all that is allowed.
    severity: posture.keys.has('egress') ? 'error' : unsaid(risk),
    message: 'nothing says that traffic to hosts which nobody named is stopped',
    help: 'write `egress: { default: deny }` once it is, and in `allow` the hosts that are meant',
  });
}
