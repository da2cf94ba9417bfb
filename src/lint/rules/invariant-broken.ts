import { type BrokenInvariant, brokenInvariants } from '../../analysis/broken-invariants.ts';
import { deciderPlace } from '../../analysis/walk/decider.ts';
import type { Invariant } from '../../model/documents.ts';
import type { Action } from '../../model/rule.ts';
import { control } from '../control.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';

export const invariantBroken: LintRule = {
  code: 'invariant/broken',
  level: 'error',
  kind: 'A',
  edition: 1,
  finds: "an invariant that some tenant's policy breaks; the call",
  help: 'narrow what decides the call, or make an exception of the tenant',
  controls: [
    control('nist-800-53', 'AC-3'),
    control('nist-800-53', 'CM-6'),
    control('soc2', 'CC8.1'),
    control('owasp-asi', 'ASI02'),
    control('csa-aicm', 'TVM-11'),
  ],
  needs: ['invariants'],
  check: whatIsNeverIsNever,
};

/** No call of a tenant that an invariant concerns gets the decision that it rules out, boundaries and baseline included. */
function* whatIsNeverIsNever({ documents, workspace }: LintContext): Iterable<Report> {
  const invariants = documents.flatMap((document) => (document.kind === 'invariants' ? document.never : []));
  for (const broken of brokenInvariants(workspace, invariants)) yield reportOf(broken);
}

const decided: { readonly [action in Action]: string } = {
  allow: 'allowed',
  deny: 'denied',
  require_approval: 'held for approval',
};

function reportOf({ invariant, policy, tool, search }: BrokenInvariant): Report {
  const tenant = policy.tenantId;
  if (search.found === 'undecided') {
    return {
      severity: 'warning',
      message: `nobody can tell whether ${tenant} keeps ${invariant.id} through ${tool}: ${search.why}`,
      label: 'not proved',
      help: 'write typed matchers, fewer paths or simpler patterns',
      place: invariant.place,
      tenant,
      tool,
      kindred: `${tool} ${search.why}`,
      causes: [policy.place.file],
    };
  }
  const { by, witness } = search;
  const rule = by.kind === 'condition' || by.kind === 'action' ? by.rule.linked.source.name : undefined;
  return {
    message: `${tenant} breaks ${invariant.id}: a call of ${tool} is ${decided[invariant.action.value]}`,
    label: labelOf(by.kind),
    help: helpFor(invariant),
    place:
      (by.kind === 'condition' ? by.condition.linked.source.action.place : deciderPlace(by)) ?? policy.place,
    tenant,
    tool,
    kindred: `${invariant.id} ${tool} ${by.kind}`,
    causes: [invariant.place.file],
    witness,
    ...(rule === undefined ? {} : { rule }),
  };
}

function labelOf(kind: 'tenant' | 'boundary' | 'condition' | 'action' | 'default'): string {
  if (kind === 'default') return 'no rule decides it, so the default does';
  return kind === 'tenant' ? 'suspended, or not entitled' : 'decides it';
}

function helpFor({ id, action, place }: Invariant): string {
  const where = `${place.file}:${place.line}`;
  const what =
    action.value === 'deny'
      ? 'let such calls pass'
      : 'narrow what decides the call, or deny such calls above it or in the baseline';
  return `${what}; ${id} is at ${where}`;
}
