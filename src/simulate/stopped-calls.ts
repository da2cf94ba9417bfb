import type { JudgedCall, StoppedGroup } from './replay-summary.ts';

const mostGroups = 200;

/** Gathers denied and held calls by why they were stopped, keeping one example of each. */
export interface StoppedCalls {
  readonly add: (judged: JudgedCall) => void;
  readonly groups: () => readonly StoppedGroup[];
  /** Calls that came after the last group that fits. */
  readonly elsewhere: () => number;
}

/** Calls are alike when tenant, tool, code and the condition that decided are the same. */
export function createStoppedCalls(): StoppedCalls {
  const groups = new Map<string, { count: number; readonly example: JudgedCall }>();
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
      else if (groups.size < mostGroups) groups.set(key, { count: 1, example: withoutResult(judged) });
      else elsewhere += 1;
    },
    groups: () => [...groups.values()],
    elsewhere: () => elsewhere,
  };
}

// An example is kept to the end of the run: what it brought back is never shown and may be large.
function withoutResult(judged: JudgedCall): JudgedCall {
  const { result: _, ...call } = judged.call;
  return { ...judged, call };
}
