import type { DecidedBy, Decision, LimitUse, TraceStep } from '../model/decision.ts';
import type { Judgement } from './decide-steps.ts';
import { ownProperty } from './plain-data.ts';
import { reasonOf } from './verdict.ts';

// Assigned key by key, for spreading conditional parts costs several times the decision itself.
type Draft<T> = { -readonly [key in keyof T]: T[key] };

/** Puts a decision together. Keys that have nothing to say are left out. It may be shared: treat it as frozen. */
export function decisionOf(
  judgement: Judgement,
  revision: string | undefined,
  uses: readonly LimitUse[] | 'not_evaluable',
  retryAfter: number | undefined,
  trace: readonly TraceStep[] | undefined,
): Decision {
  const { verdict } = judgement;
  let settled = verdict.settled;
  if (settled === undefined) {
    settled = settle(judgement, revision);
    verdict.settled = settled;
  }
  const planNote = planNoteOf(judgement);
  if (uses.length === 0 && trace === undefined && planNote === undefined) return settled;
  const { action, code, reason, policy, logging, approval } = settled;
  const decision: Draft<Decision> = { action, code, reason, policy, logging };
  if (approval !== undefined) decision.approval = approval;
  if (uses.length > 0) decision.limits = uses;
  if (retryAfter !== undefined) decision.retryAfter = retryAfter;
  if (planNote !== undefined) decision.notes = [planNote];
  if (trace !== undefined) decision.trace = trace;
  return decision;
}

/** The decision as far as it depends on nothing but the verdict. */
function settle(judgement: Judgement, revision: string | undefined): Decision {
  const { verdict } = judgement;
  const decision: Draft<Decision> = {
    action: verdict.action,
    code: verdict.code,
    reason: reasonOf(verdict),
    policy: decidedBy(judgement, revision),
    logging: loggingOf(judgement),
  };
  if (verdict.action === 'require_approval' && verdict.approval !== undefined)
    decision.approval = verdict.approval;
  // Calls that are decided alike share it.
  return Object.freeze(decision);
}

function decidedBy({ verdict, call, policy }: Judgement, revision: string | undefined): DecidedBy {
  const by: Draft<DecidedBy> = {};
  if (call !== undefined) by.tenant = call.tenantId;
  if (revision !== undefined) by.revision = revision;
  if (verdict.rule !== undefined) by.rule = verdict.rule.name;
  if (verdict.condition !== undefined) by.condition = verdict.condition;
  const place = verdict.place ?? policy?.place;
  if (place !== undefined) {
    by.file = place.file;
    by.line = place.line;
  }
  return Object.freeze(by);
}

function loggingOf({ policy, plan }: Judgement): Decision['logging'] {
  const logging: Draft<Decision['logging']> = {};
  const level = policy?.logging.level ?? plan?.logging?.level;
  const retention = policy?.logging.retentionText ?? plan?.logging?.retentionText;
  if (level !== undefined) logging.level = level;
  if (retention !== undefined) logging.retention = retention;
  return Object.freeze(logging);
}

/** The context's plan is compared with the policy's, never obeyed. */
function planNoteOf({ call, policy }: Judgement): string | undefined {
  if (call === undefined || policy === undefined) return undefined;
  const claimed = ownProperty(call.context, 'plan');
  if (claimed === undefined || claimed === null || claimed === policy.plan) return undefined;
  return `the context names another plan than the policy (${policy.plan ?? 'none'})`;
}
