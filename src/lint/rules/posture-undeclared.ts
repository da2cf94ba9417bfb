import type { Severity } from '../../model/diagnostic.ts';
import type { TenantDocument } from '../../model/documents.ts';
import type { Place } from '../../model/place.ts';
import { control } from '../control.ts';
import { declaresControl } from '../posture/declares-control.ts';
import { reportAbout } from '../posture/posture-report.ts';
import { type PostureSubject, postureSubjects } from '../posture/posture-subjects.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { tenantDocuments } from '../tenant-documents.ts';

export const postureUndeclared: LintRule = {
  code: 'posture/undeclared',
  level: 'warning',
  kind: 'S',
  edition: 1,
  finds:
    'no `isolation` at all, or only how much is at stake; an error where the plan or data risk asks for it',
  help: 'declare under `isolation`, in a template or policy, what stands around the agent: docs/language.md, "Isolation posture"',
  controls: [
    control('nist-800-53', 'CM-6'),
    control('nist-800-53', 'SC-7(21)'),
    control('soc2', 'CC6.1'),
    control('pci-dss', 'A1.1.1'),
    control('csa-aicm', 'AIS-11'),
    control('atlas-mitigations', 'AML.M0032'),
  ],
  check: posturesAreDeclared,
};

/** Every tenant's policy, or a template of it, declares some control that stands around the agent. */
function* posturesAreDeclared(context: LintContext): Iterable<Report> {
  const documents = new Map<string, TenantDocument>();
  for (const tenant of tenantDocuments(context.documents)) documents.set(tenant.tenantId.value, tenant);
  const subjects = postureSubjects(context);
  const isUsed = subjects.some(({ posture }) => posture !== undefined);
  // Where nobody declares one, that is one thing to say, of everybody.
  const nobody = new Map<Severity, { readonly report: Report; readonly tenants: string[] }>();
  for (const subject of subjects) {
    const { posture, tenants } = subject;
    if (posture !== undefined) {
      if (!declaresControl(posture)) yield reportAbout(subject, riskAlone(subject, posture.place));
      continue;
    }
    for (const id of tenants) {
      const tenant = documents.get(id);
      if (tenant === undefined) continue;
      const report = undeclared(subject, (tenant.extends[0] ?? tenant.tenantId).place);
      const severity = report.severity ?? 'warning';
      if (isUsed) yield { ...report, tenant: id };
      else if (nobody.get(severity)?.tenants.push(id) === undefined)
        nobody.set(severity, { report, tenants: [id] });
    }
  }
  for (const { report, tenants } of nobody.values()) yield { ...report, tenants };
}

function undeclared({ plan }: PostureSubject, place: Place): Report {
  if (plan?.logging?.level !== 'full') {
    return {
      message: 'nothing says what stands around the agent: there is no `isolation`',
      label: 'no `isolation`, here or in a template',
      place,
    };
  }
  return {
    severity: 'error',
    message: `nothing says what stands around the agent, and the plan ${plan.name.value} records every call with its arguments: there is no \`isolation\``,
    label: 'no `isolation`, here or in a template',
    place,
    causes: [plan.place.file],
  };
}

function riskAlone({ risk }: PostureSubject, place: Place): Report {
  return {
    ...(risk.asks ? { severity: 'error' } : {}),
    message: `the posture says that there is ${risk.words}, and nothing of what protects it`,
    label: 'declares no control',
    place,
  };
}
