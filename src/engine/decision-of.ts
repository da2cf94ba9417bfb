import type { Decision, LimitUse, TraceStep } from '../model/decision.ts';
import type { Judgement } from './decide-steps.ts';
import { ownProperty } from './plain-data.ts';
import { reasonOf } from './verdict.ts';

/** Puts a decision together. Keys that have nothing to say are left out. */
export function decisionOf(
  judgement: Judgement,
  revision: string | undefined,
  uses: readonly LimitUse[] | 'not_evaluable',
  retryAfter: number | undefined,
  trace: readonly TraceStep[] | undefined,
): Decision {
  const { verdict, call } = judgement;
  const notes = notesOf(judgement);
  return {
    action: verdict.action,
    code: verdict.code,
    reason: reasonOf(verdict),
    policy: {
      ...(call === undefined ? {} : { tenant: call.tenantId }),
      ...(revision === undefined ? {} : { revision }),
      ...(verdict.rule === undefined ? {} : { rule: verdict.rule.name }),
      ...(verdict.condition === undefined ? {} : { condition: verdict.condition }),
      ...placeOf(judgement),
    },
    ...(uses.length === 0 ? {} : { limits: uses }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(verdict.action !== 'require_approval' || verdict.approval === undefined ? {} : { approval: verdict.approval }),
    logging: loggingOf(judgement),
    ...(notes.length === 0 ? {} : { notes }),
    ...(trace === undefined ? {} : { trace }),
  };
}

function placeOf({ verdict, policy }: Judgement): { readonly file?: string; readonly line?: number } {
  const at = verdict.place ?? policy?.place;
  return at === undefined ? {} : { file: at.file, line: at.line };
}

function loggingOf({ policy, plan }: Judgement): Decision['logging'] {
  const level = policy?.logging.level ?? plan?.logging?.level;
  const retention = policy?.logging.retentionText ?? plan?.logging?.retentionText;
  return { ...(level === undefined ? {} : { level }), ...(retention === undefined ? {} : { retention }) };
}

/** The context's plan is compared with the policy's, never obeyed. */
function notesOf({ call, policy }: Judgement): string[] {
  if (call === undefined || policy === undefined) return [];
  const claimed = ownProperty(call.context, 'plan');
  if (claimed === undefined || claimed === null || claimed === policy.plan) return [];
  return [`the context names another plan than the policy (${policy.plan ?? 'none'})`];
}
