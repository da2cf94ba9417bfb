import type { DecidedApproval, Decision, DecisionCode, LimitUse } from '../model/decision.ts';
import type { Action } from '../model/rule.ts';

/**
 * A decision as every machine output has it; `null` where there is nothing to say. The approval's webhook is left out:
 * it may hold a secret, and only the runtime that asks for the approval needs it.
 */
export type DecisionJson = {
  readonly action: Action;
  readonly code: DecisionCode;
  readonly reason: string;
  readonly policy: {
    readonly tenant: string | null;
    readonly revision: string | null;
    readonly rule: string | null;
    readonly condition: string | null;
    readonly file: string | null;
    readonly line: number | null;
  };
  readonly limits?: 'not_evaluable' | readonly LimitJson[];
  readonly approval?: ApprovalJson;
  readonly logging: { readonly level: string | null; readonly retention: string | null };
  readonly notes?: readonly string[];
};

type LimitJson = {
  readonly scope: string;
  readonly name: string;
  readonly limit: string;
  readonly used: number;
  readonly retryAfter?: number;
};

type ApprovalJson = {
  readonly channel: string | null;
  readonly timeoutSeconds: number | null;
  readonly onTimeout: string;
};

/** The decision without its trace. */
export function decisionJson({
  action,
  code,
  reason,
  policy,
  limits,
  approval,
  logging,
  notes,
}: Decision): DecisionJson {
  return {
    action,
    code,
    reason,
    policy: {
      tenant: policy.tenant ?? null,
      revision: policy.revision ?? null,
      rule: policy.rule ?? null,
      condition: policy.condition ?? null,
      file: policy.file ?? null,
      line: policy.line ?? null,
    },
    ...(limits === undefined ? {} : { limits: limits === 'not_evaluable' ? limits : limits.map(limitJson) }),
    ...(approval === undefined ? {} : { approval: approvalJson(approval) }),
    logging: { level: logging.level ?? null, retention: logging.retention ?? null },
    ...(notes === undefined ? {} : { notes }),
  };
}

function limitJson({ scope, name, limit, used, retryAfter }: LimitUse): LimitJson {
  return { scope, name, limit, used, ...(retryAfter === undefined ? {} : { retryAfter }) };
}

function approvalJson({ channel, timeoutSeconds, onTimeout }: DecidedApproval): ApprovalJson {
  return { channel: channel ?? null, timeoutSeconds: timeoutSeconds ?? null, onTimeout };
}
