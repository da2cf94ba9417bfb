import { decisionJson } from '../../engine/decision-json.ts';
import type { Decision } from '../../model/decision.ts';
import { type JsonObject, type JsonValue, UnjudgeableArguments } from '../../model/json.ts';
import { canonicalJson } from '../../text/canonical-json.ts';
import { shownArguments } from '../../text/mask-arguments.ts';
import { type ArgumentsShown, callRecord } from '../call-record.ts';
import type { JudgedCall } from '../judged-call.ts';
import { mostReported, type ReportedAttack } from './attacks-result.ts';
import { draftValue, maskedDraft } from './draft.ts';
import type { AttackCall } from './try-attacks.ts';

/** Another tenant whose boundary takes a call of this tenant's. */
export type ReachedBy = (tenant: string, tool: string, args: JsonValue) => string | undefined;

/** Gathers what is allowed and outside its boundary, keeping one example of each kind. */
export interface ReportedAttacks {
  /** `attack` is absent where the call itself is outside, as it was recorded. */
  readonly add: (tenant: string, parent: JudgedCall, decision: Decision, attack?: AttackCall) => void;
  readonly groups: () => readonly ReportedAttack[];
  readonly total: () => number;
  readonly elsewhere: () => number;
}

/** Code units as JSON. */
const mostContext = 4096;

export function createReportedAttacks(shown: ArgumentsShown, reachedBy: ReachedBy): ReportedAttacks {
  const groups = new Map<string, { count: number; readonly first: Omit<ReportedAttack, 'count'> }>();
  let [total, elsewhere] = [0, 0];
  return {
    add: (tenant, parent, decision, attack) => {
      total += 1;
      const key = JSON.stringify([tenant, parent.call.tool, attack?.family, attack?.path]);
      const group = groups.get(key);
      if (group !== undefined) group.count += 1;
      else if (groups.size < mostReported)
        groups.set(key, { count: 1, first: reportOf(tenant, parent, decision, attack, shown, reachedBy) });
      else elsewhere += 1;
    },
    groups: () => [...groups.values()].map(({ count, first }) => ({ count, ...first })),
    total: () => total,
    elsewhere: () => elsewhere,
  };
}

function reportOf(
  tenant: string,
  parent: JudgedCall,
  decision: Decision,
  attack: AttackCall | undefined,
  shown: ArgumentsShown,
  reachedBy: ReachedBy,
): Omit<ReportedAttack, 'count'> {
  const asked = attack?.arguments ?? parent.call.arguments;
  const record = callRecord({ ...parent, call: { ...parent.call, arguments: asked } }, shown);
  const reaches =
    asked instanceof UnjudgeableArguments ? undefined : reachedBy(tenant, parent.call.tool, asked);
  const attempt = attack === undefined ? {} : { attempt: attemptOf(attack, shown) };
  return {
    parent: { seq: record.seq, source: record.source },
    tenant,
    tool: parent.call.tool,
    family: attack?.family ?? 'as-recorded',
    argument: attack?.path ?? null,
    ...attempt,
    ...(record.arguments === undefined ? {} : { arguments: record.arguments }),
    ...(shown.show ? contextOf(parent) : {}),
    ...(reaches === undefined ? {} : { reaches }),
    decision: decisionJson(decision),
    why: attack === undefined ? 'the call is outside its boundary as it was recorded' : attack.what,
  };
}

function attemptOf(
  { draft }: AttackCall,
  shown: ArgumentsShown,
): NonNullable<ReportedAttack['attempt']> | null {
  return shown.show ? (draftValue(draft) ?? null) : maskedDraft(draft);
}

/** Left out where it is long. */
function contextOf({ context }: JudgedCall): { readonly context?: JsonObject } {
  const isShort = shownArguments(context) !== undefined && canonicalJson(context).length <= mostContext;
  return isShort ? { context } : {};
}
