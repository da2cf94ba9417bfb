import type { DecidedApproval } from '../../model/decision.ts';
import type { Approval, Condition, Rule } from '../../model/rule.ts';
import type { TemplateText } from '../../model/template-text.ts';
import type { Bindings } from '../../model/workspace.ts';
import { bindText } from './bind-text.ts';
import { referenceText } from './reference-text.ts';

/** What a rule or condition says beside its action. */
export interface BoundWords {
  readonly reason?: string;
  readonly approval?: DecidedApproval;
}

/** The reason and approval of a rule or condition, with the tenant's values put in. Throws `PolicyError`. */
export function bindWords(
  from: Pick<Rule | Condition, 'reason' | 'approval'>,
  bindings: Bindings,
): BoundWords {
  return {
    ...(from.reason === undefined ? {} : { reason: bindText(from.reason.value, bindings) }),
    ...(from.approval === undefined ? {} : { approval: bindApproval(from.approval, bindings) }),
  };
}

/** `${env:NAME}` in a webhook stays as written: the runtime resolves it. */
function bindApproval(approval: Approval, bindings: Bindings): DecidedApproval {
  return {
    ...(approval.channel === undefined ? {} : { channel: bindText(approval.channel, bindings) }),
    ...(approval.webhook === undefined ? {} : { webhook: bindWebhook(approval.webhook, bindings) }),
    ...(approval.timeoutMs === undefined ? {} : { timeoutSeconds: approval.timeoutMs / 1000 }),
    onTimeout: approval.onTimeout ?? 'deny',
  };
}

function bindWebhook(text: TemplateText, bindings: Bindings): string {
  return text
    .map((part) =>
      typeof part !== 'string' && part.ref === 'env' ? referenceText(part) : bindText([part], bindings),
    )
    .join('');
}
