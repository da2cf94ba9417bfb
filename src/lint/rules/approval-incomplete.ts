import { bindText } from '../../engine/compile/bind-text.ts';
import { PolicyError } from '../../engine/compile/policy-error.ts';
import type { Place } from '../../model/place.ts';
import type { Approval, Rule } from '../../model/rule.ts';
import type { TemplateText } from '../../model/template-text.ts';
import type { EffectiveWorkspace } from '../../model/workspace.ts';
import { control } from '../control.ts';
import type { LintContext, LintRule, Report } from '../rule.ts';
import { writtenRules } from '../written-rules.ts';

export const approvalIncomplete: LintRule = {
  code: 'approval/incomplete',
  level: 'error',
  kind: 'S',
  edition: 1,
  finds: 'approval without channel or timeout, with an insecure webhook, or that times out to allow',
  help: 'write `approval: { channel: ..., timeout: 10min }`, an `https` webhook where there is one, and leave `on_timeout` at deny',
  controls: [
    control('atlas-mitigations', 'AML.M0029'),
    control('owasp-asi', 'ASI09'),
    control('nist-800-53', 'AC-6'),
    control('soc2', 'CC6.3'),
    control('soc2', 'CC8.1'),
  ],
  check: approvalsReachSomebody,
};

/** Every approval that is asked for reaches somebody by a safe way, ends, and nobody's silence is a yes. */
function* approvalsReachSomebody({ documents, workspace }: LintContext): Iterable<Report> {
  for (const { rule, name, tool } of writtenRules(documents)) {
    for (const { action, approval } of [...rule.conditions, rule]) {
      if (action?.value !== 'require_approval') continue;
      for (const report of problems(approval, action.place, rule, workspace))
        yield { ...report, rule: name, tool };
    }
  }
}

function* problems(
  approval: Approval | undefined,
  action: Place,
  rule: Rule,
  workspace: EffectiveWorkspace,
): Iterable<Report> {
  const missing = [
    ...(approval?.channel === undefined ? ['channel'] : []),
    ...(approval?.timeoutMs === undefined ? ['timeout'] : []),
  ];
  if (missing.length > 0) yield incomplete(missing, approval?.place ?? action);
  if (approval?.onTimeout === 'allow') {
    yield {
      message: 'an approval that nobody answers becomes an allow',
      label: 'silence is a yes',
      help: 'write `on_timeout: deny`, or leave it out: an attacker needs nothing but patience',
      place: approval.onTimeoutPlace ?? approval.place,
    };
  }
  if (approval?.webhook !== undefined)
    yield* insecure(approval.webhook, approval.webhookPlace ?? approval.place, rule, workspace);
}

function incomplete(missing: readonly string[], place: Place): Report {
  const words = missing.map((key) => (key === 'channel' ? 'reaches nobody' : 'waits for ever'));
  return {
    message: `an approval ${words.join(' and ')}: it has no ${missing.join(' and no ')}`,
    label: `without ${missing.map((key) => `\`${key}\``).join(' and ')}`,
    help: `write \`approval: { channel: ..., timeout: 10min }\``,
    place,
  };
}

function* insecure(
  webhook: TemplateText,
  place: Place,
  rule: Rule,
  workspace: EffectiveWorkspace,
): Iterable<Report> {
  const report = {
    message: 'the webhook of an approval is not `https`: who listens can read the call, and answer it',
    label: 'not https',
    help: 'write an address that begins with `https://`, or `${env:NAME}` and give the runtime one',
    place,
  };
  const [first] = webhook;
  if (first === undefined || typeof first === 'string') {
    if (!isSecure(first ?? '')) yield report;
    return;
  }
  // What the runtime puts in nobody knows here.
  if (first.ref === 'env') return;
  const tenants = [...workspace.tenants.values()].flatMap(({ rules, bindings, tenantId }) => {
    if (!rules.some((effective) => effective.rule === rule)) return [];
    try {
      return isSecure(bindText(webhook, bindings)) ? [] : [tenantId];
    } catch (error) {
      // That nothing gives the variable is reported by itself.
      if (error instanceof PolicyError) return [];
      throw error;
    }
  });
  if (tenants.length > 0) yield { ...report, tenants };
}

function isSecure(address: string): boolean {
  return /^https:\/\/[^/]/i.test(address);
}
