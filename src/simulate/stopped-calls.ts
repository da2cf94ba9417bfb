import { type ArgumentsShown, type CallRecord, callRecord } from './call-record.ts';
import type { JudgedCall } from './judged-call.ts';
import type { StoppedGroup } from './replay-summary.ts';

/** How many groups are kept, those that occurred first. */
export const mostStoppedGroups = 200;

/** Gathers denied and held calls by why they were stopped, keeping one example of each. */
export interface StoppedCalls {
  readonly add: (judged: JudgedCall) => void;
  readonly groups: () => readonly StoppedGroup[];
  /** Calls that came after the last group that fits. */
  readonly elsewhere: () => number;
}

/** Calls are alike when tenant, tool, code and the condition that decided are the same. */
export function createStoppedCalls(shown: ArgumentsShown): StoppedCalls {
  const groups = new Map<string, { count: number; readonly example: CallRecord }>();
  let elsewhere = 0;
  return {
    add: (judged) => {
      const { decision, tenant, call } = judged;
      const { rule, condition, file, line } = decision.policy;
      const key = JSON.stringify([
        tenant,
        call.tool,
        decision.action,
        decision.code,
        rule,
        condition,
        file,
        line,
      ]);
      const group = groups.get(key);
      if (group !== undefined) group.count += 1;
      else if (groups.size < mostStoppedGroups)
        groups.set(key, { count: 1, example: callRecord(judged, shown) });
      else elsewhere += 1;
    },
    groups: () => [...groups.values()],
    elsewhere: () => elsewhere,
  };
}
